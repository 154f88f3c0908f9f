import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SparkOperatorCharts } from "../../../components/charts/spark-operator-charts";
import { readConfig, type StackConfig } from "../../../stacks/config";
import { kindStack, type StackOutputs } from "../../../stacks/kind";
import { chartWithValuesOf } from "../../support/chart";
import { FakeEngine, outputValue, settled } from "../../support/engine";
import { listen, type Node, renderTree } from "../../support/tree";

const config = (over: Record<string, string>): StackConfig => {
  const values: Record<string, string> = { target: "kind", ...over };
  return readConfig({ get: (key) => values[key] }, Object.keys(values), "dev");
};
const charts: SparkOperatorCharts = { operator: chartWithValuesOf(), crds: "crds" };

const outputs = {
  "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication": () => ({
    status: { applicationState: { state: "COMPLETED" }, driverInfo: {} },
  }),
  "random:index/randomPassword:RandomPassword": () => ({ result: "generated" }),
  "command:local:Command": () => ({ stdout: "" }),
};

/** A stack as it was built once, for every test that looks at it. */
interface Built {
  readonly engine: FakeEngine;
  readonly nodes: readonly Node[];
  readonly told: StackOutputs;
}

async function build(over: Record<string, string>, preview: boolean): Promise<Built> {
  const engine = await FakeEngine.start(preview ? {} : outputs, preview);
  const nodes = listen();
  const told = kindStack(config(over), charts);
  await settled();
  return { engine, nodes, told };
}

describe.each([
  ["with fixed workers", "kind.tree.txt", { karpenter: "false" }],
  ["with Karpenter", "kind-karpenter.tree.txt", {}],
] as const)("%s", (_, file, over) => {
  const golden = join(__dirname, file);
  let up: Built;
  let preview: Built;

  beforeAll(async () => {
    up = await build(over, false);
    preview = await build(over, true);
  });

  test("the kind stack is the tree that a preview of it prints (UPDATE_GOLDEN=1 writes it anew)", () => {
    const tree = renderTree(up.nodes);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, tree);
    expect(tree).toBe(readFileSync(golden, "utf8"));
  });

  test("a first preview, when nothing is known yet, shows the same resources", () => {
    expect(renderTree(preview.nodes)).toBe(readFileSync(golden, "utf8"));
  });

  test("every Kubernetes object has a name of its own choosing and the cluster's provider", () => {
    const objects = up.engine.registered.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.length).toBeGreaterThan(20);
    for (const { type, name, inputs, provider } of objects) {
      const given = type.includes("helm.sh") ? inputs.name : (inputs.metadata as { name?: string }).name;
      expect([name, given]).toEqual([name, expect.stringMatching(/^[a-z]/)]);
      expect([name, provider]).toEqual([name, expect.stringContaining("kubernetes::cluster")]);
    }
  });

  test("no generated secret and no kubeconfig stands in plain inputs", () => {
    const secret = (value: unknown): string =>
      JSON.stringify(value, (_, v) => (isSecret(v) ? "[secret]" : v));
    for (const { type, name, inputs } of up.engine.registered) {
      expect([type, name, secret(inputs)]).toEqual([type, name, expect.not.stringContaining("generated")]);
    }
  });

  test("what people are told is known before anything exists", async () => {
    expect(preview.told).toMatchObject({
      cluster: "spark-workshop",
      applications: [
        {
          name: "flights",
          namespace: "spark-jobs",
          zone: "local-a",
          report: "s3a://workshop-lake/flights-report",
        },
      ],
    });
    expect(await outputValue(preview.told.historyServer as never)).toBe("http://localhost:18080");
  });
});

test("a stack without a job has neither the data set nor its image, and is a stack all the same", async () => {
  const { engine, told } = await build({ karpenter: "false", jobs: "[]" }, true);
  expect(told.applications).toEqual([]);
  const names = engine.registered.map(({ name }) => name);
  expect(names.filter((name) => /flights/.test(name))).toEqual([]);
  expect(names).toContain("spark-operator-release");
});

/** Pulumi's mark of a secret on the wire. */
function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && "4dabf18193072939515e22adb298388d" in value;
}
