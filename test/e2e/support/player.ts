import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import * as k8s from "@kubernetes/client-node";
import type { Thing } from "../../stand-ins/aws/cloud";

/** An object of any kind, as far as it is looked at here. */
interface Any extends k8s.KubernetesObject {
  metadata: k8s.V1ObjectMeta;
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

const claimFinalizer = "karpenter.sh/termination";
const classFinalizer = "karpenter.k8s.aws/termination";
/** How long an instance takes to end, in milliseconds: long beside everything that could go meanwhile. */
const shutdown = 4_000;

/**
 * Plays, on a real API server without nodes, whoever acts on its own: the kubelets (pods run, jobs complete), the operator
 * (applications complete), and Karpenter, whose finalizers go only as they would: while the controller has its node, its
 * role and its policies, while the nodes may speak to the API server, and while there are routes for it.
 */
export class Player {
  private readonly objects: k8s.KubernetesObjectApi;
  private readonly core: k8s.CoreV1Api;
  private readonly custom: k8s.CustomObjectsApi;
  private stopped = false;
  private playing: Promise<void> | undefined;
  private readonly ending = new Map<string, number>();
  /** What should never have been asked of Karpenter, each once. */
  readonly violations = new Set<string>();

  /**
   * @param kubeconfig text of an administrator's.
   * @param account file of the account.
   */
  constructor(
    kubeconfig: string,
    private readonly account: string,
  ) {
    const config = new k8s.KubeConfig();
    config.loadFromString(kubeconfig);
    this.objects = k8s.KubernetesObjectApi.makeApiClient(config);
    this.core = config.makeApiClient(k8s.CoreV1Api);
    this.custom = config.makeApiClient(k8s.CustomObjectsApi);
  }

  start(): void {
    this.stopped = false;
    this.playing = this.play();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.playing;
  }

  private async play(): Promise<void> {
    while (!this.stopped) {
      for (const turn of [this.pods, this.webhooks, this.applications, this.karpenter]) {
        // What went or changed meanwhile is looked at again in the next round.
        await turn.call(this).catch((error: { code?: number }) => {
          if (![404, 409, 422].includes(error.code ?? 0)) this.violations.add(`player: ${error}`);
        });
      }
      await sleep(300);
    }
  }

  /** Pods that no node takes run all the same, and those of Jobs end. */
  private async pods(): Promise<void> {
    const { items } = await this.core.listPodForAllNamespaces();
    for (const { metadata, spec, status } of items) {
      if (spec?.nodeName || status?.phase !== "Pending") continue;
      const job = metadata?.ownerReferences?.some(({ kind }) => kind === "Job");
      const now = new Date().toISOString();
      await this.core.patchNamespacedPodStatus(
        {
          name: metadata?.name ?? "",
          namespace: metadata?.namespace ?? "",
          body: {
            status: job
              ? { phase: "Succeeded" }
              : {
                  phase: "Running",
                  conditions: [{ type: "Ready", status: "True", lastTransitionTime: now }],
                },
          },
        },
        merge,
      );
    }
  }

  /** The operator's webhook, which nobody runs: trusted, and let pass. */
  private async webhooks(): Promise<void> {
    for (const kind of ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]) {
      for (const found of await this.list("admissionregistration.k8s.io/v1", kind)) {
        const { webhooks = [] } = found as unknown as { webhooks?: k8s.V1MutatingWebhook[] };
        if (
          webhooks.every(
            ({ failurePolicy, clientConfig }) => failurePolicy === "Ignore" && clientConfig.caBundle,
          )
        )
          continue;
        const trusted = webhooks.map((hook) => ({
          ...hook,
          failurePolicy: "Ignore",
          timeoutSeconds: 1,
          clientConfig: { ...hook.clientConfig, caBundle: Buffer.from("-").toString("base64") },
        }));
        await this.patch(found, { webhooks: trusted });
      }
    }
  }

