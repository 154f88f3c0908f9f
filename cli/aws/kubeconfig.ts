import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { throughTunnel } from "../../components/cluster/eks/kubeconfig";
import { tunnelOf } from "../../components/cluster/eks/public-access";
import { runTool } from "../process/exec";
import type { StackContext } from "../stack/context";
import { awsEnv, stackConfigOf } from "./environment";

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
  if (code !== 0) return undefined;
  const { eks } = stackConfigOf(bench.root, bench.stack) ?? {};
  const port = eks && tunnelOf(eks);
  if (port !== undefined)
    writeFileSync(file, throughTunnel(JSON.stringify(parse(readFileSync(file, "utf8"))), port));
  return file;
}
