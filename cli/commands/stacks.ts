import { InvalidInput } from "../../components/errors";
import { expiresFault, isExpired } from "../../stacks/expires";
import { factsOf } from "../../stacks/targets";
import { projectRoot } from "../process/paths";
import { UsageError } from "../process/user-errors";
import { readStackConfig } from "../stack/config";
import { stacksOf, strayStackFiles } from "../stack/names";
import { print, printJson } from "../terminal/progress";
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

/**
 * `./workshop stacks`: what stacks there are, and when they end. One whose file cannot be read is in none of the lists, and is
 * said with the reason.
 *
 * @returns 1 when there is such a one.
 */
export async function stacks(options: StacksOptions, now = new Date(), root = projectRoot): Promise<number> {
  const { listed, broken } = readAll(root);
  const found = listed.filter((one) => isAskedFor(one, options, now));
  const unreadable = broken.filter(({ stack }) => options.only === undefined || options.only === stack);
  if (options.only !== undefined && found.length + unreadable.length === 0) {
    throw new UsageError(
      `${JSON.stringify(options.only)} is none of the stacks asked for.`,
      `Stacks: ${stacksOf(root).join(", ")}.`,
    );
  }
  if (options.json) printJson(found.map(({ stack }) => stack));
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
  for (const line of [...strayStackFiles(root), ...unreadable.map(({ reason }) => reason)])
    process.stderr.write(`${line}\n`);
  return unreadable.length === 0 ? 0 : 1;
}

/** Every stack of a checkout, and those of which it cannot be told what they are. */
function readAll(root: string): { listed: Listed[]; broken: { stack: string; reason: string }[] } {
  const listed: Listed[] = [];
  const broken: { stack: string; reason: string }[] = [];
  for (const stack of stacksOf(root)) {
    try {
      listed.push(readOne(root, stack));
    } catch (error) {
      // A fault of Pulumi.yaml is every stack's.
      if (!(error instanceof InvalidInput) || error.subject === "Pulumi.yaml") throw error;
      broken.push({ stack, reason: error.message });
    }
  }
  return { listed, broken };
}

/** @throws {InvalidInput} for an `expires` that would never come, too. */
function readOne(root: string, stack: string): Listed {
  const { get, refuseEncrypted } = readStackConfig(root, stack);
  refuseEncrypted("target", "environment", "deploy", "expires");
  const expires = get("expires") ?? "";
  const reason = expiresFault(expires);
  if (reason !== undefined) {
    const cure = "The stack would never be taken down: fix or remove it.";
    throw new InvalidInput(`Pulumi.${stack}.yaml`, [{ path: "expires", value: expires, reason, cure }]);
  }
  return {
    stack,
    target: get("target") ?? "",
    environment: get("environment") ?? "",
    deploy: get("deploy") === "true",
    expires,
  };
}

function isAskedFor({ stack, target, deploy, expires }: Listed, options: StacksOptions, now: Date): boolean {
  if (options.only !== undefined && stack !== options.only) return false;
  // A stack without a target is a file that somebody has only begun.
  if (options.shared && (target === "" || factsOf(target).onThisMachine)) return false;
  if (options.deployed && !(deploy && factsOf(target).cloud !== undefined)) return false;
  const expired = isExpired(expires, now);
  return !(options.expired && !expired) && !(options.living && expired);
}
