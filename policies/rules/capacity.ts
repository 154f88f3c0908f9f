import { nodeGroups } from "../../components/cluster/kind/nodes";
import { nodeLabels } from "../../components/cluster/node-group";
import { allocatable } from "../../components/sizing/allocatable";
import { instanceTypes } from "../../components/sizing/instance-types";
import type { Resources } from "../../components/sizing/resources";
import type { Role } from "../../components/spark/scheduling/placement";
import { at, cpuMillis, documentOf, list, sparkMiB } from "../read";
import { bindingBeyondDev, type StackRule, type Subject } from "../rule";
import { allowed, type SparkJob, sparkJobs } from "../spark";

/** Nodes that are alike, as far as a pod's request is concerned. */
interface Room {
  readonly capacityTypes: readonly string[];
  readonly name: string;
  readonly allocatable: Resources;
}

export const requestsWithinAllocatable: StackRule = {
  about: "stack",
  name: "requests-within-allocatable",
  description: "Drivers and executors ask for no more than a node of their pools can give.",
  reason:
    "A pod larger than every node stays pending for ever, and no error says so: the job just never starts. An instance's allocatable is less than its size; 4 vCPUs allocate 3,920m.",
  level: bindingBeyondDev,
  check: (resources) => {
    const rooms = roomsOf(resources);
    if (rooms.length === 0) return [];
    return sparkJobs(resources).flatMap((job) =>
      (["driver", "executor"] as const).flatMap((role) => tooLarge(job, role, rooms)),
    );
  },
};

function tooLarge(job: SparkJob, role: Role, rooms: readonly Room[]) {
  const wanted = requestOf(job, role);
  if (!wanted) return [];
  const types = allowed(job, role, nodeLabels.capacityType);
  const candidates = rooms.filter(
    ({ capacityTypes }) => types === undefined || capacityTypes.some((type) => types.has(type)),
  );
  const fits = candidates.some(
    ({ allocatable: has }) => wanted.cpuMillis <= has.cpuMillis && wanted.memoryMiB <= has.memoryMiB,
  );
  if (fits) return [];
  const has = candidates.map(
    ({ name, allocatable: { cpuMillis, memoryMiB } }) => `${name} ${cpuMillis}m and ${memoryMiB} MiB`,
  );
  return [
    {
      urn: job.urn,
      message: `A ${role} of ${job.label} asks for ${wanted.cpuMillis}m and ${wanted.memoryMiB} MiB, and its nodes allocate ${has.join(", ") || "nothing: no pool is for it"}. Ask for less, or give the pool larger instances.`,
    },
  ];
}

/** What a role's pod requests: `coreRequest`, or else whole cores; heap and overhead. @see Spark's memoryOverheadFactor */
function requestOf({ spec }: SparkJob, role: Role): Resources | undefined {
  const pod = at(spec, role);
  const cpu = cpuMillis(at(pod, "coreRequest") ?? at(pod, "cores") ?? 1);
  const heap = sparkMiB(at(pod, "memory") ?? "1g");
  if (cpu === undefined || heap === undefined) return undefined;
  const factor = Number(at(spec, "memoryOverheadFactor") ?? (at(spec, "type") === "Python" ? 0.4 : 0.1));
  const overhead = sparkMiB(at(pod, "memoryOverhead")) ?? Math.max(384, Math.ceil(heap * factor));
  return { cpuMillis: cpu, memoryMiB: heap + overhead };
}

/** The nodes that the stack has or may launch: kind's workers, and the instance types that its NodePools name. */
function roomsOf(resources: readonly Subject[]): Room[] {
  return resources.flatMap(({ type, props }): Room[] => {
    if (type === "command:local:Command") return kindRooms(documentOf(at(props, "environment", "INPUT")));
    if (/^kubernetes:karpenter\.sh\/[^:]+:NodePool$/.test(type)) return poolRooms(props);
    return [];
  });
}

function kindRooms(spec: unknown): Room[] {
  if (list(at(spec, "workers")).length === 0) return [];
  try {
    return nodeGroups(spec as Parameters<typeof nodeGroups>[0]).map(
      ({ name, capacityType, allocatable: has }) => ({
        name,
        capacityTypes: [capacityType],
        allocatable: has,
      }),
    );
  } catch {
    // An instance type that the table does not know: nothing can be said of it.
    return [];
  }
}

function poolRooms(props: Subject["props"]): Room[] {
  const requirements = list(at(props, "spec", "template", "spec", "requirements"));
  const values = (key: string) =>
    requirements
      .filter((requirement) => at(requirement, "key") === key && at(requirement, "operator") === "In")
      .flatMap((requirement) => list(at(requirement, "values")).map(String));
  const capacityTypes = values(nodeLabels.capacityType);
  return values(nodeLabels.instanceType).flatMap((name) => {
    const type = instanceTypes.get(name);
    return type ? [{ name, capacityTypes, allocatable: allocatable(type) }] : [];
  });
}
