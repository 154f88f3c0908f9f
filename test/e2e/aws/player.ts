import { setTimeout as sleep } from "node:timers/promises";
import type { V1MutatingWebhook } from "@kubernetes/client-node";
import { Account } from "./account";
import { Karpenter } from "./karpenter";
import { type Any, Objects } from "./objects";
import { PodIdentity } from "./pod-identity";

const driverFinalizer = "workshop.test/driver";
/** How long a driver takes to end, in milliseconds: long beside everything that could go meanwhile. */
const shutdown = 3_000;

/**
 * Plays, on a real API server on which nothing runs, whoever acts on its own: the kubelets (pods run, those of Jobs end), the
 * operator with a job that is still at it when it is told to go, and {@link Karpenter}. Says what should never have happened.
 */
export class Player {
  private readonly objects: Objects;
  private readonly account: Account;
  private readonly karpenter: Karpenter;
  private readonly podIdentity: PodIdentity;
  private readonly ending = new Map<string, number>();
  private stopped = false;
  private playing: Promise<void> | undefined;
  /** What should never have happened, each once. */
  readonly violations = new Set<string>();

  /**
   * @param kubeconfig text of an administrator's.
   * @param account file of the account.
   */
  constructor(kubeconfig: string, account: string) {
    this.objects = new Objects(kubeconfig);
    this.account = new Account(account);
    this.karpenter = new Karpenter(this.objects, this.account, (what) => this.violations.add(what));
    this.podIdentity = new PodIdentity(this.objects, this.account);
  }

  start(): void {
    this.playing = this.play();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.playing;
  }

  private async play(): Promise<void> {
    const turns = [
      () => this.pods(),
      () => this.webhooks(),
      () => this.applications(),
      () => this.drivers(),
      () => this.karpenter.turn(),
      () => this.podIdentity.turn(),
      async () => this.systemNodes(),
    ];
    while (!this.stopped) {
      for (const turn of turns) {
        // What went, changed or was not ready is looked at again in the next round.
        await turn().catch((error: { code?: number }) => {
          if (![404, 409, 422, 429].includes(error.code ?? 0)) this.violations.add(`player: ${error}`);
        });
      }
      await sleep(200);
    }
  }

  /** Pods that no node takes run all the same, and those of Jobs end. */
  private async pods(): Promise<void> {
    const { items } = await this.objects.core.listPodForAllNamespaces();
    for (const { metadata = {}, spec, status } of items) {
      if (spec?.nodeName || status?.phase !== "Pending") continue;
      const job = metadata.ownerReferences?.some(({ kind }) => kind === "Job");
      const lastTransitionTime = new Date().toISOString();
      const running = {
        phase: "Running",
        conditions: [{ type: "Ready", status: "True", lastTransitionTime }],
      };
      await this.objects.patchPodStatus(metadata, job ? { phase: "Succeeded" } : running);
    }
  }

  /** The operator's webhook, which nobody runs: trusted, and let pass. */
  private async webhooks(): Promise<void> {
    for (const kind of ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]) {
      for (const found of await this.objects.list("admissionregistration.k8s.io/v1", kind)) {
        const { webhooks = [] } = found as unknown as { webhooks?: V1MutatingWebhook[] };
        const passes = ({ failurePolicy, clientConfig }: V1MutatingWebhook) =>
          failurePolicy === "Ignore" && clientConfig.caBundle;
        if (webhooks.every(passes)) continue;
        const trusted = webhooks.map((hook) => ({
          ...hook,
          failurePolicy: "Ignore",
          timeoutSeconds: 1,
          clientConfig: { ...hook.clientConfig, caBundle: Buffer.from("-").toString("base64") },
        }));
        await this.objects.patch(found, { webhooks: trusted });
      }
    }
  }

  /** An application completes, for the update waits for that, and its driver is there until the application goes. */
  private async applications(): Promise<void> {
    for (const found of await this.objects.list("sparkoperator.k8s.io/v1beta2", "SparkApplication")) {
      if (found.status?.applicationState || found.metadata.deletionTimestamp) continue;
      const { apiVersion, kind, metadata } = found;
      const { name = "", namespace, uid = "" } = metadata;
      const owner = { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
      await this.objects.create({
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          name: `${name}-driver`,
          namespace,
          labels: { "spark-role": "driver" },
          finalizers: [driverFinalizer],
          ownerReferences: [owner],
        },
        spec: {
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 185,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "driver",
              image: "spark",
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
            },
          ],
        },
      } as Any);
      const state = { applicationState: { state: "COMPLETED" }, driverInfo: {}, executorState: {} };
      await this.objects.patchStatus(found, state);
    }
  }

  /** What a driver needs to its end: nodes that stay, buckets, and its role. */
  private async drivers(): Promise<void> {
    const drivers = (await this.objects.list("v1", "Pod")).filter(
      ({ metadata }) => metadata.labels?.["spark-role"] === "driver",
    );
    if (drivers.length === 0) return;
    const pools = await this.objects.list("karpenter.sh/v1", "NodePool");
    const needs: Record<string, boolean> = {
      "nodes that stay": pools.length === 2 && pools.every(({ metadata }) => !metadata.deletionTimestamp),
      buckets: this.account.count("aws:s3/bucket:") === 3,
      "policies of the buckets": this.account.count("aws:s3/bucketPolicy:") === 3,
      "role for the buckets": this.account.has("aws:eks/podIdentityAssociation", /spark-jobs/),
      "policy of its role": this.account.has("aws:iam/rolePolicy:", /spark-jobs/),
    };
    for (const [what, there] of Object.entries(needs)) {
      if (!there) this.violations.add(`a driver is still at it: no ${what}`);
    }
    for (const found of drivers) {
      const { name = "", deletionTimestamp } = found.metadata;
      if (!deletionTimestamp) continue;
      const since = this.ending.get(name) ?? Date.now();
      this.ending.set(name, since);
      if (Date.now() - since < shutdown) continue;
      await this.objects.takeFinalizer(found, driverFinalizer);
      this.ending.delete(name);
    }
  }

  /** The system nodes come and go by the policies of their role, and give their interfaces back by those of the CNI. */
  private systemNodes(): void {
    if (!this.account.has("aws:eks/nodeGroup")) return;
    const attachments = "aws:iam/rolePolicyAttachment";
    const needs: Record<string, boolean> = {
      "policies of their role": this.account.count(attachments, /-system-nodes"/) === 3,
      "policy of the CNI": this.account.has(
        attachments,
        /-vpc-cni".*AmazonEKS_CNI_Policy|AmazonEKS_CNI_Policy.*-vpc-cni"/,
      ),
      "role of the CNI": this.account.has("aws:eks/podIdentityAssociation", /aws-node/),
    };
    for (const [what, there] of Object.entries(needs)) {
      if (!there) this.violations.add(`system nodes cannot go: no ${what}`);
    }
  }
}
