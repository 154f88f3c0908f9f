import type { Problem } from "../errors";
import { minor } from "./versions";

/**
 * First day on which EKS supports a Kubernetes minor only for six times the price. A cluster that asks for standard
 * support is upgraded by AWS on that day, whatever the program says.
 *
 * @see Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS" (release calendar) and "Disable
 * extended support"
 */
export const endOfStandardSupport: Readonly<Record<string, string>> = {
  "1.34": "2026-12-02",
  "1.35": "2027-03-27",
  "1.36": "2027-08-02",
};

/** Days before the end at which a preview begins to warn, and which the pinned version must have left. */
export const supportNotice = 60;

/** Days after which the pinned Amazon Linux images lack too many fixed kernels: AWS releases one every week or two. */
export const oldestImages = 180;

const dayMs = 86_400_000;

/** Whole days from one instant to the beginning of a day; negative once it is over. */
export function daysUntil(day: string, today: Date): number {
  return Math.ceil((Date.parse(`${day}T00:00:00Z`) - today.getTime()) / dayMs);
}

/** The day of an AMI release such as `20260923`, as `2026-09-23`. */
export function dayOfRelease(amiRelease: string): string {
  return amiRelease.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}

/** What is wrong where EKS does not support a Kubernetes any more. */
export function supportProblems(path: string, kubernetes: string, today: Date): Problem[] {
  const end = endOf(kubernetes);
  if (end === undefined || daysUntil(end, today) > 0) return [];
  return [
    {
      path,
      value: kubernetes,
      reason: `is out of EKS' standard support since ${end}: AWS upgrades such clusters by itself`,
      cure: `Pin one of ${supported(today).join(", ") || "those that EKS supports"} in versions.json, with its addons and AMI.`,
    },
  ];
}

/** A warning in the last {@link supportNotice} days. */
export function supportWarning(kubernetes: string, today: Date): string | undefined {
  const end = endOf(kubernetes);
  if (end === undefined) return undefined;
  const left = daysUntil(end, today);
  if (left <= 0 || left > supportNotice) return undefined;
  return (
    `Kubernetes ${kubernetes} leaves EKS' standard support on ${end}, in ${left} days. AWS then upgrades the cluster by ` +
    "itself: move kubernetes and eks in versions.json before."
  );
}

function endOf(kubernetes: string): string | undefined {
  return endOfStandardSupport[minor(kubernetes)];
}

function supported(today: Date): string[] {
  return Object.keys(endOfStandardSupport).filter(
    (line) => daysUntil(endOfStandardSupport[line] ?? "", today) > 0,
  );
}
