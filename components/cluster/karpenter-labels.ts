import { nodeLabels } from "./node-group";
import { canonicalLabel, type LabelRequirement } from "./node-labels";

/**
 * Labels that Karpenter's providers choose nodes by: those of every cloud, of the one for AWS and of the one for kind.
 *
 * @see WellKnownLabels in pkg/apis/v1/labels.go of Karpenter 1.15.0; pkg/apis/v1/labels.go of its AWS provider 1.15.0;
 *   karpenter-provider-kind/apis/v1alpha1/labels.go
 */
const wellKnown: ReadonlySet<string> = new Set([
  ...Object.values(nodeLabels),
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "node.kubernetes.io/windows-build",
  ...[
    "capacity-reservation-id",
    "capacity-reservation-type",
    "capacity-reservation-interruptible",
    "placement-group-id",
    "placement-group-partition",
    ...[
      "accelerator-count",
      "accelerator-manufacturer",
      "accelerator-name",
      "capability-flex",
      "category",
      "cpu",
      "cpu-manufacturer",
      "cpu-sustained-clock-speed-mhz",
      "ebs-bandwidth",
      "encryption-in-transit-supported",
      "family",
      "generation",
      "gpu-count",
      "gpu-manufacturer",
      "gpu-memory",
      "gpu-name",
      "hypervisor",
      "local-nvme",
      "memory",
      "network-bandwidth",
      "size",
      "tenancy",
    ].map((name) => `instance-${name}`),
  ].map((name) => `karpenter.k8s.aws/${name}`),
  ...["instance-family", "instance-cpu-millis", "instance-memory-mib"].map(
    (name) => `karpenter.kind.workshop/${name}`,
  ),
]);

/** Domains whose other labels are Karpenter's own, with all that are under them. */
const ownDomains = ["karpenter.sh", "karpenter.k8s.aws", "karpenter.kind.workshop"];

/** A label that Karpenter keeps to itself: it leaves alone every pod that requires one. */
function isOwn(label: string): boolean {
  if (wellKnown.has(label)) return false;
  const [domain = ""] = label.includes("/") ? label.split("/") : [];
  return (
    label === "kubernetes.io/hostname" ||
    ownDomains.some((own) => domain === own || domain.endsWith(`.${own}`))
  );
}

/**
 * Whether Karpenter gives a node that it launches this label, with a value of its own making, because a pod wants it to have
 * none of some values.
 *
 * @param about all that the pod requires of the label.
 * @see resolveCustomLabelsFromRequirements in pkg/controllers/provisioning/scheduling/nodeclaimtemplate.go of Karpenter 1.15.0
 */
export function isMadeUp(key: string, about: readonly LabelRequirement[]): boolean {
  const label = canonicalLabel(key);
  const operators = about.map(({ operator }) => operator);
  return (
    !wellKnown.has(label) &&
    !isOwn(label) &&
    operators.includes("NotIn") &&
    !operators.includes("In") &&
    !operators.includes("DoesNotExist")
  );
}

const capacityTypes = ["on-demand", "spot", "reserved"];

/**
 * Whether Karpenter looks at a pod that requires this at all.
 *
 * @see Validate in pkg/controllers/provisioning/provisioner.go and ValidateRequirement in
 *   pkg/apis/v1/nodeclaim_validation.go of Karpenter 1.15.0
 */
export function isConsidered({ key, operator, values = [] }: LabelRequirement): boolean {
  if (isOwn(canonicalLabel(key))) return false;
  if (operator === "Gt" || operator === "Lt") return values.length === 1 && /^\d+$/.test(values[0] ?? "");
  return (
    key !== nodeLabels.capacityType ||
    operator !== "In" ||
    values.some((value) => capacityTypes.includes(value))
  );
}
