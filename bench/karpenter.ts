import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { defaultOffers } from "../components/karpenter/kind/instance-offers";
import { allocatable } from "../components/sizing/allocatable";
import { instanceTypes } from "../components/sizing/instance-types";
import { cheapest } from "./packing";
import { waitingPods } from "./waiting-pods";

// How fast Karpenter launches nodes of a kind stack, and how well it chooses. Nothing here passes or fails.
//   eval "$(./workshop env)" && node --import tsx bench/karpenter.ts [PODS]
// Needs a dev stack that is up, with karpenter: true and no job that runs; right after its first up this tells of that as well.

const pods = Number(process.argv[2] ?? 3);
const wanted = { cpuMillis: 900, memoryMiB: 1500 };
/** What kube-proxy and, on kind's own image, kindnet request of every node. */
const daemonSets = { cpuMillis: 100, memoryMiB: 50 };
const limit = 5 * 60_000;

interface Listed<T> {
  items: T[];
}
interface Claim {
  metadata: { name: string; creationTimestamp: string; labels: Record<string, string> };
  status: { nodeName?: string };
}
interface Conditioned {
  metadata: { name: string; creationTimestamp: string };
  status: { conditions: { type: string; status: string; lastTransitionTime: string }[] };
}

const kubectl = (...args: string[]) => execFileSync("kubectl", args, { encoding: "utf8" });
const get = <T>(...args: string[]) => JSON.parse(kubectl("get", ...args, "--output=json")) as Listed<T>;
const since = (object: Conditioned, type: string) =>
  object.status.conditions.find((one) => one.type === type && one.status === "True")?.lastTransitionTime;

async function main(): Promise<void> {
  console.log(`controller, idle: ${controllerMemory()} MiB resident`);
  console.log(`./workshop up to the first executor that runs: ${firstExecutor()}`);
  const image = get<{ spec: { images: string[] } }>("kindnodeclass").items[0]?.spec.images[0] ?? "";
  execFileSync("kubectl", ["apply", "-f", "-"], { input: waitingPods(image, pods) });
  const end = Date.now() + limit;
  const running = () =>
    get<Conditioned>("pods", "-l", "app=waiting").items.filter((pod) => since(pod, "Ready"));
  while (running().length < pods && Date.now() < end) await sleep(500);

  const seen = get<Conditioned>("pods", "-l", "app=waiting").items;
  const begun = Math.min(...seen.map((pod) => Date.parse(pod.metadata.creationTimestamp)));
  const seconds = (at: string | undefined) => (at ? `${(Date.parse(at) - begun) / 1000} s` : "never");
  const claims = get<Claim>("nodeclaims", "-l", "karpenter.sh/nodepool=executors").items;
  const nodes = new Map(get<Conditioned>("nodes").items.map((node) => [node.metadata.name, node]));
  console.log(`pending pod to Ready node (${pods} pods, image ${image}):`);
  for (const { metadata, status } of claims) {
    const node = nodes.get(status.nodeName ?? "");
    console.log(
      `  ${metadata.name}: asked for ${seconds(metadata.creationTimestamp)}, Ready ${node ? seconds(since(node, "Ready")) : "never"}`,
    );
  }
  console.log(`pending pod to running pod: ${seen.map((pod) => seconds(since(pod, "Ready"))).join(", ")}`);

  const types = claims.map(({ metadata }) => metadata.labels["node.kubernetes.io/instance-type"] ?? "");
  const price = (name: string) => defaultOffers.find((offer) => offer.name === name)?.spot ?? Number.NaN;
  const offered =
    get<{ status: { instanceTypes: string[] } }>("kindnodeclass").items[0]?.status.instanceTypes ?? [];
  const ideal = cheapest(
    pods,
    offered.map((name) => ({ name, price: price(name), holds: holds(name) })),
  );
  const chosen = types.reduce((sum, name) => sum + price(name), 0);
  console.log(
    `chosen: ${types.join(", ")} at ${chosen.toFixed(4)} $/h; cheapest: ${ideal?.nodes.join(", ")} at ${ideal?.price.toFixed(4)} $/h; ratio ${(chosen / (ideal?.price ?? Number.NaN)).toFixed(2)}`,
  );
  console.log(`controller, afterwards: ${controllerMemory()} MiB resident`);
  kubectl("delete", "deployment", "waiting");
}

function holds(name: string): number {
  const type = instanceTypes.get(name);
  if (!type) return 0;
  const room = allocatable(type);
  return Math.floor(
    Math.min(
      (room.cpuMillis - daemonSets.cpuMillis) / wanted.cpuMillis,
      (room.memoryMiB - daemonSets.memoryMiB) / wanted.memoryMiB,
    ),
  );
}

/** From the beginning of the first `up`, as the name of its log says it, to the start of the first executor's container. */
function firstExecutor(): string {
  const [log] = readdirSync(".workshop/logs")
    .filter((name) => /^dev-up-.*\.log$/.test(name))
    .sort();
  const [, date, hour, minute, second] = /(\d{8})T(\d\d)(\d\d)(\d\d)/.exec(log ?? "") ?? [];
  const day = date?.replace(/(\d{4})(\d\d)/, "$1-$2-");
  const begun = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  const events = get<{ involvedObject: { name: string }; lastTimestamp: string }>(
    "events",
    "--namespace=spark-jobs",
    "--field-selector=reason=Started",
  ).items.filter(({ involvedObject }) => /-exec-\d+$/.test(involvedObject.name));
  if (events.length === 0) return "no event tells of it any more";
  const first = Math.min(...events.map(({ lastTimestamp }) => Date.parse(lastTimestamp)));
  return `${(first - begun) / 1000} s`;
}

/** Resident memory of the controller, from its own metrics. */
function controllerMemory(): number {
  const pod = kubectl("-n", "karpenter", "get", "pods", "-o", "name").trim().replace("pod/", "");
  const metrics = kubectl("get", "--raw", `/api/v1/namespaces/karpenter/pods/${pod}:8080/proxy/metrics`);
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20);
}

void main();