  private async applications(): Promise<void> {
    for (const found of await this.list("sparkoperator.k8s.io/v1beta2", "SparkApplication")) {
      if (found.status?.applicationState) continue;
      await this.patchStatus(found, {
        applicationState: { state: "COMPLETED" },
        driverInfo: {},
        executorState: {},
      });
    }
  }

  private async karpenter(): Promise<void> {
    const [pools, classes, claims] = await Promise.all([
      this.list("karpenter.sh/v1", "NodePool"),
      this.list("karpenter.k8s.aws/v1", "EC2NodeClass"),
      this.list("karpenter.sh/v1", "NodeClaim"),
    ]);
    const lacking = await this.lacking();
    for (const found of classes) await this.nodeClass(found, claims, lacking);
    for (const found of pools) await this.pool(found, claims, lacking);
    for (const found of claims) await this.claim(found, lacking);
  }

  private async nodeClass(found: Any, claims: readonly Any[], lacking: readonly string[]): Promise<void> {
    const finalizers = found.metadata.finalizers ?? [];
    if (!found.metadata.deletionTimestamp) {
      if (lacking.length > 0) return;
      if (!finalizers.includes(classFinalizer))
        await this.patch(found, { metadata: { finalizers: [...finalizers, classFinalizer] } });
      return await this.ready(found);
    }
    if (claims.length > 0)
      this.violations.add("the EC2NodeClass was to go before the last NodeClaim had gone");
    if (claims.length > 0 || lacking.length > 0) return this.hang(found, lacking);
    await this.patch(found, {
      metadata: { finalizers: finalizers.filter((name) => name !== classFinalizer) },
    });
  }

  /** A pool has a node as soon as it is ready, since a job is about to come. */
  private async pool(found: Any, claims: readonly Any[], lacking: readonly string[]): Promise<void> {
    const { name = "", uid = "", deletionTimestamp } = found.metadata;
    if (deletionTimestamp || lacking.length > 0) return;
    await this.ready(found);
    if (claims.some(({ metadata }) => metadata.labels?.["karpenter.sh/nodepool"] === name)) return;
    const { template } = found.spec as { template: { spec: Record<string, unknown> } };
    const claim = `${name}-one`;
    await this.objects.create({
      apiVersion: "karpenter.sh/v1",
      kind: "NodeClaim",
      metadata: {
        name: claim,
        labels: { "karpenter.sh/nodepool": name },
        finalizers: [claimFinalizer],
        ownerReferences: [
          { apiVersion: "karpenter.sh/v1", kind: "NodePool", name, uid, blockOwnerDeletion: true },
        ],
      },
      spec: { nodeClassRef: template.spec.nodeClassRef, requirements: template.spec.requirements },
    } as k8s.KubernetesObject);
    const subnet = this.things().find(({ type }) => type === "aws:ec2/subnet:Subnet")?.id;
    this.instances([...this.running(), { type: "instance", id: claim, state: { subnetId: subnet ?? "" } }]);
  }

  private async claim(found: Any, lacking: readonly string[]): Promise<void> {
    const { name = "", deletionTimestamp } = found.metadata;
    if (!deletionTimestamp) return;
    if (lacking.length > 0) return this.hang(found, lacking);
    const since = this.ending.get(name) ?? Date.now();
    this.ending.set(name, since);
    if (Date.now() - since < shutdown) return;
    this.instances(this.running().filter(({ id }) => id !== name));
    await this.patch(found, { metadata: { finalizers: [] } });
    this.ending.delete(name);
  }

  private hang({ kind, metadata }: Any, lacking: readonly string[]): void {
    for (const what of lacking) this.violations.add(`${kind} ${metadata.name} cannot go: no ${what}`);
  }

