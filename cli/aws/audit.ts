import type { AskAws } from "./ask";
import type { Found } from "./audit-question";
import { questions } from "./audit-questions";

/** Something that still exists, and should not. */
export interface LeftoverResource {
  /** `instance`, `NAT gateway`. */
  readonly kind: string;
  readonly id: string;
  /** US dollars an hour; 0 for what costs nothing by itself. */
  readonly dollarsPerHour: number;
  /** The command that removes it. */
  readonly remove: string;
}

/** What an audit found, and what it could not ask. */
export interface Audit {
  readonly left: readonly LeftoverResource[];
  /** Questions that AWS did not answer, with what it said. */
  readonly unanswered: readonly string[];
}

/** Whose things are looked for. Names are matched whole: part of one may be another's. */
export interface AuditScope {
  readonly stack: string;
  readonly cluster: string;
}

/** How AWS says that there is no such thing. */
const notThere =
  /ResourceNotFound|NotFoundException|NoSuchEntity|InvalidGroup\.NotFound|NatGatewayNotFound|InvalidVpcEndpointId\.NotFound/;

/** Everything in the account that carries the stack's tags or the cluster's name. Asks, and changes nothing. */
export async function audit(ask: AskAws, whose: AuditScope): Promise<Audit> {
  const answers = await Promise.all(
    questions(whose).map(async ({ args, read }) => {
      const answer = await ask(...args);
      if (answer.ok) return { left: read(answer.value), unanswered: [] };
      // A cluster that is not there is what should be.
      if (notThere.test(answer.said)) return { left: [], unanswered: [] };
      return { left: [], unanswered: [`aws ${args.slice(0, 2).join(" ")}: ${answer.said}`] };
    }),
  );
  const all = answers.flatMap(({ left }) => left);
  // Several questions find the same thing.
  const found = [...new Map(all.map((one) => [one.id, one])).values()];
  return {
    left: (await Promise.all(found.map((one) => confirmed(ask, one)))).flat(),
    unanswered: answers.flatMap(({ unanswered }) => unanswered),
  };
}

/** The thing, unless AWS says that it has gone. */
async function confirmed(ask: AskAws, { lingering, ...left }: Found): Promise<LeftoverResource[]> {
  if (!lingering) return [left];
  const answer = await ask(...lingering.args);
  const gone = answer.ok ? lingering.gone(answer.value) : notThere.test(answer.said);
  return gone ? [] : [left];
}

/** The audit as lines. */
export function renderAudit({ left, unanswered }: Audit, { stack, cluster }: AuditScope): string[] {
  const whole = left.reduce((sum, { dollarsPerHour }) => sum + dollarsPerHour, 0);
  const found =
    left.length === 0
      ? [
          `Nothing in the account carries the tags of the stack ${stack} or the name of the cluster ${cluster}.`,
        ]
      : [
          `Still in the account, $${whole.toFixed(3)} an hour:`,
          ...left.flatMap(({ kind, id, dollarsPerHour, remove }) => [
            `  ${kind}  ${id}  $${dollarsPerHour.toFixed(3)} an hour`,
            `    ${remove}`,
          ]),
        ];
  return [...found, ...unanswered.map((said) => `Could not be asked: ${said}`)];
}
