import { z } from "zod";
import { nodeLabels } from "../../components/cluster/node-group";
import { mebibytesOfQuantity } from "../../components/units/quantity";
import { duration } from "../terminal/progress";
import type { Cell } from "../terminal/table";

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
});
const nodeList = z.object({
  items: z.array(
    z.object({
      metadata,
      status: z.object({
        allocatable: z.record(z.string(), z.string()).default({}),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});
const podList = z.object({
  items: z.array(z.object({ status: z.object({ phase: z.string().default("Unknown") }) })),
});
const applicationList = z.object({
  items: z.array(
    z.object({
      metadata,
      status: z
        .object({
          applicationState: z.object({ state: z.string().default("") }).optional(),
          executionAttempts: z.number().optional(),
          lastSubmissionAttemptTime: z.string().nullish(),
          terminationTime: z.string().nullish(),
        })
        .default({}),
    }),
  ),
});

/** `kubectl get nodes -o json` as rows: name, capacity type, zone, instance type, allocatable, ready. */
export function nodeRows(json: string, ready: Readonly<Record<"yes" | "no", string>>): Cell[][] {
  return nodeList
    .parse(JSON.parse(json))
    .items.map(({ metadata: { name, labels }, status }) => [
      name,
      labels[nodeLabels.capacityType],
      labels[nodeLabels.zone],
      labels[nodeLabels.instanceType],
      allocatable(status.allocatable),
      status.conditions.some(({ type, status }) => type === "Ready" && status === "True")
        ? ready.yes
        : ready.no,
    ]);
}

/** `{cpu: "1930m", memory: "3200Mi"}` as "1930m CPU, 3200Mi". */
function allocatable({ cpu, memory }: Record<string, string>): string {
  const mebibytes = mebibytesOfQuantity(memory ?? "");
  return `${cpu ?? "?"} CPU, ${mebibytes === undefined ? "?" : `${Math.floor(mebibytes)}Mi`}`;
}

/** `kubectl get pods -o json` in words: "12 pods running, 3 succeeded". */
export function podSummary(json: string): string {
  const counts = new Map<string, number>();
  for (const { status } of podList.parse(JSON.parse(json)).items) {
    counts.set(status.phase, (counts.get(status.phase) ?? 0) + 1);
  }
  const parts = [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([phase, n]) => `${n} ${phase.toLowerCase()}`);
  return parts.length > 0 ? `pods: ${parts.join(", ")}` : "no pods";
}

/** `kubectl get sparkapplications -o json` as rows: name, namespace, state, attempts, run time. */
export function sparkRows(json: string): Cell[][] {
  return applicationList.parse(JSON.parse(json)).items.map(({ metadata: { name, namespace }, status }) => {
    const { lastSubmissionAttemptTime: from, terminationTime: to } = status;
    const took = from && to ? Date.parse(to) - Date.parse(from) : Number.NaN;
    return [
      name,
      namespace,
      status.applicationState?.state || "NEW",
      status.executionAttempts,
      took >= 0 ? duration(took) : undefined,
    ];
  });
}
