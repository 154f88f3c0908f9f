import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { type EdgeName, edges } from "../../components/teardown/edges";
import { versions } from "../../components/versions/versions";
import type { Thing } from "../stand-ins/aws/cloud";
import { whose } from "../support/teardown";
import { StateGraph } from "./support/state-graph";

const repository = resolve(__dirname, "../..");
const cluster = "workshop-e2e-aws";
const minutes = 60_000;

/** The AWS stack on the real engine: a project of its own, an account in a file, and a real API server behind "EKS". */
class AwsProject {
  readonly folder = mkdtempSync(join(tmpdir(), "aws-stack-"));
  readonly account = join(this.folder, "account.json");
  private readonly api = join(this.folder, "api.json");

  constructor() {
    const left = new Set([".git", ".workshop", "Pulumi.aws.yaml"]);
    for (const entry of readdirSync(repository).filter((name) => !left.has(name))) {
      symlinkSync(join(repository, entry), join(this.folder, entry));
    }
    cpSync(join(repository, "Pulumi.aws.yaml"), join(this.folder, "Pulumi.aws.yaml"));
    const images = {
      spark: "r.example/spark:1",
      sparkOperator: "r.example/op/controller:1",
      flightsData: "r.example/data:1",
    };
    this.configure((eks) => ({ ...eks, images, publicAccess: ["203.0.113.7/32"] }));
    mkdirSync(join(this.folder, "state"));
  }

  /** Changes the stack's `eks` key. */
  configure(change: (eks: Record<string, unknown>) => Record<string, unknown>): void {
    const file = join(this.folder, "Pulumi.aws.yaml");
    const stack = parse(readFileSync(file, "utf8"));
    stack.config["spark-workshop:eks"] = change(stack.config["spark-workshop:eks"]);
    writeFileSync(file, stringify(stack));
  }

  /** Puts the API server of a kubeconfig behind the account's clusters. */
  serve(kubeconfig: string, token: string): void {
    const { server, "certificate-authority-data": certificate } = parse(kubeconfig).clusters[0].cluster;
    writeFileSync(this.api, JSON.stringify({ endpoint: server, certificate }));
    writeFileSync(`${this.api}.token`, token);
  }

  async pulumi(args: string[], env: NodeJS.ProcessEnv = {}, limit = 6 * minutes): Promise<string> {
    const path = [
      join(__dirname, "support", "bin"),
      join(repository, "test/stand-ins/bin"),
      dirname(process.execPath),
      process.env.PATH,
    ];
    const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive", "--stack", "aws"], {
      cwd: this.folder,
      timeout: limit,
      killSignal: "SIGINT",
      maxBuffer: 1 << 28,
      env: {
        ...process.env,
        PATH: path.join(delimiter),
        PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
        PULUMI_HOME: join(this.folder, "home"),
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        STAND_IN_AWS: this.account,
        STAND_IN_API_SERVER: this.api,
        KUBECONFIG: "/dev/null",
        ...env,
      },
    }).catch((error: Error & { stdout?: string; stderr?: string }) => {
      throw new Error(`pulumi ${args.join(" ")}: ${error.message}\n${error.stdout}${error.stderr}`);
    });
    return stdout;
  }

  /** Resources by operation that an update would do. */
  async plan(): Promise<Record<string, string[]>> {
    const { steps } = JSON.parse(await this.pulumi(["preview", "--json"])) as {
      steps: { op: string; urn: string }[];
    };
    const plan: Record<string, string[]> = {};
    for (const { op, urn } of steps) {
      const [type, name] = urn.split("::").slice(2) as [string, string];
      if (op !== "same") plan[op] = [...(plan[op] ?? []), `${type.split("$").pop()} ${name}`].sort();
    }
    return plan;
  }

  async graph(): Promise<StateGraph> {
    return new StateGraph(JSON.parse(await this.pulumi(["stack", "export"])));
  }

  /** What should never have been asked of Karpenter. */
  violations(): string[] {
    return JSON.parse(readFileSync(`${this.account}.violations`, "utf8"));
  }

  things(): Thing[] {
    const read = (file: string) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : []);
    return [...read(this.account), ...read(`${this.account}.foreign`)];
  }
}

