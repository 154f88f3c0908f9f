import { z } from "zod";
import { terminateCommand } from "../aws/karpenter-instances";
import { runTool } from "../process/exec";
import { pulumi, type StackContext } from "../stack/context";

const stateShape = z.object({
  deployment: z
    .looseObject({
      resources: z
        .array(z.looseObject({ type: z.string(), outputs: z.record(z.string(), z.unknown()).default({}) }))
        .default([]),
    })
    .nullish(),
});
const objectShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
const liveShape = z.looseObject({
  metadata: z.looseObject({
    deletionTimestamp: z.string().optional(),
    finalizers: z.array(z.string()).default([]),
  }),
});
const claimsShape = z.object({
  items: z.array(
    liveShape.extend({
      metadata: liveShape.shape.metadata.extend({ name: z.string() }),
      status: z.object({ providerID: z.string().default("") }).default({ providerID: "" }),
    }),
  ),
});

/** An object of a stack that is being deleted and waits for somebody who does not come. */
export interface StuckObject {
  /** As kubectl takes it: `sparkapplications.v1beta2.sparkoperator.k8s.io/flights`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly finalizers: readonly string[];
  /** Instance of EC2 that its finalizer would end: without that it goes on running, and costing. */
  readonly instance?: string;
}

/** Ends instances; what was said where that is refused. */
export type EndInstances = (ids: readonly string[]) => Promise<string | undefined>;

/** Runs kubectl with some arguments; nothing when it fails. */
export type AskKubectl = (args: readonly string[]) => Promise<string | undefined>;

/**
 * The real kubectl, in a workbench's environment.
 *
 * @param where the options that name the cluster: `--context`, `--kubeconfig`.
 */
export function askKubectl(bench: StackContext, where: readonly string[]): AskKubectl {
  return async (args) => {
    const { code, stdout } = await runTool("kubectl", [...where, "--request-timeout=15s", ...args], {
      env: bench.env,
      timeout: 30_000,
    });
    return code === 0 ? stdout : undefined;
  };
}

/** Objects of the stack's state that the API server is told to delete and that a finalizer keeps. */
export async function stuckObjects(bench: StackContext, ask: AskKubectl): Promise<StuckObject[]> {
  const { code, stdout } = await pulumi(bench, ["stack", "export"]);
  return code === 0 ? findStuck(JSON.parse(stdout), ask) : [];
}

/** The same of a state that has been exported. */
export async function findStuck(state: unknown, ask: AskKubectl): Promise<StuckObject[]> {
  // A cluster that is silent would let every single question run into its time-out.
  if ((await ask(["get", "--raw", "/readyz"])) === undefined) return [];
  const resources = stateShape.parse(state).deployment?.resources ?? [];
  const objects = resources.flatMap(({ type, outputs }) => {
    const object = objectShape.safeParse(outputs).data;
    return type.startsWith("kubernetes:") && !type.endsWith("Patch") && object ? [object] : [];
  });
  const found: StuckObject[] = [];
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    const resource = `${resourceOf(object)}/${name}`;
    const text = await ask(["get", resource, ...inNamespace(namespace), "--output=json"]);
    const live = text === undefined ? undefined : liveShape.safeParse(JSON.parse(text)).data;
    if (live && waits(live)) found.push({ resource, namespace, finalizers: live.metadata.finalizers });
  }
  // A pool waits for its claims, which are Karpenter's and in no state.
  const pools = objects.some(({ kind }) => kind === "NodePool");
  return pools ? [...(await stuckClaims(ask)), ...found] : found;
}

async function stuckClaims(ask: AskKubectl): Promise<StuckObject[]> {
  const text = await ask(["get", "nodeclaims.karpenter.sh", "--output=json"]);
  const items = text === undefined ? [] : (claimsShape.safeParse(JSON.parse(text)).data?.items ?? []);
  return items.filter(waits).map(({ metadata: { name, finalizers }, status }) => {
    const instance = instanceOf(status.providerID);
    const resource = `NodeClaim.v1.karpenter.sh/${name}`;
    return { resource, finalizers, ...(instance ? { instance } : {}) };
  });
}

/**
 * The instance of EC2 that a `status.providerID` names, such as `aws:///us-east-1a/i-0a1b`; nothing for another cloud's.
 *
 * @see ParseInstanceID in pkg/utils/utils.go of karpenter-provider-aws 1.15.0
 */
export function instanceOf(providerID: string): string | undefined {
  return /^aws:\/\/\/[^/]+\/(i-[0-9a-z]+)$/.exec(providerID)?.[1];
}

function waits({ metadata }: z.infer<typeof liveShape>): boolean {
  return metadata.deletionTimestamp !== undefined && metadata.finalizers.length > 0;
}

/**
 * Takes the finalizers away, so that the API server can end the deletion. The instances that those would have ended are ended
 * first; what else they would have cleaned up stays.
 *
 * @returns why finalizers of NodeClaims were left: instances that could not be ended.
 */
export async function release(
  objects: readonly StuckObject[],
  ask: AskKubectl,
  end: EndInstances,
): Promise<string | undefined> {
  const instances = objects.flatMap(({ instance }) => instance ?? []);
  const refused = instances.length > 0 ? await end(instances) : undefined;
  for (const { resource, namespace, instance } of objects) {
    if (instance !== undefined && refused !== undefined) continue;
    await ask(["patch", resource, ...inNamespace(namespace), "--type=merge", `--patch=${noFinalizers}`]);
  }
  return refused;
}

const noFinalizers = '{"metadata":{"finalizers":null}}';

/** The objects, and what a person could do about each, as lines. */
export function renderStuck(objects: readonly StuckObject[], where: readonly string[]): string[] {
  const kubectl = ["kubectl", ...where].join(" ");
  return objects.flatMap(({ resource, namespace, finalizers, instance }) => [
    `  ${resource}${namespace ? ` in ${namespace}` : ""} waits for ${finalizers.join(", ")}`,
    ...(instance
      ? [`    Its instance ${instance} goes on costing until it is ended: ${terminateCommand([instance])}`]
      : []),
    `    ${kubectl} patch ${resource}${namespace ? ` -n ${namespace}` : ""} --type=merge -p '${noFinalizers}'`,
  ]);
}

function inNamespace(namespace: string | undefined): string[] {
  return namespace === undefined ? [] : ["--namespace", namespace];
}

/** `Kind.version.group`, which kubectl takes for any kind, known to it or not. */
function resourceOf({ apiVersion, kind }: { apiVersion: string; kind: string }): string {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  return group === "" ? kind : `${kind}.${version}.${group}`;
}
