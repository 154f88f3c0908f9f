import { existsSync, readFileSync } from "node:fs";
import { refuse } from "../errors";
import { caBundleProblems } from "../images/ca-bundle";

/** What pods are given to reach what lies outside the cluster through a company's network. */
export interface CompanyNetwork {
  /**
   * Certificate authorities, PEM, that jobs trust beside the public ones.
   * @default public ones alone
   */
  readonly authorities?: string;
}

/**
 * The network of pods on a cluster of this machine.
 *
 * @param caBundle file with a company's certificate authorities. One that is not there adds none: a preview may be made where
 * it is not, and preflight refuses it.
 * @throws {InvalidInput} for a file that is there and is no bundle.
 */
export function companyNetworkOf(subject: string, caBundle: string | undefined): CompanyNetwork | undefined {
  if (caBundle === undefined) return undefined;
  if (!existsSync(caBundle)) return { authorities: "" };
  refuse(subject, caBundleProblems("caBundle", caBundle));
  return { authorities: readFileSync(caBundle, "utf8") };
}
