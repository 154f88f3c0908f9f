import { spawn } from "node:child_process";
import { InvalidInput } from "../../components/errors";
import { factsOf } from "../../stacks/targets";
import { askAws } from "../aws/ask";
import { awsEnv, stackConfigOf } from "../aws/environment";
import { tunnelArguments } from "../aws/tunnel";
import { projectRoot } from "../process/paths";
import { UsageError } from "../process/user-errors";
import { requireStack } from "../stack/names";
import { print } from "../terminal/progress";

/** `./workshop tunnel`: brings the API server of an EKS stack that is closed to the outside to this machine, until Ctrl-C. */
export async function tunnel({ stack }: { stack: string }): Promise<number> {
  requireStack(projectRoot, stack);
  const { clusterName, target, eks } = stackConfigOf(projectRoot, stack) ?? {};
  if (clusterName === undefined || target === undefined || factsOf(target).cloud !== "aws") {
    throw new UsageError(
      `${stack} is no stack on EKS.`,
      "Only an API server of EKS is reached through a tunnel: -s aws.",
    );
  }
  const port = eks?.tunnelPort;
  if (port === undefined) {
    throw new InvalidInput(`Pulumi.${stack}.yaml`, [
      {
        path: "eks.tunnelPort",
        reason: "is missing: the port of this machine at which the API server is to be found",
        cure: `Write one, such as 8443, beside eks.publicAccess: [], and run ./workshop up -s ${stack}.`,
      },
    ]);
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