  /** What Karpenter and its nodes need and have not. */
  private async lacking(): Promise<string[]> {
    const things = this.things();
    const has = (type: string, naming: RegExp) =>
      things.some((thing) => thing.type.startsWith(type) && naming.test(JSON.stringify(thing.state)));
    const deployments = await this.list("apps/v1", "Deployment");
    const needs: Record<string, boolean> = {
      controller: deployments.some(({ metadata }) => metadata.name === "karpenter"),
      "node for the controller": has("aws:eks/nodeGroup", /./),
      "Pod Identity agent": has("aws:eks/addon", /eks-pod-identity-agent/),
      "DNS for the controller": has("aws:eks/addon", /coredns/),
      "role for the controller": has("aws:eks/podIdentityAssociation", /-karpenter/),
      "policies of the controller": 6 === count(things, /-karpenter","policyArn/),
      "access of the nodes": has("aws:eks/accessEntry", /KarpenterNodeRole/),
      "policies of the nodes": 4 === count(things, /KarpenterNodeRole/),
      "instance profile of the nodes": has("aws:iam/instanceProfile", /KarpenterNodeRole/),
      "interruption queue": has("aws:sqs/queue:", /./),
      "way out for the nodes": has("aws:ec2/natGateway", /./) && has("aws:ec2/route:", /natGatewayId/),
    };
    return Object.entries(needs).flatMap(([what, there]) => (there ? [] : [what]));
  }

  private async ready(found: Any): Promise<void> {
    const { conditions = [] } = (found.status ?? {}) as { conditions?: { type: string; status: string }[] };
    if (conditions.some(({ type, status }) => type === "Ready" && status === "True")) return;
    const condition = {
      type: "Ready",
      status: "True",
      reason: "Ready",
      message: "",
      lastTransitionTime: new Date().toISOString(),
    };
    await this.patchStatus(found, { conditions: [condition] });
  }

  private things(): Thing[] {
    return [...readThings(this.account), ...this.running()];
  }

  private running(): Thing[] {
    return readThings(`${this.account}.foreign`);
  }

  private instances(things: readonly Thing[]): void {
    writeFileSync(`${this.account}.foreign`, JSON.stringify(things));
  }

  private async list(apiVersion: string, kind: string): Promise<Any[]> {
    try {
      const { items } = await this.objects.list<Any>(apiVersion, kind);
      return items.map((item) => ({ ...item, apiVersion, kind }));
    } catch {
      // The kind is not there yet, or not any more.
      return [];
    }
  }

  private async patch(
    found: Any,
    change: { readonly metadata?: object; readonly webhooks?: object },
  ): Promise<void> {
    const { apiVersion, kind } = found;
    const { name, namespace } = found.metadata;
    const metadata = { ...change.metadata, name, namespace };
    await this.objects.patch(
      {
        ...change,
        apiVersion,
        kind,
        metadata,
      } as Any,
      undefined,
      undefined,
      "player",
      undefined,
      k8s.PatchStrategy.MergePatch,
    );
  }

  /** The same for kinds whose status is a resource of its own. */
  private async patchStatus({ apiVersion = "", kind = "", metadata }: Any, status: object): Promise<void> {
    const [group = "", version = ""] = apiVersion.split("/");
    const plural = {
      NodePool: "nodepools",
      EC2NodeClass: "ec2nodeclasses",
      SparkApplication: "sparkapplications",
    }[kind];
    const { name = "", namespace } = metadata;
    const where = { group, version, plural: plural ?? kind, name, body: { status } };
    if (namespace) await this.custom.patchNamespacedCustomObjectStatus({ ...where, namespace }, merge);
    else await this.custom.patchClusterCustomObjectStatus(where, merge);
  }
}

const merge = k8s.setHeaderOptions("Content-Type", k8s.PatchStrategy.MergePatch);

function readThings(file: string): Thing[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Thing[]) : [];
}

function count(things: readonly Thing[], naming: RegExp): number {
  return things.filter(
    ({ type, state }) =>
      type.startsWith("aws:iam/rolePolicyAttachment") &&
      naming.test(JSON.stringify({ role: state.role, policyArn: state.policyArn })),
  ).length;
}
