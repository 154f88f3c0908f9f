import { factsOf } from "../../stacks/targets";
import { stacksOf } from "../preview/render";
import { projectRoot } from "../process/paths";
import { readStackConfig } from "../stack/config";
import { UserError } from "../stack/context";
import { print } from "../terminal/progress";
import { table } from "../terminal/table";

/** Which of the stacks are asked for. */
export interface StacksOptions {
  /** Only those that do not live on the machine of the one who runs them. */
  readonly shared?: boolean;
  /** Only those that a merge to main brings up: in an account, and with `deploy: true`. */
  readonly deployed?: boolean;
  /** Only those whose `expires` has come. */
  readonly expired?: boolean;
  /** Only those whose `expires` has not come. */
  readonly living?: boolean;
  /** Only the one of this name. */
  readonly only?: string;
  /** Names as JSON on one line, for a workflow's matrix. */
  readonly json?: boolean;
}

/** A stack as its file has it. */
interface Listed {
  readonly stack: string;
  readonly target: string;
  readonly environment: string;
  readonly deploy: boolean;
  readonly expires: string;
}

/** `./workshop stacks`: what stacks there are, and when they end. */
export async function stacks(options: StacksOptions, now = new Date(), root = projectRoot): Promise<number> {
  const found = listed(root).filter((one) => isAskedFor(one, options, now));
  if (options.only !== undefined && found.length === 0) {
    throw new UserError(
      `${JSON.stringify(options.only)} is none of the stacks asked for.`,
      `Stacks: ${listed(root)
        .map(({ stack }) => stack)
        .join(", ")}.`,
    );
  }
  if (options.json) print([JSON.stringify(found.map(({ stack }) => stack))]);
  else {
    const rows = found.map(({ stack, target, environment, deploy, expires }) => [
      stack,
      target,
      environment,
      deploy ? "yes" : "–",
      expires || "–",
    ]);
    print(table(["stack", "target", "environment", "deploy", "expires"], rows));
  }
  return 0;
}

function listed(root: string): Listed[] {
  return stacksOf(root).map((stack) => {
    const { get } = readStackConfig(root, stack);
    return {
      stack,
      target: get("target") ?? "",
      environment: get("environment") ?? "",
      deploy: get("deploy") === "true",
      expires: get("expires") ?? "",
    };
  });
}

function isAskedFor({ stack, target, deploy, expires }: Listed, options: StacksOptions, now: Date): boolean {
  if (options.only !== undefined && stack !== options.only) return false;
  // A stack without a target is a file that somebody has only begun.
  if (options.shared && (target === "" || factsOf(target).onThisMachine)) return false;
  if (options.deployed && !(deploy && factsOf(target).cloud !== undefined)) return false;
  const expired = isExpired(expires, now);
  return !(options.expired && !expired) && !(options.living && expired);
}

/**
 * Whether a stack's time is over: at the moment that `expires` names, or with the end of the day that it names, in UTC.
 *
 * @param expires as in the stack file; empty for never.
 */
export function isExpired(expires: string, now: Date): boolean {
  if (expires === "") return false;
  const end = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? `${expires}T23:59:59Z` : expires;
  const moment = Date.parse(end);
  return !Number.isNaN(moment) && moment <= now.getTime();
}
