import { realpathSync } from "node:fs";
import { DockerUnavailable } from "../../commands/docker";
import { type Problem, refuse } from "../../errors";
import { caBundleProblems } from "../../images/ca-bundle";
import { capacity } from "../../sizing/allocatable";
import type { KindClusterSpec } from "./args";
import type { Container, DockerHost } from "./docker";
import { type Machine, thisMachine } from "./machine";
import { typeOf, workers } from "./nodes";
import { networkName, type Ownership, ownership } from "./ownership";
import { fits } from "./reservation";
import { subject } from "./validate";

/**
 * Memory of an idle cluster in mebibytes, measured on a control plane and three workers of Kubernetes 1.34: resident
 * memory of all processes in the node, and what the kernel keeps for all of them.
 */
const idleMiB = { controlPlane: 515, worker: 90, kernel: 100 };

/** A driver and two executors of the smallest useful size: 512 MiB of heap, and the 384 MiB that Spark adds at least. */
const jobMiB = 3 * (512 + 384);

/** Disk of a node in mebibytes, its images unpacked: measured. */
const nodeDiskMiB = 700;

/** A Spark image in mebibytes: Docker keeps one and each worker unpacks one. */
const sparkImageMiB = 1024;

/** What a running cluster should find free for data and logs, in mebibytes. */
const spareDiskMiB = 1024;

/**
 * Checks that the machine can hold the cluster, before anything is created. Also passes while the cluster is up.
 *
 * @param spec a validated cluster.
 * @param project this project's folder.
 * @throws {InvalidInput} with everything that stands in the way.
 */
export async function preflight(
  spec: KindClusterSpec,
  machine: Machine = thisMachine,
  project: string = projectDirectory(),
): Promise<void> {
  refuse(`${subject(spec.name)} on this machine`, [
    ...caBundleProblems("caBundle", spec.caBundle ?? ""),
    ...(await machineProblems(spec, machine, project)),
  ]);
}

/** The ports of a cluster that another program holds, where there is no Docker to ask whose they are. */
export async function portsInUse(
  spec: KindClusterSpec,
  machine: Pick<Machine, "portInUse"> = thisMachine,
): Promise<Problem[]> {
  const asked = await Promise.all(
    portsOf(spec).map(async (port) => ({ ...port, inUse: await machine.portInUse(port.value) })),
  );
  return asked.flatMap((port) => portProblems(spec.name, port, [], { whose: "nobody's" }));
}

/** The folder of this project, as the labels of its clusters say it. */
export function projectDirectory(): string {
  return realpathSync(process.cwd());
}

async function machineProblems(spec: KindClusterSpec, machine: Machine, project: string): Promise<Problem[]> {
  let host: DockerHost;
  let containers: Container[];
  let owner: Ownership;
  const hasKind = machine.hasKind();
  const inUse = portsOf(spec).map(async (port) => ({ ...port, inUse: await machine.portInUse(port.value) }));
  try {
    const asked = await Promise.all([
      machine.docker(),
      machine.containers(),
      machine.network(networkName(spec.name)),
    ]);
    [host, containers] = asked;
    owner = ownership(spec.name, project, workers(spec).length + 1, containers, asked[2]);
  } catch (error) {
    if (!(error instanceof DockerUnavailable)) throw error;
    return [{ path: "docker", reason: error.reason, cure: error.cure }, ...kindProblems(await hasKind)];
  }
  const free = host.local ? await machine.freeDiskMiB(host.rootDirectory) : undefined;
  return [
    ...ownerProblems(spec.name, owner),
    ...(owner.whose === "ours" ? [] : kindProblems(await hasKind)),
    ...memoryProblems(spec, host),
    ...diskProblems(spec, host, free, owner),
    ...(await Promise.all(inUse)).flatMap((port) => portProblems(spec.name, port, containers, owner)),
  ];
}

