import { spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { newLog } from "../../../cli/engine/logs";
import { workshopPaths } from "../../../cli/process/paths";
import type { EdgeName } from "../../../components/teardown/edges";
import { readWhole, type Thing } from "../../../offline/plugins/aws/cloud";
import { clone, copyClone, standIns } from "../support/copy";
import type { Said } from "../support/project";
import type { ApiServer } from "./api-server";
import { StateGraph } from "./state-graph";

const minutes = 60_000;
const onStack = ["--non-interactive", "--stack", "aws"];

/** Images that a registry is said to have: how they get into one is no matter here. */
const images = {
  spark: "r.example/spark:1",
  sparkOperator: "r.example/op/controller:1",
  flightsData: "r.example/data:1",
};

/** The AWS stack on the real engine: a project of its own, an account in a file, and a real API server behind "EKS". */
export class AwsProject {
  readonly folder = mkdtempSync(join(tmpdir(), "aws-stack-"));
  /** File of what exists in the account. */
  readonly account = join(this.folder, "account.json");
  /** What was run, and what it said. */
  readonly log = newLog(workshopPaths().logs, "e2e-aws");
  private readonly api = join(this.folder, "api.json");

  constructor() {
    copyClone(this.folder, ["test", "docs"]);
    // Charts that the clone has need not be fetched again.
    mkdirSync(join(this.folder, ".workshop"));
    const charts = join(clone, ".workshop", "charts");
    if (existsSync(charts)) cpSync(charts, join(this.folder, ".workshop", "charts"), { recursive: true });
    const budget = { emails: ["ana@example.com"] };
    this.configure((eks) => ({ ...eks, images, publicAccess: ["52.94.76.7/32"], budget }));
    mkdirSync(join(this.folder, ".workshop", "state"));
  }

  /** Changes the stack's `eks` key. */
  configure(change: (eks: Record<string, unknown>) => Record<string, unknown>): void {
    this.edit("Pulumi.aws.yaml", (text) => {
      const stack = parse(text);
      stack.config["spark-workshop:eks"] = change(stack.config["spark-workshop:eks"]);
      return stringify(stack);
    });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Changes a file of the program. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`${file} stayed as it was`);
    writeFileSync(join(this.folder, file), after);
  }

  /** Takes edges of the teardown out of the program. */
  without(edges: readonly EdgeName[]): void {
    this.edit("components/teardown/edges.ts", (text) =>
      text.replace(
        "return [...survivors];",
        `return ${JSON.stringify(edges)}.includes(edge) ? [] : [...survivors];`,
      ),
    );
  }

  /** Puts an API server behind the account's clusters. */
  serve({ server, certificate, token }: ApiServer): void {
    writeFileSync(this.api, JSON.stringify({ endpoint: server, certificate }));
    writeFileSync(`${this.api}.token`, token);
  }

  /**
   * Runs the Pulumi CLI.
   *
   * @param limit milliseconds after which it is interrupted.
   * @throws {Error} with all that it said, when it fails.
   */
  async pulumi(args: readonly string[], limit = 8 * minutes): Promise<string> {
    const { code, stdout, text } = await this.run("pulumi", [...args, ...onStack], limit);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
    return stdout;
  }

  /** Runs `./workshop … -s aws`, and tells how it ended. */
  workshop(...args: string[]): Promise<Said> {
    return this.run("./workshop", [...args, "-s", "aws"], 10 * minutes);
  }

  /**
   * Runs a line of shell as a person would in this account.
   *
   * @throws {Error} with all that it said, when it fails.
   */
  async shell(line: string): Promise<void> {
    const { code, text } = await this.run("sh", ["-c", line], minutes);
    if (code !== 0) throw new Error(`${line} ended with ${code}:\n${text}`);
  }

  private async run(
    program: string,
    args: readonly string[],
    limit: number,
  ): Promise<Said & { stdout: string }> {
    const began = Date.now();
    appendFileSync(this.log, `\n$ ${program} ${args.join(" ")}\n`);
    const child = spawn(program, args, {
      cwd: this.folder,
      env: this.env(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let text = "";
    const take = (bytes: Buffer) => {
      text += bytes;
      appendFileSync(this.log, bytes);
    };
    child.stdout.on("data", (bytes: Buffer) => {
      stdout += bytes;
      take(bytes);
    });
    child.stderr.on("data", take);
    const interrupt = setTimeout(() => child.kill("SIGINT"), limit);
    const kill = setTimeout(() => child.kill("SIGKILL"), limit + minutes / 2);
    const code = await new Promise<number>((done, fail) => {
      child.on("error", fail);
      child.on("close", (status) => done(status ?? -1));
    }).finally(() => {
      clearTimeout(interrupt);
      clearTimeout(kill);
      appendFileSync(this.log, `(${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
    });
    return { code, stdout, text };
  }

  /** Resources by operation that an update would do. */
  async plan(): Promise<Record<string, string[]>> {
    const { steps } = JSON.parse(await this.pulumi(["preview", "--json"])) as {
      steps: { op: string; urn: string }[];
    };
    const plan: Record<string, string[]> = {};
    for (const { op, urn } of steps) {
      const [type = "", name = ""] = urn.split("::").slice(2);
      if (op !== "same") plan[op] = [...(plan[op] ?? []), `${type.split("$").pop()} ${name}`].sort();
    }
    return plan;
  }

  /** The same for a program with another text in one of its files. */
  async planWith(file: string, change: (text: string) => string): Promise<Record<string, string[]>> {
    const before = this.read(file);
    this.edit(file, change);
    try {
      return await this.plan();
    } finally {
      this.edit(file, () => before);
    }
  }

  /** The order of deletions that the state has. */
  async graph(): Promise<StateGraph> {
    return new StateGraph(JSON.parse(await this.pulumi(["stack", "export"])));
  }

  /** What exists in the account, instances that Karpenter launched included. */
  things(): Thing[] {
    return [...readWhole<Thing>(this.account), ...readWhole<Thing>(`${this.account}.foreign`)];
  }

  /** What should never have been asked of Karpenter or of AWS. */
  violations(): string[] {
    return ["violations", "refusals"].flatMap((part) => readWhole<string>(`${this.account}.${part}`)).sort();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private env(): NodeJS.ProcessEnv {
    const path = [join(__dirname, "bin"), ...standIns, dirname(process.execPath), process.env.PATH];
    const kept = Object.entries(process.env).filter(([name]) => !/^(PULUMI_|WORKSHOP_|AWS_)/.test(name));
    return {
      ...Object.fromEntries(kept),
      PATH: path.join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.folder, ".workshop", "state")}`,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      STAND_IN_AWS: this.account,
      STAND_IN_API_SERVER: this.api,
      KUBECONFIG: "/dev/null",
    };
  }
}
