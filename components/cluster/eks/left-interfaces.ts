import { CommandFailed } from "../../commands/process";

/** Runs the AWS CLI and gives what it prints. */
export type RunAws = (args: readonly string[]) => Promise<string>;

/**
 * Deletes the network interfaces that the CNI made for nodes of a cluster and that belong to none any more.
 *
 * @param pause waits before the next look.
 * @returns ids of those that were deleted.
 */
export async function deleteLeftInterfaces(
  cluster: string,
  aws: RunAws,
  pause: () => Promise<void>,
): Promise<string[]> {
  const deleted: string[] = [];
  // One that is being detached becomes `available` a moment later.
  for (let look = 0; look < looks; look++) {
    const interfaces = await interfacesOf(cluster, aws);
    for (const { id, status } of interfaces) {
      if (status !== "available") continue;
      await aws(["ec2", "delete-network-interface", "--network-interface-id", id]).catch(tolerateGone);
      deleted.push(id);
    }
    if (interfaces.every(({ status }) => status === "available")) break;
    await pause();
  }
  return deleted;
}

const looks = 12;

async function interfacesOf(cluster: string, aws: RunAws): Promise<{ id: string; status: string }[]> {
  const text = await aws([
    "ec2",
    "describe-network-interfaces",
    "--filters",
    `Name=tag:cluster.k8s.amazonaws.com/name,Values=${cluster}`,
    "--output=json",
  ]);
  const { NetworkInterfaces = [] } = JSON.parse(text || "{}") as {
    NetworkInterfaces?: { NetworkInterfaceId: string; Status?: string }[];
  };
  return NetworkInterfaces.map(({ NetworkInterfaceId: id, Status: status = "" }) => ({ id, status }));
}

function tolerateGone(error: unknown): string {
  if (error instanceof CommandFailed && /InvalidNetworkInterfaceID\.NotFound/.test(error.stderr)) return "";
  throw error;
}
