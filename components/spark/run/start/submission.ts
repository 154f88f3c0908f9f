import { quantityValue } from "../../../units/quantity";
import { firstException } from "./driver-exit";
import { type Application, dateOf } from "./objects";
import type { Trouble } from "./problem";

/** Longest text of a refusal that is told. */
const longest = 500;

type Judgement = Pick<Trouble, "reason" | "cure" | "finalAfter">;

/** Why the operator could not submit an application; nothing while it has not failed to. */
export function submissionTrouble({ metadata, status }: Application, now: Date): Trouble | undefined {
  const { state, errorMessage } = status.applicationState;
  const failed = state === "SUBMISSION_FAILED" || /^failed to submit/.test(errorMessage);
  if (!failed) return undefined;
  const since = dateOf(metadata.creationTimestamp) ?? now;
  return {
    about: `submission of ${metadata.name}`,
    since,
    ...(admissionTrouble(errorMessage) ?? {
      reason: firstException(errorMessage.split("\n")) ?? clipped(errorMessage.trim()),
      cure: "The operator's pod submits: what it must read or resolve (jars, packages, a pod template) has to be within its reach.",
      finalAfter: undefined,
    }),
  };
}

/**
 * What the API server's admission says against a pod, in any text that quotes it; nothing where it quotes none.
 *
 * @see plugin/pkg/admission/serviceaccount/admission.go, resourcequota/controller.go, pod-security-admission's admission.go of Kubernetes 1.34
 */
export function admissionTrouble(quoted: string): Judgement | undefined {
  // Spark's client repeats the whole answer behind the message.
  const text = quoted.replace(/\. Received status: Status\([^\n]*/g, "");
  const [, security, violations] = /violates PodSecurity "([^"]+)": ([^\n]+)/.exec(text) ?? [];
  if (security && violations) {
    return {
      reason: `Pod Security (${security}) refuses the pod: ${clipped(violations)}`,
      cure: "Give these containers and volumes what the level asks for: see the securityContext that typed jobs have.",
      finalAfter: 0,
    };
  }
  const quota = /exceeded quota: ([^,\n]+), requested: (.+?), used: (.+?), limited: ([^\n]+)/.exec(text);
  if (quota) return quotaTrouble(quota[1] ?? "", quota[2] ?? "", quota[3] ?? "", clipped(quota[4] ?? ""));
  const demanded = /failed quota: ([^:\n]+): must specify ([^\n]+)/.exec(text);
  if (demanded) {
    return {
      reason: `the quota ${demanded[1]} wants every container to say ${clipped(demanded[2] ?? "")}`,
      cure: "Set them in the job (driver.coreLimit, executor.coreLimit), or give the namespace a LimitRange with defaults.",
      finalAfter: 0,
    };
  }
  const account = /serviceaccount "([^"]+)" not found/.exec(text)?.[1];
  if (account) {
    return {
      reason: `the ServiceAccount "${account}" is missing`,
      cure: "Create it in the job's namespace, or name the namespace's own in driver.serviceAccount.",
      finalAfter: 30,
    };
  }
  const webhook = /admission webhook "([^"]+)" denied the request: ([^\n]+)/.exec(text);
  if (webhook) {
    return {
      reason: `the webhook ${webhook[1]} refuses the pod: ${clipped(webhook[2] ?? "")}`,
      cure: "Change what it names.",
      finalAfter: 0,
    };
  }
  const rights = /User "([^"]+)" cannot (\S+ resource "[^"]+")/.exec(text);
  if (rights) {
    return {
      reason: `${rights[1]} may not ${rights[2]}`,
      cure: "Give this account a Role that allows it, or name another in driver.serviceAccount.",
      finalAfter: 30,
    };
  }
  const forbidden = /is forbidden: ([^\n]+)/.exec(text)?.[1];
  if (!forbidden) return undefined;
  return {
    reason: `the API server refuses the pod: ${clipped(forbidden)}`,
    cure: "Change what it names.",
    finalAfter: 30,
  };
}

/** A quota frees itself when other pods end, unless the pod alone is more than all of it. */
function quotaTrouble(name: string, requested: string, used: string, limited: string): Judgement {
  const amounts = (text: string): Map<string, string> =>
    new Map(
      text.split(",").flatMap((pair) => {
        const [key, value] = pair.split("=");
        return key && value ? [[key.trim(), (/^[\d.]+\w*/.exec(value) ?? [""])[0]] as const] : [];
      }),
    );
  const limits = amounts(limited);
  const tooLarge = [...amounts(requested)].some(
    ([key, value]) => (quantityValue(value) ?? 0) > (quantityValue(limits.get(key) ?? "0") ?? 0),
  );
  return {
    reason: `the quota ${name} refuses the pod: requested ${requested}; used ${used}; allowed ${limited}`,
    cure: tooLarge
      ? "Ask for less, or raise the quota: the pod alone is more than all of it."
      : "Wait until other pods have ended, ask for less, or raise the quota.",
    finalAfter: tooLarge ? 0 : undefined,
  };
}

function clipped(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
