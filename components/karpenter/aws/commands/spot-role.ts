import { CommandFailed, run } from "../../../commands/process";
import { command, progress } from "../../../commands/runtime";

/** Makes the account's service-linked role for spot instances, if it is not there. Input: nothing. */
void command<object>(async (_, signal) => {
  const service = "spot.amazonaws.com";
  try {
    await run("aws", ["iam", "create-service-linked-role", "--aws-service-name", service], { signal });
    progress("made the account's role for spot instances");
  } catch (error) {
    // "Service role name AWSServiceRoleForEC2Spot has been taken in this account".
    if (!(error instanceof CommandFailed) || !/has been taken|already exists/i.test(error.stderr))
      throw error;
  }
  return service;
});
