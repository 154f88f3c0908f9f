import { z } from "zod";
import { readUrn } from "../engine/urn";
import { pulumi, type StackContext } from "../stack/context";

const resourceShape = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});
const stateShape = z.object({
  deployment: z.looseObject({ resources: z.array(resourceShape).default([]) }).nullish(),
});
type StateResource = z.infer<typeof resourceShape>;

/** What a stack has, as far as its deletion is concerned. */
export interface DeletionPlan {
  /** Resources that will be deleted, by kind, the most first. */
  readonly counts: readonly (readonly [kind: string, count: number])[];
  /** What holds data that goes with it, as lines for a person. */
  readonly data: readonly string[];
  /** URNs of what refuses to be deleted. */
  readonly protected: readonly string[];
  /** What stays when the stack goes, as lines. */
  readonly kept: readonly string[];
}

/** Reads a stack's state. Nothing when it cannot be read. */
export async function deletionPlanOf(bench: StackContext): Promise<DeletionPlan | undefined> {
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  if (code !== 0) return undefined;
  try {
    return deletionPlan(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}

/** The same of a state that has been exported. */
export function deletionPlan(state: unknown): DeletionPlan {
  const resources = stateShape.parse(state).deployment?.resources ?? [];
  const own = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
  const going = own.filter(({ retainOnDelete }) => !retainOnDelete);
  const counts = new Map<string, number>();
  for (const { type } of going) counts.set(kindOf(type), (counts.get(kindOf(type)) ?? 0) + 1);
  return {
    counts: [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
    data: going.flatMap(dataOf),
    protected: going.filter(isProtected).map(({ urn }) => urn),
    kept: own.filter(({ retainOnDelete }) => retainOnDelete).map(({ urn }) => readUrn(urn).label),
  };
}

/** Whether the engine, or AWS, refuses to delete a resource. */
function isProtected({ type, protect, inputs }: StateResource): boolean {
  return protect === true || (type === "aws:eks/cluster:Cluster" && inputs.deletionProtection === true);
}

/** What is lost with a resource. */
function dataOf({ type, urn, inputs }: StateResource): string[] {
  const { label, name, types } = readUrn(urn);
  if (/^aws:s3\/bucket(V2)?:Bucket(V2)?$/.test(type)) {
    const emptied = inputs.forceDestroy === true ? "every object in it" : "if it is empty; else it refuses";
    return [`bucket ${String(inputs.bucket ?? label)}, ${emptied}`];
  }
  if (type === "command:local:Command" && types.some((one) => one.endsWith(":LocalBucket")))
    return [`bucket ${bucketOf(inputs) ?? label}, every object in it`];
  if (type.endsWith(":PersistentVolumeClaim")) return [`volume claim ${name}`];
  if (/^aws:ecr\/repository:/.test(type)) return [`images in ${label}`];
  return [];
}

function bucketOf({ environment }: StateResource["inputs"]): string | undefined {
  const input = (environment as { INPUT?: unknown } | undefined)?.INPUT;
  try {
    return (JSON.parse(String(input)) as { bucket?: string }).bucket;
  } catch {
    return undefined;
  }
}

function kindOf(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** What will go and what is lost, as lines. */
export function renderDeletionPlan(stack: string, { counts, data, kept }: DeletionPlan): string[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const kinds = counts.slice(0, 8).map(([kind, count]) => `${count} ${kind}`);
  const more = counts.length > 8 ? `, and ${counts.length - 8} more kinds` : "";
  return [
    `Deleting the stack ${stack}: ${total} resources${total > 0 ? ` (${kinds.join(", ")}${more})` : ""}.`,
    ...(data.length > 0
      ? ["Data that is lost with it:", ...data.map((line) => `  ${line}`)]
      : ["No data of it is lost."]),
    ...(kept.length > 0 ? ["What stays:", ...kept.map((line) => `  ${line}`)] : []),
  ];
}
