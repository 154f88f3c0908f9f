import { prepareStackContext } from "../stack/open";
import { renderEnv } from "../stack/shell-env";
import { createReporter } from "../terminal/progress";

/** `./workshop env`: prints shell lines for `eval`; what it has to say goes to standard error. */
export async function env(options: { stack: string }): Promise<number> {
  const report = createReporter();
  report.step("Looking for tools");
  const bench = await prepareStackContext(report, options.stack);
  report.close();
  process.stdout.write(renderEnv(bench, process.env));
  return 0;
}
