import { awsCli } from "../../components/aws/cli";
import { cliSettings, readAwsSettings } from "../../components/aws/settings";
import { checkConfig, type StackConfig } from "../../stacks/config";
import { readStackConfig } from "../stack/config";

/** The part of a stack's file that says where in AWS it is. */
export function awsOf(root: string, stack: string): ReturnType<typeof readAwsSettings> {
  return readAwsSettings(readStackConfig(root, stack).aws);
}

/** Environment in which the AWS CLI reaches what the stack is in. */
export function awsEnv(root: string, stack: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { settings } = awsOf(root, stack);
  return settings ? { ...env, ...awsCli(cliSettings(settings)).env } : env;
}

/** The stack's configuration as the program reads it, with defaults for what is wrong in it; nothing without a target. */
export function stackConfigOf(root: string, stack: string): StackConfig | undefined {
  const { get, given } = readStackConfig(root, stack);
  return checkConfig({ get }, given).config;
}
