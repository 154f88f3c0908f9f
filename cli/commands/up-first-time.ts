import type { CostSummary } from "../../components/cost/aws-cost";
import { refuse } from "../../components/errors";
import { awsProblems } from "../../stacks/aws-problems";
import { checkConfig } from "../../stacks/config";
import { priceOf } from "../../stacks/eks-config";
import { awsOf } from "../aws/environment";
import { awsFindingsOf } from "../doctor/aws";
import { type Finding, renderFindings } from "../doctor/finding";
import { UserError } from "../process/user-errors";
import { readStackConfig } from "../stack/config";
import { type Prompt, terminalPrompt } from "../teardown/confirmation";
import { print } from "../terminal/progress";
import { screenWords } from "./screen-words";

/** What is known of a stack in an account before anything of it is created. */
export interface FirstTime {
  readonly stack: string;
  /** What `doctor` finds in the account: who one is, where, quotas, plan. */
  readonly findings: readonly Finding[];
  /** What it will cost. */
  readonly cost: CostSummary;
}

/**
 * Looks at the account before an `up` that will create a cluster in it.
 *
 * @throws {InvalidInput} for a stack file that the program would refuse.
 */
export async function lookBefore(root: string, stack: string): Promise<FirstTime> {
  const { get, given } = readStackConfig(root, stack);
  const { config, problems } = checkConfig({ get }, given);
  const { settings, problems: own } = awsOf(root, stack);
  const region = settings?.region ?? "us-east-1";
  const all = [...problems, ...own, ...(config ? awsProblems(config, region) : [])];
  refuse(`Pulumi.${stack}.yaml`, all);
  if (!config) throw new Error("a configuration without problems that is none");
  return {
    stack,
    findings: await awsFindingsOf(root, stack),
    cost: priceOf(config.eks, region).cost,
  };
}

/**
 * Asks before something is created that costs money by the hour. Shows account, region and price.
 *
 * @param given whether the person has said `--yes`.
 * @returns whether to go on.
 * @throws {UserError} when something stands in the way, or there must be an answer and nobody can give one.
 */
export async function confirmedFirstTime(
  { stack, findings, cost }: FirstTime,
  given: boolean,
  asking: Prompt = terminalPrompt,
  tell: (lines: readonly string[]) => void = print,
): Promise<boolean> {
  tell([
    "",
    ...renderFindings(findings, screenWords.en.marks),
    "",
    `The stack ${stack} has no cluster yet. What it costs:`,
    ...Object.values(cost).map((line) => `  ${line}`),
    "",
  ]);
  const blocking = findings.filter(({ state }) => state === "blocks").length;
  if (blocking > 0) {
    throw new UserError(
      `${blocking} ${blocking === 1 ? "thing stands" : "things stand"} in the way of the stack ${stack}. Nothing was created.`,
      `The cures stand above. Then: ./workshop up -s ${stack}`,
    );
  }
  if (given) return true;
  if (!asking.terminal) {
    throw new UserError(
      `The stack ${stack} costs money as long as it is up, and nobody is here to confirm that it may. Nothing was created.`,
      `Say so: ./workshop up -s ${stack} --yes`,
    );
  }
  return /^y(es)?$/i.test((await asking.ask("Create it? Type yes: ")).trim());
}
