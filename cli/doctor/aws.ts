import { z } from "zod";
import { sentence } from "../../components/errors";
import { type AskAws, askAws } from "../aws/ask";
import { awsEnv, awsOf } from "../aws/environment";
import { runTool } from "../process/exec";
import { type AwsWants, askedQuota, awsWants, raise, roomFindings } from "./aws-room";
import type { Finding } from "./machine";
import { ownAddressFinding } from "./own-address";

/** Oldest AWS CLIs that @pulumi/eks works with; it calls one even in a preview. */
const oldest = { 1: [1, 24, 0], 2: [2, 7, 0] } as const;

/** vCPU quotas of EC2, by their codes, and what they hold back. */
const quotas = [
  { code: "L-1216C47A", what: "on-demand vCPUs (system nodes and drivers)", least: 8 },
  { code: "L-34B43A08", what: "spot vCPUs (executors)", least: 8 },
] as const;

/**
 * What `doctor` finds out about AWS: the CLI, who one is, where, how much may be launched, and whether there is room.
 *
 * @param wants what the stack wants of its account, where it is known.
 * @param address how this machine's address is asked for.
 */
export async function awsFindings(
  settings: ReturnType<typeof awsOf>,
  ask: AskAws,
  version: () => Promise<string | undefined> = cliVersion,
  wants?: AwsWants,
  address?: Parameters<typeof ownAddressFinding>[1],
): Promise<Finding[]> {
  const cli = cliFinding(await version());
  const file: Finding[] = settings.problems.map(({ cure, ...problem }) => ({
    state: "blocks",
    need: "Stack file",
    found: sentence(problem),
    cure,
  }));
  if (cli.state === "blocks") return [cli, ...file];
  const identity = await ask("sts", "get-caller-identity");
  if (!identity.ok) {
    return [
      cli,
      ...file,
      {
        state: "blocks",
        need: "AWS credentials",
        found: identity.said,
        cure: "aws sso login, or aws configure sso, or AWS_PROFILE. No key belongs in a file of this project.",
      },
    ];
  }
  const { Account, Arn } = z.object({ Account: z.string(), Arn: z.string() }).parse(identity.value);
  const region = settings.settings?.region ?? "no region";
  return [
    cli,
    ...file,
    { state: "ok", need: "AWS", found: `account ${Account}, ${region}, as ${Arn}` },
    ...(await Promise.all(quotas.map((quota) => quotaFinding(quota, ask)))),
    ...(wants ? await stackFindings(wants, ask, address) : []),
  ];
}

async function stackFindings(
  wants: AwsWants,
  ask: AskAws,
  address: Parameters<typeof ownAddressFinding>[1],
): Promise<Finding[]> {
  return [
    await ownAddressFinding(wants.access, address),
    { state: "ok", need: "Cost alarm", found: wants.alarm },
    ...(await roomFindings(wants, ask)),
  ];
}

async function quotaFinding({ code, what, least }: (typeof quotas)[number], ask: AskAws): Promise<Finding> {
  const need = "EC2 quota";
  const quota = await askedQuota(ask, "ec2", code);
  if (!quota.ok) return { state: "ok", need, found: `${what}: could not be asked (${quota.said})` };
  if (quota.value >= least) return { state: "ok", need, found: `${quota.value} ${what}` };
  return {
    state: "blocks",
    need,
    found: `only ${quota.value} ${what}; the stack wants ${least} or more`,
    cure: raise("ec2", code, 64),
  };
}

/** Whether the AWS CLI will do. */
export function cliFinding(version: string | undefined): Finding {
  const need = "AWS CLI";
  const cure =
    "Install version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
  if (version === undefined) return { state: "blocks", need, found: "not on PATH", cure };
  const [, ...parts] = /aws-cli\/(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  const [major = 0, minor = 0, patch = 0] = parts.map(Number);
  const [, leastMinor, leastPatch] = oldest[major as 1 | 2] ?? oldest[2];
  const fits = major >= 1 && (minor > leastMinor || (minor === leastMinor && patch >= leastPatch));
  const found = `${major}.${minor}.${patch}`;
  return fits ? { state: "ok", need, found } : { state: "blocks", need, found: `${found} is too old`, cure };
}

async function cliVersion(): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTool("aws", ["--version"], { timeout: 30_000 }).catch(() => ({
    code: 1,
    stdout: "",
    stderr: "",
  }));
  return code === 0 ? `${stdout}${stderr}` : undefined;
}

/** The same for the stack of a file. */
export function awsFindingsOf(root: string, stack: string): Promise<Finding[]> {
  const settings = awsOf(root, stack);
  const { region } = settings.settings ?? {};
  const wants = region === undefined ? undefined : awsWants(root, stack, region);
  return awsFindings(settings, askAws(awsEnv(root, stack)), cliVersion, wants);
}
