import { join } from "node:path";
import { runTool } from "../process/exec";
import type { StackContext } from "../stack/context";
import { awsEnv } from "./environment";

/**
 * Writes a kubeconfig for a stack's EKS cluster beside its state: a person's own need not have one.
 *
 * @returns its path; nothing when AWS does not know the cluster, or does not answer.
 */
export async function eksKubeconfig(bench: StackContext, cluster: string): Promise<string | undefined> {
  const file = join(bench.paths.home, `eks-${bench.stack}.kubeconfig`);
  const { code } = await runTool(
    "aws",
    ["eks", "update-kubeconfig", "--name", cluster, "--kubeconfig", file],
    {
      env: awsEnv(bench.root, bench.stack, bench.env),
      timeout: 60_000,
    },
  );
  return code === 0 ? file : undefined;
}
