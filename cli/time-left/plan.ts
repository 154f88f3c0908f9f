import type { TaskName } from "./tasks";
import type { Plan } from "./time-left";

/** What decides which tasks an `up` of a local stack has. */
export interface PlannedStack {
  readonly karpenter: boolean;
  /** Where images of this repository may be found before they are built; empty: nowhere. */
  readonly imageRegistry: string;
  /** Whether it begins from a bundle. */
  readonly bundle: boolean;
}

/** Programs that are brought, in their order. Helm comes with the stand-ins of Pulumi's plugins, where only registries answer. */
export const toolTasks = ["pulumi", "kind", "kubectl", "plugins", "helm"] as const;
/** What `up` sees to in Docker, in its order. */
export const imageTasks = [
  ...["docker", "debian", "node", "s3", "spark", "sparkOperator", "flightsData", "karpenter"],
] as const satisfies readonly TaskName[];
/** What the engine does for a stack that does not stand, step by step: of the jobs it is one. */
export const engineSteps = [
  ["program"],
  ["cluster"],
  ["loads", "operator"],
  ["job", "jobOnKarpenter"],
] as const satisfies readonly (readonly TaskName[])[];
export const engineTasks: readonly TaskName[] = engineSteps.flat();

const ownImages = ["spark", "flightsData", "karpenter"] as const;

/** The tasks of an `up` from nothing. What turns out to be there is told later. */
export function planOf({ karpenter, imageRegistry, bundle }: PlannedStack): Plan {
  // A bundle has what would be downloaded or built.
  const prepared: readonly TaskName[] = bundle
    ? ["bundle"]
    : [...toolTasks, ...imageTasks.filter((task) => karpenter || task !== "karpenter")];
  const other = karpenter ? "job" : "jobOnKarpenter";
  return {
    stages: [
      ...prepared.map((task) => [task]),
      ...engineSteps.map((step) => step.filter((task) => task !== other)),
    ],
    onlyBuilt: imageRegistry === "" ? ownImages : [],
  };
}
