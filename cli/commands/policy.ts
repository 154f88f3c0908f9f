import { sentence } from "../../components/errors";
import { expiryProblems } from "../../stacks/expires";
import { readUrn } from "../engine/urn";
import { renderAll } from "../preview/render";
import { projectRoot } from "../process/paths";
import { readStackConfig } from "../stack/config";
import { requireStack, stacksOf, strayStackFiles } from "../stack/names";
import { createReporter, print } from "../terminal/progress";

/**
 * `./workshop policy`: asks the rules of the platform about every stack of this checkout, as its program declares it.
 *
 * @returns 1 when a binding rule is broken, or a stack is refused by the program itself.
 */
export async function policy({ stack }: { stack?: string }, root = projectRoot): Promise<number> {
  if (stack !== undefined) requireStack(root, stack);
  const report = createReporter();
  let refused = 0;
  try {
    for (const line of strayStackFiles(root)) report.note(line);
    const names = stack === undefined ? stacksOf(root) : [stack];
    report.step(`Asking the rules about ${names.join(", ")}`);
    const asked = renderAll(root, names);
    // The rules are loaded while the programs run.
    const { findingsOf } = require("../preview/stack-report") as typeof import("../preview/stack-report");
    const renderings = await asked;
    report.close();
    for (const [name, rendering] of renderings) {
      const findings = findingsOf(rendering);
      const late = rendering.error === undefined ? lateness(root, name) : [];
      const binding = findings.filter(({ level }) => level === "mandatory").length;
      if (rendering.error !== undefined || binding > 0) refused++;
      print([
        `${name} (${rendering.environment}): ${rendering.error ?? `${binding} binding, ${findings.length - binding + late.length} advisory`}`,
        ...late,
        ...findings.map(
          ({ rule, level, message, urn }) => `  ${level} ${rule}: ${message} (${readUrn(urn).label})`,
        ),
      ]);
    }
  } finally {
    report.close();
  }
  return refused === 0 ? 0 : 1;
}

/** What the day says of a stack file, of which a preview would say something else tomorrow. */
function lateness(root: string, stack: string): string[] {
  const expires = readStackConfig(root, stack).get("expires") ?? "";
  return expiryProblems(expires, new Date()).map((problem) => `  advisory ${sentence(problem)}`);
}
