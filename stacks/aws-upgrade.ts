import * as aws from "@pulumi/aws";
import { systemNodeGroup } from "../components/cluster/eks/system-nodes";
import { InvalidInput, type Problem } from "../components/errors";
import { minor } from "../components/versions/versions";
import { unreachable } from "./aws-account";

/** Which cluster, and the Kubernetes that it shall have. */
export interface UpgradeQuestion {
  readonly provider: aws.Provider;
  readonly region: string;
  readonly clusterName: string;
  readonly kubernetesVersion: string;
}

/**
 * What EKS would refuse of the way from the Kubernetes that a cluster has to another.
 *
 * @param there the cluster's, as AWS says it now: by itself it upgrades one that has left standard support.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
 */
export function upgradeProblems(
  { region, clusterName, kubernetesVersion }: Omit<UpgradeQuestion, "provider">,
  there: string,
): Problem[] {
  const [from, to] = [there, minor(kubernetesVersion)].map((version) => Number(version.split(".")[1]));
  if (from === undefined || to === undefined || !(Number.isFinite(from) && Number.isFinite(to))) return [];
  const problem = { path: "kubernetesVersion", value: kubernetesVersion };
  if (to < from) {
    const cure = "Take a newer revision of this project, whose versions.json has a newer kubernetes.";
    return [
      { ...problem, reason: `is older than the ${there} of the cluster, and EKS goes never back`, cure },
    ];
  }
  if (to - from < 2) return [];
  const next = `1.${from + 1}`;
  const of = `--region ${region} --kubernetes-version ${next}`;
  const cure =
    `Bring it to ${next} first: aws eks update-cluster-version --name ${clusterName} ${of}; when it is ACTIVE again: ` +
    `aws eks update-nodegroup-version --cluster-name ${clusterName} --nodegroup-name ${systemNodeGroup} ${of}. Then run ./workshop up again. ` +
    "Or make the cluster anew: ./workshop down, then up.";
  return [
    {
      ...problem,
      reason: `is ${to - from} minors beyond the ${there} of the cluster, and EKS goes one at a time`,
      cure,
    },
  ];
}

/**
 * Asks AWS for the Kubernetes of a cluster that is there already.
 *
 * @returns what is wrong with the one that it shall have.
 * @throws {InvalidInput} for an account that does not answer.
 */
export async function leapProblems(question: UpgradeQuestion): Promise<Problem[]> {
  const { provider, region, clusterName: name } = question;
  try {
    const { names } = await aws.eks.getClusters({}, { provider });
    if (!names.includes(name)) return [];
    const { version } = await aws.eks.getCluster({ name }, { provider });
    return upgradeProblems(question, version);
  } catch (error) {
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  }
}
