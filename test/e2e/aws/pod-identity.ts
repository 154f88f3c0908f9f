import type { Account } from "./account";
import { type Any, isGone, type Objects } from "./objects";

/** How long EKS takes to know of an association, in milliseconds. */
const delay = 2_000;
const variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** EKS' webhook of Pod Identity, as policies of the API server: containers get credentials as they are created, some time after the association. */
export class PodIdentity {
  private readonly seen = new Map<string, number>();
  private cni = false;

  constructor(
    private readonly objects: Objects,
    private readonly account: Account,
  ) {}

  async turn(): Promise<void> {
    await this.addon();
    const associations = this.account.associations();
    for (const { id, namespace, serviceAccount } of associations) {
      const since = this.seen.get(id) ?? Date.now();
      this.seen.set(id, since);
      // Negative: it is in place.
      if (since < 0 || Date.now() - since < delay) continue;
      await this.admit(id, namespace, serviceAccount);
      this.seen.set(id, -1);
    }
    for (const id of this.seen.keys()) {
      if (associations.some((one) => one.id === id)) continue;
      this.seen.delete(id);
      for (const one of policy(id, "", "")) await this.objects.remove(one).catch(unlessGone);
    }
  }

  /** The service account that comes with the CNI's addon: without it no pod of the CNI can be created. */
  private async addon(): Promise<void> {
    if (this.cni || !this.account.has("aws:eks/addon:", /vpc-cni/)) return;
    const metadata = { name: "aws-node", namespace: "kube-system" };
    await this.objects.create({ apiVersion: "v1", kind: "ServiceAccount", metadata }).catch(unlessThere);
    this.cni = true;
  }

  private async admit(id: string, namespace: string, serviceAccount: string): Promise<void> {
    for (const one of policy(id, namespace, serviceAccount)) await this.objects.create(one);
  }
}

function unlessThere(error: unknown): void {
  if ((error as { code?: number }).code !== 409) throw error;
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

/** The policy for pods of a service account, and its binding. */
function policy(id: string, namespace: string, serviceAccount: string): Any[] {
  const apiVersion = "admissionregistration.k8s.io/v1beta1";
  const metadata = { name: `pod-identity-${id}` };
  const env = `[Object.spec.containers.env{name: "${variable}", value: "http://169.254.170.23/v1/credentials"}]`;
  const expression = `Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, env: ${env}})}}`;
  return [
    {
      apiVersion,
      kind: "MutatingAdmissionPolicy",
      metadata,
      spec: {
        failurePolicy: "Fail",
        reinvocationPolicy: "Never",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
        matchConditions: [
          {
            name: "account",
            expression: `object.metadata.namespace == "${namespace}" && object.spec.serviceAccountName == "${serviceAccount}"`,
          },
        ],
        mutations: [{ patchType: "ApplyConfiguration", applyConfiguration: { expression } }],
      },
    },
    {
      apiVersion,
      kind: "MutatingAdmissionPolicyBinding",
      metadata,
      spec: { policyName: metadata.name },
    },
  ];
}
