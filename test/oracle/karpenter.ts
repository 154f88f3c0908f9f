import { spawn } from "node:child_process";
import { join } from "node:path";
import { goEnvironment } from "../../cli/toolchain/go";
import type { NodeType } from "../../components/cluster/node-group";
import type { NodePoolSpec } from "../../components/crds/generated/karpenter";
import type { KindNodeClassSpec } from "../../components/crds/generated/karpenter-kind";
import type { PodSpec } from "./pods";

/** A cluster without any node, as `karpenter-provider-kind/oracle` reads it, and groups of pods that come to it one by one. */
export interface Question {
  /** Name of a {@link Catalog}; without one the instance types are those of the node class. */
  readonly cloud?: string;
  readonly kindNodeClass: Pick<KindNodeClassSpec, "region" | "zones" | "instanceTypes">;
  readonly nodePools: readonly {
    readonly metadata: { readonly name: string };
    readonly spec: NodePoolSpec;
  }[];
  readonly daemonSet: PodSpec;
  readonly groups: readonly (readonly {
    readonly metadata: { readonly name: string };
    readonly spec: PodSpec;
  }[])[];
}

/** For each group the pods for which Karpenter has no node, with its reason. */
export interface Answer {
  readonly pending: readonly Readonly<Record<string, string>>[];
}

/** Instance types that questions name together. */
export interface Catalog {
  readonly name: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly types: readonly NodeType[];
}

/** Karpenter's own answers to all the questions, in their order. */
export async function askKarpenter(
  catalogs: readonly Catalog[],
  questions: readonly Question[],
): Promise<Answer[]> {
  const lines = [
    ...catalogs.map(({ types, ...rest }) => ({ catalog: { ...rest, types: types.map(described) } })),
    ...questions.map((question) => ({ question })),
  ];
  const text = await run(
    "go",
    ["run", "./oracle"],
    lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
}

function described({
  name,
  capacity,
  allocatable,
  ephemeralMiB = unknownDiskMiB,
  devices = {},
  labels,
}: NodeType) {
  const also = { "ephemeral-storage": `${ephemeralMiB}Mi`, ...devices };
  return {
    name,
    capacity: { cpu: `${capacity.cpuMillis}m`, memory: `${capacity.memoryMiB}Mi`, ...also },
    allocatable: { cpu: `${allocatable.cpuMillis}m`, memory: `${allocatable.memoryMiB}Mi`, ...also },
    // A value that only the cloud knows is one all the same.
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value ?? someValue])),
  };
}

/** More than any pod asks for: the disk of a type of which only the cloud knows it. */
const unknownDiskMiB = 2 ** 30;
const someValue = "1000";

function run(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: join(__dirname, "..", "..", "karpenter-provider-kind"),
      env: { ...process.env, ...goEnvironment },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const output: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
    child.stdout.on("data", (chunk) => output.stdout.push(chunk));
    child.stderr.on("data", (chunk) => output.stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const text = (of: keyof typeof output) => Buffer.concat(output[of]).toString();
      if (code === 0) resolve(text("stdout"));
      else
        reject(new Error(`${program} ${args.join(" ")} ended with ${code}: ${text("stderr").slice(-4000)}`));
    });
    // An oracle that ends early says why on standard error.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
