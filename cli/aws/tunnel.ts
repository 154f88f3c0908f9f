import { z } from "zod";
import { systemNodeGroup } from "../../components/cluster/eks/system-nodes";
import { UserError } from "../process/user-errors";
import type { AskAws } from "./ask";

/**
 * Arguments of the AWS CLI that bring an API server which is closed to the outside to a port of this machine, by a session of Systems Manager
 * on a system node: it reaches the private endpoint, and what goes through it stays encrypted from here to there.
 *
 * @param cluster its name. @param port of this machine.
 * @throws {UserError} where there is no cluster or no node.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
 */
export async function tunnelArguments(ask: AskAws, cluster: string, port: number): Promise<string[]> {
  const described = await ask("eks", "describe-cluster", "--name", cluster);
  const shape = z.object({ cluster: z.object({ endpoint: z.url() }) });
  const endpoint = described.ok ? shape.safeParse(described.value).data?.cluster.endpoint : undefined;
  if (endpoint === undefined) {
    throw new UserError(
      `The API server of ${cluster} cannot be found: ${described.ok ? "it has no address yet" : described.said}.`,
      "Bring the stack up with your own address in eks.publicAccess first. ./workshop doctor -s aws says who you are and where.",
    );
  }
  const filters = [
    `Name=tag:eks:cluster-name,Values=${cluster}`,
    `Name=tag:eks:nodegroup-name,Values=${systemNodeGroup}`,
    "Name=instance-state-name,Values=running",
  ];
  const found = await ask("ec2", "describe-instances", "--filters", ...filters);
  const instances = z.object({
    Reservations: z.array(z.object({ Instances: z.array(z.object({ InstanceId: z.string() })) })),
  });
  const [node] = found.ok
    ? (instances.safeParse(found.value).data?.Reservations ?? []).flatMap((one) => one.Instances)
    : [];
  if (!node) {
    throw new UserError(
      `The cluster ${cluster} has no system node that runs${found.ok ? "" : `: ${found.said}`}.`,
      "Without one nothing leads into the VPC: put your own address into eks.publicAccess and run ./workshop up.",
    );
  }
  const { hostname } = new URL(endpoint);
  return [
    "ssm",
    "start-session",
    "--target",
    node.InstanceId,
    "--document-name",
    "AWS-StartPortForwardingSessionToRemoteHost",
    "--parameters",
    `host=${hostname},portNumber=443,localPortNumber=${port}`,
  ];
}
