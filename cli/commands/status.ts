import { existsSync } from "node:fs";
import { kubeconfigFile } from "../../components/cluster/kind/files";
import { jobCommands } from "../../components/spark/application/kubectl-commands";
import { type Language, languageOf } from "../lab/language";
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
import { type ScreenWords, screenWords } from "./screen-words";
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
export async function status(
  job: string | undefined,
  { stack, lang }: { stack: string; lang?: Language },
): Promise<number> {
  const words = screenWords[languageOf(process.env, lang)];
  const settings = pulumiSettings();
  const hasState = cloneStacks(projectRoot, workshopPaths()).includes(stack);
  if (!hasState) requireStack(projectRoot, stack);
  const { cluster, local } = stackSettings(projectRoot, stack);
  const known = settings.backend.kind === "chosen" || hasState;
  const { tool } = await findTool("pulumi");
  print([`Stack ${stack}`, `  ${backendLine(settings.backend, words)}`]);
  if (!known || !tool) {
    const { found, docker } = await dockerLeftovers(projectRoot, askDocker(process.env));
    print([
      `  ${words.notUp(docker)}`,
      ...(found.length > 0 ? [`  ${words.leftInDocker}`, ...found.map((line) => `    ${line}`)] : []),
      "",
      (found.length > 0 ? words.nextRemove : words.nextUp)(stackOption(stack)),
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
    const lines = env && (await jobStatus(job, kubeconfig, ask, words));
    report.close();
    print(lines ?? [words.silent(cluster)]);
    return lines && lines.length > 1 ? 0 : 1;
  }
  const [nodes, applications, pods] = await Promise.all([
    ask(["get", "nodes"]),
    ask(["get", "sparkapplications.sparkoperator.k8s.io", "--all-namespaces"]),
    ask(["get", "pods", "--all-namespaces"]),
  ]);
  const notStarted = applications ? await notStartedLines(kubeconfig, applications, words) : [];
  report.close();
  print([
    ...addresses(outputs, words),
    "",
    ...(nodes ? clusterLines(cluster, nodes, pods, words) : [words.silent(cluster)]),
    "",
    ...(applications ? applicationLines(outputs.applications, applications, words) : []),
    ...notStarted,
    words.nextShell(stackOption(stack)),
  ]);
  return 0;
}

function addresses(outputs: StackOutputs, words: ScreenWords): string[] {
  const { historyServer, s3Endpoint } = outputs;
  return historyServer || s3Endpoint ? places(outputs, words) : [`  ${words.unfinished}`];
}

function clusterLines(
  cluster: string,
  nodes: string,
  pods: string | undefined,
  words: ScreenWords,
): string[] {
  return [
    `${words.clusterOf(cluster)}${pods ? ` (${podSummary(pods)})` : ""}`,
    ...table(words.nodeColumns, nodeRows(nodes, words.ready)),
  ];
}

/**
 * The applications of the cluster with their states, and those of the stack's jobs that no run is seen of: a schedule that is not
 * due, a server, a job that has not been sent.
 */
export function applicationLines(
  declared: StackOutputs["applications"],
  applications: string,
  words: ScreenWords,
): string[] {
  const rows = sparkRows(applications);
  const seen = new Set(rows.map(([name, namespace]) => `${String(namespace)}/${String(name)}`));
  const others = declared.filter(({ name, namespace }) => !seen.has(`${namespace}/${name}`));
  if (rows.length === 0 && others.length === 0) return [words.noApplications, ""];
  const running = rows.filter(([, , state]) => String(state) === "RUNNING");
  return [
    words.applications,
    ...table(words.applicationColumns, [
      ...rows,
      ...others.map(({ name, namespace }) => [name, namespace, "–", "–", "–"]),
    ]),
    ...running.map(
      ([name, namespace]) => `  ${words.uiOf(String(name), jobCommands(String(name), String(namespace)).ui)}`,
    ),
    ...others.flatMap((one) => firstCommand(one).map((command) => `  ${one.name}: ${command}`)),
    "",
  ];
}
