import { isMap } from "../../components/crds/shape";
import { InvalidInput, type Problem } from "../../components/errors";
import { type FieldReader, readerOf } from "../../components/spark/application/field-readers";
import {
  apiVersions,
  inspectManifests,
  kindsInWords,
} from "../../components/spark/application/inspect-manifests";
import { kubectlObjects } from "../../components/spark/application/kubectl-yaml";
import type { Manifest, OtherObject } from "../../components/spark/application/manifest";
import { type Place, stepsOf } from "../../components/spark/application/yaml-place";
import { withOperatorDefaults } from "../../components/spark/run/operator-defaults";
import { restarts } from "../../components/spark/run/spec-changes";
import type { StackFacts } from "../../stacks/platform-facts";
import { UserError } from "../process/user-errors";
import { print, printJson } from "../terminal/progress";
import { checkText } from "./check-text";
import { explanationInLines } from "./explanation-lines";
import { type Field, Fields } from "./fields";
import { type Finding, holdsSecret } from "./finding";
import { readInput } from "./one-input";

export interface ExplainOptions {
  /** The stack whose values are told. @default none: what the platform decides is left out */
  readonly stack?: string;
  /** Number of the AWS account. */
  readonly account?: string;
  readonly json?: boolean;
}

/** A field of an application: what it is, what stands there, and what comes of it. */
export interface Explanation extends Field {
  /** Kind and name of the application. */
  readonly object: string;
  readonly file: string;
  readonly path: string;
  /** What the file says there. Left out where it says nothing, and where that may be a secret. */
  readonly value?: unknown;
  /** Whether the value is left out since it may be a secret. */
  readonly secret?: true;
  /** Where it stands. */
  readonly place?: Place;
  /** What the operator's webhook fills in where the file says nothing. */
  readonly operatorDefault?: unknown;
  /** What a stack sends. */
  readonly platform?: { readonly stack: string; readonly value?: unknown };
  readonly reader?: FieldReader;
  /** Whether a change of it kills a run, after which the job runs again. */
  readonly restarts: boolean;
  /** What would be refused there, or is more likely wrong than right. */
  readonly findings: readonly Finding[];
}

/**
 * `./workshop manifest explain`: what a field is, and what becomes of its value.
 *
 * @returns 1 when there is no such field, or when its value would be refused.
 */
export function explain(file: string, path: string, options: ExplainOptions): number {
  const input = readInput(file);
  const platform = options.stack === undefined ? undefined : platformOf(options.stack, options.account);
  const explained = explanationsOf(input.text, input.file, path, platform);
  if ("problem" in explained) {
    process.stderr.write(`${new InvalidInput(input.file, [explained.problem]).message}\n`);
    return 1;
  }
  const { explanations } = explained;
  if (options.json) printJson(explanations, 2);
  else print(explanations.map(explanationInLines).join("\n\n").split("\n"));
  return explanations.some(({ findings }) => findings.some(({ level }) => level === "error")) ? 1 : 0;
}

/** What a stack makes of a manifest. */
export interface StackPlatform {
  readonly stack: string;
  readonly facts: StackFacts;
  /** As `render` writes it. */
  readonly render: (manifest: Manifest, others: readonly OtherObject[]) => Manifest;
}

/** Loaded when it is needed: it reads the stack's configuration. */
function platformOf(stack: string, account: string | undefined): StackPlatform {
  const { planOn, readNamedFacts } = require("./stack-rules") as typeof import("./stack-rules");
  const { sent } = require("./render") as typeof import("./render");
  const facts = readNamedFacts(stack, account);
  const decided = { placement: "workshop", defaults: "workshop" } as const;
  return {
    stack,
    facts,
    render: (manifest, others) => sent(planOn(facts, manifest, others, decided).manifest, facts),
  };
}

/**
 * A field in every application of a text that can have it.
 *
 * @returns a problem when none can.
 * @throws {UserError} for a text without an application.
 */
export function explanationsOf(
  text: string,
  file: string,
  path: string,
  platform?: StackPlatform,
): { explanations: Explanation[] } | { problem: Problem } {
  const applications = kubectlObjects(text).objects.flatMap(({ value, locate }, i) =>
    isMap(value) && Object.hasOwn(apiVersions, String(value.kind)) ? [{ value, locate, i }] : [],
  );
  if (applications.length === 0)
    throw new UserError(`${file} holds no application.`, `Kinds are ${kindsInWords}.`);
  const { objects } = inspectManifests(text);
  const others = objects.flatMap(({ other }) => (other ? [other] : []));
  const { findings } = checkText(text, file);
  const problems: Problem[] = [];
  const explanations = applications.flatMap(({ value, locate, i }): Explanation[] => {
    const kind = value.kind as Manifest["kind"];
    const field = new Fields(kind).find(path);
    if ("reason" in field) {
      problems.push(field);
      return [];
    }
    const { name } = (value.metadata ?? {}) as { readonly name?: unknown };
    const object = [kind, name].filter(Boolean).join(" ");
    const manifest = objects[i]?.manifest;
    const given = reach(value, path);
    return [
      {
        ...field,
        object,
        file,
        path,
        ...(given === undefined ? {} : { ...shownValue(path, given), place: locate(path) }),
        ...(manifest && given === undefined ? defaultOf(manifest, path) : {}),
        ...(manifest && platform ? { platform: decidedBy(platform, manifest, others, path) } : {}),
        ...(path.startsWith("spec.") ? { reader: readerOf(kind, stepsOf(path).slice(1)) } : {}),
        restarts: kind === "SparkApplication" && /^spec\b/.test(path) && restarts(topOf(path)),
        findings: findings.filter((one) => one.object === object && isWithin(one.path, path)),
      },
    ];
  });
  const [problem] = problems;
  return problem && explanations.length === 0 ? { problem } : { explanations };
}

function decidedBy(
  { stack, render }: StackPlatform,
  manifest: Manifest,
  others: readonly OtherObject[],
  path: string,
): NonNullable<Explanation["platform"]> {
  const value = reach(render(manifest, others), path);
  return { stack, ...(value === undefined ? {} : shownValue(path, value)) };
}

/** What the operator fills in of an application; a scheduled one's runs are applications. */
function defaultOf(manifest: Manifest, path: string): { operatorDefault?: unknown } {
  const filled =
    manifest.kind === "SparkApplication"
      ? { spec: withOperatorDefaults(manifest.spec) }
      : manifest.kind === "ScheduledSparkApplication"
        ? { spec: { ...manifest.spec, template: withOperatorDefaults(manifest.spec.template) } }
        : undefined;
  const value = filled && reach(filled, path);
  return value === undefined ? {} : { operatorDefault: value };
}

function shownValue(path: string, value: unknown): { value: unknown } | { secret: true } {
  return holdsSecret(stepsOf(path).at(-1) ?? "", value) ? { secret: true } : { value };
}

/** The value at a property path; an item of a list by its number or its name. */
function reach(from: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      return /^\d+$/.test(step)
        ? value[Number(step)]
        : value.find((item) => isMap(item) && item.name === step);
    }
    return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, from);
}

/** `spec.driver` of `spec.driver.memory`: what counts for the operator is the field of the spec. */
function topOf(path: string): string {
  return stepsOf(path).slice(0, 2).join(".");
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}.`) || path.startsWith(`${around}[`);
}
