import { checkup, type Finding } from "../doctor/machine";
import { projectRoot } from "../process/paths";
import { requireStack } from "../stack/names";
import { backendLine, pulumiSettings } from "../stack/pulumi-env";
import { createReporter, print } from "../terminal/progress";
import { stackOption } from "./up-summary";

const marks: Readonly<Record<Finding["state"], string>> = {
  ok: "ok     ",
  brought: "to come",
  risk: "a risk ",
  blocks: "BLOCKS ",
};

/** `./workshop doctor`: each need, what was found, and the cure. Exit code 1 if `up` could not succeed. */
export async function doctor({ stack }: { stack: string }): Promise<number> {
  requireStack(projectRoot, stack);
  const report = createReporter();
  report.step("Looking at this machine");
  const findings = await checkup(stack, report);
  report.close();
  print([...renderFindings(findings), backendLine(pulumiSettings().backend), "", verdict(findings, stack)]);
  return findings.some(({ state }) => state === "blocks") ? 1 : 0;
}

/** Findings as lines, each with its cure below it. */
export function renderFindings(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ state, need, found, cure }) => [
    `${marks[state]}  ${need}: ${found}`,
    ...(cure ? [`         ${cure}`] : []),
  ]);
}

function verdict(findings: readonly Finding[], stack: string): string {
  const blocking = findings.filter(({ state }) => state === "blocks").length;
  if (blocking > 0)
    return `${blocking} ${blocking === 1 ? "thing stands" : "things stand"} in the way of ./workshop up.`;
  return `Nothing stands in the way of ./workshop up${stackOption(stack)}.`;
}
