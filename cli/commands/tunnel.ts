import { spawn } from "node:child_process";
import { askAws } from "../aws/ask";
import { awsEnv, stackConfigOf } from "../aws/environment";
import { tunnelArguments } from "../aws/tunnel";
import { projectRoot } from "../process/paths";
import { UserError } from "../stack/context";
import { requireStack } from "../stack/names";
import { print } from "../terminal/progress";

/** `./workshop tunnel`: brings the API server of an EKS stack that is closed to the outside to this machine, until Ctrl-C. */
export async function tunnel({ stack }: { stack: string }): Promise<number> {
  requireStack(projectRoot, stack);
  const { clusterName, eks } = stackConfigOf(projectRoot, stack) ?? {};
  const port = eks?.tunnelPort;
  if (clusterName === undefined || port === undefined) {
    throw new UserError(
      `${stack} names no port for a tunnel.`,
      `Only an API server of EKS needs one: eks.tunnelPort in Pulumi.${stack}.yaml, such as 8443.`,
    );
  }
  const env = awsEnv(projectRoot, stack);
  const args = await tunnelArguments(askAws(env), clusterName, port);
  print([
    `The API server of ${clusterName} at https://127.0.0.1:${port}, until Ctrl-C. Needs the AWS CLI's Session Manager plugin.`,
  ]);
  // It shares the terminal, and so hears Ctrl-C itself.
  const session = spawn("aws", args, { env, stdio: "inherit" });
  return await new Promise((done) => {
    session.on("error", () => done(127));
    session.on("close", (code) => done(code ?? 1));
  });
}
