import { dirname } from "node:path";
import { createReporter } from "../cli/terminal/progress";
import { resolveTool } from "../cli/toolchain/tools";

/**
 * Prints the folder of a helm that fits, and brings it first where there is none: `./workshop up` needs it for the
 * stand-ins only, and the plain half of the bench always.
 */
async function main(): Promise<void> {
  const report = createReporter();
  const { path } = await resolveTool("helm", report);
  report.close();
  process.stdout.write(`${dirname(path)}\n`);
}

void main();