/** A line of shell's output. */
function shell(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: "utf8",
    timeout: 5 * minutes,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

describe("the AWS stack on the real engine and a real API server", () => {
  let project: AwsProject;
  let player: ChildProcess | undefined;

  beforeAll(async () => {
    project = new AwsProject();
    const kubeconfig = join(project.folder, "kubeconfig");
    const at = ["--name", cluster, "--kubeconfig", kubeconfig];
    shell("kind", "delete", "cluster", ...at);
    shell("kind", "create", "cluster", ...at, "--image", versions.images.node.reference, "--wait", "2m");
    const kubectl = (...args: string[]) => shell("kubectl", "--kubeconfig", kubeconfig, ...args);
    // No node takes a pod from here on: the player runs them.
    kubectl("cordon", `${cluster}-control-plane`);
    kubectl("create", "serviceaccount", "deployer", "--namespace", "kube-system");
    kubectl(
      "create",
      "clusterrolebinding",
      "deployer",
      "--clusterrole=cluster-admin",
      "--serviceaccount=kube-system:deployer",
    );
    const token = kubectl(
      "create",
      "token",
      "deployer",
      "--namespace",
      "kube-system",
      "--duration=2h",
    ).trim();
    const text = readFileSync(kubeconfig, "utf8");
    project.serve(text, token);
    const play = [
      "--import",
      "tsx",
      join(repository, "test/e2e/support/play.ts"),
      kubeconfig,
      project.account,
    ];
    player = spawn(process.execPath, play, { cwd: repository, stdio: "ignore" });
    await project.pulumi(["stack", "init", "aws"]);
  }, 6 * minutes);

  afterAll(async () => {
    player?.kill();
    shell("kind", "delete", "cluster", "--name", cluster);
    rmSync(project.folder, { recursive: true, force: true });
  }, 3 * minutes);

  test(
    "comes up",
    async () => {
      await project.pulumi(["up", "--yes", "--skip-preview"]);
      expect(project.things().filter(({ type }) => type === "instance")).toHaveLength(2);
      const outputs = JSON.parse(await project.pulumi(["stack", "output", "--json"]));
      expect(outputs).toMatchObject({ cluster: "spark-workshop", zone: "us-east-1a" });
    },
    8 * minutes,
  );

  test(
    "up again changes nothing",
    async () => {
      expect(await project.plan()).toEqual({});
    },
    3 * minutes,
  );

  test(
    "a pool's limits are an update of that pool and nothing else",
    async () => {
      const limits = { cpus: 32, memoryGiB: 256 };
      const pools = [
        { name: "drivers", capacityType: "on-demand", vcpus: [2, 4], limits: { cpus: 16, memoryGiB: 128 } },
        { name: "executors", capacityType: "spot", vcpus: [4, 8, 16], limits },
      ];
      project.configure((eks) => ({ ...eks, pools }));
      expect(await project.plan()).toEqual({ update: ["kubernetes:karpenter.sh/v1:NodePool executors"] });
      await project.pulumi(["up", "--yes", "--skip-preview"]);
      expect(await project.plan()).toEqual({});
    },
    5 * minutes,
  );

  test(
    "another range of public access is an update of the cluster, and of nothing in it",
    async () => {
      project.configure((eks) => ({ ...eks, publicAccess: ["198.51.100.0/24"] }));
      expect(await project.plan()).toEqual({ update: ["aws:eks/cluster:Cluster cluster-eksCluster"] });
      project.configure((eks) => ({ ...eks, publicAccess: ["203.0.113.7/32"] }));
    },
    3 * minutes,
  );

  test(
    "the state has the whole order of the teardown",
    async () => {
      const graph = await project.graph();
      for (const name of Object.keys(edges) as EdgeName[]) {
        const { first, others } = whose[name];
        expect([name, graph.violations(first, others)]).toEqual([name, []]);
      }
    },
    2 * minutes,
  );

  test(
    "destroy ends in one run, in order, and leaves nothing",
    async () => {
      await project.pulumi(["destroy", "--yes", "--skip-preview"], {}, 4 * minutes);
      expect(project.violations()).toEqual([]);
      expect(project.things()).toEqual([]);
    },
    6 * minutes,
  );
});
