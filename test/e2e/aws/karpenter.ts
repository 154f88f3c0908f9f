import type { Account } from "./account";
import type { Any, Objects } from "./objects";

const claimFinalizer = "karpenter.sh/termination";
const classFinalizer = "karpenter.k8s.aws/termination";
/** How long an instance takes to end, in milliseconds: long beside everything that could go meanwhile. */
const shutdown = 4_000;

/**
 * Plays Karpenter, whose finalizers go only as they would: while the controller has its node, its role and its policies, while
 * the nodes may speak to the API server, and while there are routes for it.
 */
export class Karpenter {
  private readonly ending = new Map<string, number>();

  /** @param violation is told what should never have been asked of it. */
  constructor(
    private readonly objects: Objects,
    private readonly account: Account,
    private readonly violation: (what: string) => void,
  ) {}

  async turn(): Promise<void> {
    const [pools, classes, claims] = await Promise.all([
      this.objects.list("karpenter.sh/v1", "NodePool"),
      this.objects.list("karpenter.k8s.aws/v1", "EC2NodeClass"),
      this.objects.list("karpenter.sh/v1", "NodeClaim"),
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
        await this.objects.patch(found, { metadata: { finalizers: [...finalizers, classFinalizer] } });
      return await this.ready(found);
    }
    if (claims.length > 0) this.violation("the EC2NodeClass was to go before the last NodeClaim had gone");
    if (lacking.length > 0) return this.hang(found, lacking);
    if (claims.length === 0) await this.objects.takeFinalizer(found, classFinalizer);
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
    } as Any);
    this.account.launch(claim);
  }

  private async claim(found: Any, lacking: readonly string[]): Promise<void> {
    const { name = "", deletionTimestamp } = found.metadata;
    if (!deletionTimestamp) return;
    if (lacking.length > 0) return this.hang(found, lacking);
    const since = this.ending.get(name) ?? Date.now();
    this.ending.set(name, since);
    if (Date.now() - since < shutdown) return;
    this.account.terminate(name);
    await this.objects.takeFinalizer(found, claimFinalizer);
    this.ending.delete(name);
  }

  private hang({ kind, metadata }: Any, lacking: readonly string[]): void {
    for (const what of lacking) this.violation(`${kind} ${metadata.name} cannot go: no ${what}`);
  }

  /** What Karpenter and its nodes need and have not. */
  private async lacking(): Promise<string[]> {
    const { account } = this;
    const deployments = await this.objects.list("apps/v1", "Deployment");
    const attachments = "aws:iam/rolePolicyAttachment";
    const needs: Record<string, boolean> = {
      controller: deployments.some(({ metadata }) => metadata.name === "karpenter"),
      "node for the controller": account.has("aws:eks/nodeGroup"),
      "Pod Identity agent": account.has("aws:eks/addon", /eks-pod-identity-agent/),
      "DNS for the controller": account.has("aws:eks/addon", /coredns/),
      "role for the controller": account.has("aws:eks/podIdentityAssociation", /-karpenter/),
      "policies of the controller": account.count(attachments, /-karpenter"/) === 6,
      "access of the nodes": account.has("aws:eks/accessEntry", /KarpenterNodeRole/),
      "policies of the nodes": account.count(attachments, /KarpenterNodeRole/) === 3,
      "instance profile of the nodes": account.has("aws:iam/instanceProfile", /KarpenterNodeRole/),
      "interruption queue": account.has("aws:sqs/queue:"),
      "rules of the interruption queue": account.count("aws:cloudwatch/eventTarget:") === 5,
      "way out for the nodes": account.has("aws:ec2/natGateway") && account.has("aws:ec2/route:", /nat-/),
    };
    return Object.entries(needs).flatMap(([what, there]) => (there ? [] : [what]));
  }

  private async ready(found: Any): Promise<void> {
    const { conditions = [] } = (found.status ?? {}) as { conditions?: { type: string; status: string }[] };
    if (conditions.some(({ type, status }) => type === "Ready" && status === "True")) return;
    const lastTransitionTime = new Date().toISOString();
    await this.objects.patchStatus(found, {
      conditions: [{ type: "Ready", status: "True", reason: "Ready", message: "", lastTransitionTime }],
    });
  }
}
