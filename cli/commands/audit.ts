import { askAws } from "../aws/ask";
import { audit as ask, renderAudit } from "../aws/audit";
import { awsEnv } from "../aws/environment";
import { projectRoot } from "../process/paths";
import { UserError } from "../process/user-errors";
import { stackSettings } from "../stack/config";
import { requireStack } from "../stack/names";
import { createReporter, print } from "../terminal/progress";

/**
 * `./workshop audit`: what of a stack is in the AWS account, what it costs, and how to remove it. Reads only. Exit code 1
 * when there is something, or when something could not be asked.
 */
export async function audit({ stack }: { stack: string }): Promise<number> {
  requireStack(projectRoot, stack);
  const { local, cluster } = stackSettings(projectRoot, stack);
  if (local) {
    throw new UserError(
      `${stack} is a stack on this machine; there is no account to look into.`,
      "./workshop down looks for what is left of it. For the AWS stack: ./workshop audit -s aws.",
    );
  }
  const report = createReporter();
  report.step("Looking through the account");
  const whose = { stack, cluster };
  const found = await ask(askAws(awsEnv(projectRoot, stack)), whose);
  report.close();
  print(renderAudit(found, whose));
  return found.left.length + found.unanswered.length === 0 ? 0 : 1;
}
