import * as aws from "@pulumi/aws";
import { minorVersion, systemNodeGroup, tunnelPort } from "../components/facts";
import { InvalidInput, type Problem } from "../components/problems";
import { unreachable } from "./aws-account";
import { isRendering } from "./rendering";

/** Which cluster, and what shall become of it. */
export interface StandingQuestion {
  readonly provider: aws.Provider;
  readonly region: string;
  readonly clusterName: string;
  /** Whether AWS has the cluster already. */
  readonly exists: boolean;
  readonly kubernetesVersion: string;
  /** Ranges that may reach the API server. */
  readonly publicAccess: readonly string[];
  /** Port of this machine at which a tunnel brings it. @default none */
  readonly tunnelPort?: number;
}

/**
 * What EKS would refuse of the way from the Kubernetes that a cluster has to another.
 *
 * @param there the cluster's, as AWS says it now: by itself it upgrades one that has left standard support.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
 */
export function upgradeProblems(
  {
    region,
    clusterName,
    kubernetesVersion,
  }: Pick<StandingQuestion, "region" | "clusterName" | "kubernetesVersion">,
  there: string,
): Problem[] {
  const [from, to] = [there, minorVersion(kubernetesVersion)].map((version) => Number(version.split(".")[1]));
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

/** What is wrong with a tunnel into a VPC in which no node is yet that it could lead through. */
function tunnelProblems(question: StandingQuestion): Problem[] {
  if (tunnelPort(question) === undefined || isRendering()) return [];
  return [
    {
      path: "eks.publicAccess",
      value: question.publicAccess,
      reason:
        "closes the API server, and there is no node yet through which ./workshop tunnel could lead to it",
      cure: "Name your own address for the first up. Then open the tunnel, empty the list and run ./workshop up again.",
    },
  ];
}

/**
 * Asks AWS of which Kubernetes the cluster is, if it stands.
 *
 * @returns what is wrong with what it shall become, or with how it shall be made.
 * @throws {InvalidInput} for an account that does not answer.
 */
export async function standingProblems(question: StandingQuestion): Promise<Problem[]> {
  const { provider, region, clusterName: name } = question;
  if (!question.exists) return tunnelProblems(question);
  try {
    const { version } = await aws.eks.getCluster({ name }, { provider });
    return upgradeProblems(question, version);
  } catch (error) {
    throw new InvalidInput(`AWS in ${region}`, [unreachable(region, error)]);
  }
}
