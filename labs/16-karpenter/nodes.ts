import type { ApiObject } from "../../cli/lab/cluster-view";
import type { Fault } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";
import { eventsOfLab } from "../support/jobs";

/** Where the lab's files are. */
export const folder = ".workshop/labs/16-karpenter";
/** The lab's job. */
export const job = "lab-16-nodes";

const labels = {
  capacityType: "karpenter.sh/capacity-type",
  zone: "topology.kubernetes.io/zone",
  instanceType: "node.kubernetes.io/instance-type",
} as const;

/** A machine that was asked for on behalf of a pod of the lab. */
interface Asked {
  readonly pod: string;
  readonly claim: string;
}

/** What Karpenter asked for, whether it is still there or not. A node that was there already is named beside its claim, and does not count. */
async function asked(world: LabWorld): Promise<Asked[]> {
  const nominated = await eventsOfLab(world, "Nominated");
  return nominated.flatMap(({ involvedObject, message }) => {
    const claim = /\bnodeclaim\/([\w.-]+)$/.exec(message ?? "")?.[1];
    return claim ? [{ pod: involvedObject.name, claim }] : [];
  });
}

/** Names of the NodeClaims that were made for pods of the lab. */
export async function claimsOf(world: LabWorld): Promise<string[]> {
  return [...new Set((await asked(world)).map(({ claim }) => claim))];
}

/** Nothing has waited for a node yet. */
export const noClaim: Fault = missing("nodeclaims for pods of lab-16", {
  en: `Let a job wait for nodes: kubectl apply -f ${folder}/nodes.yaml.`,
  "pt-BR": `Deixe um job esperar por nós: kubectl apply -f ${folder}/nodes.yaml.`,
});

/** The NodeClaims of the job's driver and of its executors that are there now. */
async function present(world: LabWorld): Promise<{ drivers: ApiObject[]; executors: ApiObject[] }> {
  const [pods, all] = await Promise.all([asked(world), world.cluster.list("nodeclaims")]);
  const of = (driver: boolean) => {
    const own = pods.filter(({ pod }) => pod.startsWith(job) && pod.endsWith("-driver") === driver);
    return all.filter(({ metadata }) => own.some(({ claim }) => claim === metadata.name));
  };
  return { drivers: of(true), executors: of(false) };
}

const valuesOf = (claims: readonly ApiObject[], label: string) => [
  ...new Set(claims.map(({ metadata }) => metadata.labels?.[label] ?? "")),
];

/** The zone of the job's nodes, when its driver is on demand, its executors on spot, and all of them in one. */
export async function zoneOfJob(world: LabWorld): Promise<string | Fault> {
  const { drivers, executors } = await present(world);
  if (drivers.length === 0 || executors.length === 0) return noClaim;
  const zones = valuesOf([...drivers, ...executors], labels.zone);
  const capacity = [valuesOf(drivers, labels.capacityType), valuesOf(executors, labels.capacityType)];
  if (capacity.join() === "on-demand,spot" && zones.length === 1) return zones[0] as string;
  return {
    path: `nodeclaims of ${job}`,
    value: { driver: capacity[0], executors: capacity[1], zones },
    reason: {
      en: "are not on demand for the driver and spot for the executors, all in one zone",
      "pt-BR": "não são on-demand para o driver e spot para os executors, todos numa só zona",
    },
    cure: {
      en: `Run ${folder}/nodes.yaml as the lab has laid it: its node selectors say all three.`,
      "pt-BR": `Rode ${folder}/nodes.yaml como o lab o deixou: seus node selectors dizem os três.`,
    },
  };
}

/** Instance types of the nodes that the job's executors got. */
export async function typesOfExecutors(world: LabWorld): Promise<string | Fault> {
  const { executors } = await present(world);
  return executors.length > 0 ? valuesOf(executors, labels.instanceType).sort().join(" ") : noClaim;
}
