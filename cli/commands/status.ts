import { existsSync } from "node:fs";
import { kubeconfigFile } from "../../components/cluster/kind/files";
import { jobCommands } from "../../components/spark/application/kubectl-commands";
import { runTool } from "../process/exec";
import { projectRoot, workshopPaths } from "../process/paths";
import { stackSettings } from "../stack/config";
import { cloneStacks, type StackOutputs, stackOutputs } from "../stack/context";
import { requireStack } from "../stack/names";
import { prepareStackContext } from "../stack/open";
import { backendLine, pulumiSettings } from "../stack/pulumi-env";
import { askDocker, dockerLeftovers } from "../teardown/leftovers";
import { createReporter, print } from "../terminal/progress";
import { table } from "../terminal/table";
import { findTool } from "../toolchain/tools";
import { jobStatus, notStartedLines } from "./status-job";
import { nodeRows, podSummary, sparkRows } from "./status-view";
import { firstCommand, places, stackOption } from "./up-summary";

/** Longest time for a question to the cluster, in milliseconds. */
const timeoutMs = 10_000;

/**
 * `./workshop status`: stack, nodes, applications and addresses on one screen; with a job, that job alone. Installs nothing.
 *
 * @returns 1 where the job is not to be found.
 */
export async function status(job: string | undefined, { stack }: { stack: string }): Promise<number> {
  const settings = pulumiSettings();
  const hasState = cloneStacks(projectRoot, workshopPaths()).includes(stack);
  if (!hasState) requireStack(projectRoot, stack);
  const { cluster, local } = stackSettings(projectRoot, stack);
  const known = settings.backend.kind === "chosen" || hasState;
  const { tool } = await findTool("pulumi");
  print([`Stack ${stack}`, `  ${backendLine(settings.backend)}`]);
  if (!known || !tool) {
    const { found, docker } = await dockerLeftovers(projectRoot, askDocker(process.env));
    print([
      `  not up${docker ? "" : "; Docker does not answer"}`,
      ...(found.length > 0
        ? ["  There is no state of it, yet Docker has:", ...found.map((line) => `    ${line}`)]
        : []),
      "",
      found.length > 0
        ? `Next: ./workshop down${stackOption(stack)} removes that, ./workshop up${stackOption(stack)} brings the stack up.`
        : `Next: ./workshop up${stackOption(stack)} brings it up, ./workshop doctor checks what it needs.`,
    ]);
    return 0;
  }
  const report = createReporter();
  report.step("Asking the stack");
  const bench = await prepareStackContext({ ...report, note: () => {} }, stack, {
    needsFile: false,
    needsPlugins: false,
  });
  const outputs = await stackOutputs(bench);
  const kubeconfig = kubeconfigFile(cluster);
  const env = local && existsSync(kubeconfig) ? bench.env : undefined;
  const ask = async (args: readonly string[]) => {
    if (!env) return undefined;
    const { code, stdout } = await runTool(
      "kubectl",
      [...args, "--output", "json", "--request-timeout", "8s"],
      {
        env,
        timeout: timeoutMs,
      },
    );
    return code === 0 ? stdout : undefined;
  };
  if (job !== undefined) {
    const lines = env && (await jobStatus(job, kubeconfig, ask));
    report.close();
    print(lines ?? [`Cluster ${cluster}: does not answer`]);
    return lines && lines.length > 1 ? 0 : 1;
  }
  const [nodes, applications, pods] = await Promise.all([
    ask(["get", "nodes"]),
    ask(["get", "sparkapplications.sparkoperator.k8s.io", "--all-namespaces"]),
    ask(["get", "pods", "--all-namespaces"]),
  ]);
  const notStarted = applications ? await notStartedLines(kubeconfig, applications) : [];
  report.close();
  print([
    ...addresses(outputs),
    "",
    ...(nodes ? clusterLines(cluster, nodes, pods) : [`Cluster ${cluster}: does not answer`]),
    "",
    ...(applications ? applicationLines(outputs.applications, applications) : []),
    ...notStarted,
    `Next: eval "$(./workshop env${stackOption(stack)})" for kubectl and pulumi in this shell, ./workshop down${stackOption(stack)} to remove it.`,
  ]);
  return 0;
}

function addresses(outputs: StackOutputs): string[] {
  const { historyServer, s3Endpoint } = outputs;
  return historyServer || s3Endpoint ? places(outputs) : ["  its last up did not finish"];
}

function clusterLines(cluster: string, nodes: string, pods: string | undefined): string[] {
  return [
    `Cluster ${cluster}${pods ? ` (${podSummary(pods)})` : ""}`,
    ...table(["node", "capacity", "zone", "instance", "allocatable", "ready"], nodeRows(nodes)),
  ];
}

/**
 * The applications of the cluster with their states, and those of the stack's jobs that no run is seen of: a schedule that is not
 * due, a server, a job that has not been sent.
 */
export function applicationLines(declared: StackOutputs["applications"], applications: string): string[] {
  const rows = sparkRows(applications);
  const seen = new Set(rows.map(([name, namespace]) => `${String(namespace)}/${String(name)}`));
  const others = declared.filter(({ name, namespace }) => !seen.has(`${namespace}/${name}`));
  if (rows.length === 0 && others.length === 0) return ["No Spark applications", ""];
  const running = rows.filter(([, , state]) => String(state) === "RUNNING");
  return [
    "Spark applications",
    ...table(
      ["name", "namespace", "state", "attempts", "took"],
      [...rows, ...others.map(({ name, namespace }) => [name, namespace, "–", "–", "–"])],
    ),
    ...running.map(
      ([name, namespace]) => `  UI of ${String(name)}: ${jobCommands(String(name), String(namespace)).ui}`,
    ),
    ...others.flatMap((one) => firstCommand(one).map((command) => `  ${one.name}: ${command}`)),
    "",
  ];
}