function ownerProblems(name: string, owner: Ownership): Problem[] {
  if (owner.whose !== "foreign") return [];
  const whose = owner.project
    ? `was made by the project in ${owner.project}`
    : "was not made by this project";
  return [
    {
      path: "name",
      value: name,
      reason: `is the name of a kind cluster or network on this machine that ${whose}`,
      cure: `Choose another name${owner.project ? `, or take that one down with ./workshop down in ${owner.project}` : ""}, or remove it: ${owner.byHand}.`,
    },
  ];
}

function kindProblems(hasKind: boolean): Problem[] {
  if (hasKind) return [];
  return [
    {
      path: "kind",
      reason: "is not on PATH",
      cure: "Run ./workshop up, which brings it, or install it: https://kind.sigs.k8s.io/docs/user/quick-start.",
    },
  ];
}

function memoryProblems(spec: KindClusterSpec, host: DockerHost): Problem[] {
  const nodes = workers(spec).length;
  const idle = idleMiB.controlPlane + nodes * idleMiB.worker + idleMiB.kernel;
  const has = Math.floor(host.memoryKiB / 1024);
  const problems: Problem[] = [];
  if (has < idle + jobMiB) {
    problems.push({
      path: "docker.memory",
      value: `${has} MiB`,
      reason: `is less than the ${idle + jobMiB} MiB needed: ${idle} for a control plane and ${nodes} workers, ${jobMiB} for a job's driver and two executors`,
      cure: "Give Docker more memory (Docker Desktop: Settings, Resources), or use fewer workers.",
    });
  }
  for (const [i, group] of spec.workers.entries()) {
    const type = typeOf(group);
    if (fits(host, type)) continue;
    const { cpuMillis, memoryMiB } = capacity(type);
    problems.push({
      path: `workers[${i}].instanceType`,
      value: group.instanceType,
      reason: `of group ${JSON.stringify(group.name)} stands for ${cpuMillis / 1000} CPUs and ${memoryMiB} MiB, and this machine has ${host.cpus} CPUs and ${has} MiB for Docker`,
      cure: "Choose a smaller instance type, or give Docker more of the machine.",
    });
  }
  return problems;
}

function diskProblems(
  spec: KindClusterSpec,
  host: DockerHost,
  freeMiB: number | undefined,
  owner: Ownership,
): Problem[] {
  const nodes = workers(spec).length;
  const needed =
    owner.whose === "ours" && owner.complete
      ? spareDiskMiB
      : (nodes + 1) * nodeDiskMiB + (nodes + 1) * sparkImageMiB + spareDiskMiB;
  if (freeMiB === undefined || freeMiB >= needed) return [];
  return [
    {
      path: "docker.disk",
      value: `${freeMiB} MiB free at ${host.rootDirectory}`,
      reason: `is less than the ${needed} MiB that nodes, images and data take`,
      cure: "Make room, for instance with docker system prune.",
    },
  ];
}

interface Port {
  readonly path: string;
  readonly value: number;
}

function portsOf({ portMappings, apiServerPort }: KindClusterSpec): Port[] {
  return [
    ...portMappings.map(({ hostPort }, i) => ({ path: `portMappings[${i}].hostPort`, value: hostPort })),
    ...(apiServerPort === undefined ? [] : [{ path: "apiServerPort", value: apiServerPort }]),
  ];
}

function portProblems(
  cluster: string,
  { path, value, inUse }: Port & { readonly inUse: boolean },
  containers: readonly Container[],
  owner: Ownership,
): Problem[] {
  if (!inUse) return [];
  const holder = containers.find((container) => container.hostPorts.includes(value));
  if (holder?.cluster === cluster && owner.whose === "ours") return [];
  // Docker does not say what ports a container holds that is only being started; create removes it and looks again.
  if (!holder && owner.whose === "ours" && !owner.complete) return [];
  return [
    {
      path,
      value,
      reason: holder ? `is in use by container ${holder.name}` : "is in use by another program",
      cure: holder
        ? `Choose another port, or remove that container: docker rm -f ${holder.name}.`
        : `Choose another port, or see whose it is: lsof -nP -iTCP:${value} -sTCP:LISTEN.`,
    },
  ];
}
