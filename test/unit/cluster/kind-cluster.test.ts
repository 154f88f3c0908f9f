import * as pulumi from "@pulumi/pulumi";
import type { KindClusterArgs } from "../../../components/cluster/kind/args";
import { KindCluster } from "../../../components/cluster/kind/kind-cluster";
import type { Image } from "../../../components/images/image";
import { versions } from "../../../components/versions/versions";
import { FakeEngine, settled, outputValue as value } from "../../support/engine";

const commandType = "command:local:Command";
const spark: Image = { kind: "pulled", reference: "spark-workshop/spark:4.1.2-abc" };
let engine: FakeEngine;

beforeEach(async () => {
  engine = await FakeEngine.start({ [commandType]: () => ({ stdout: "kubeconfig", stderr: "" }) });
});
afterEach(settled);

function made(args: Partial<KindClusterArgs> = {}): KindCluster {
  return new KindCluster("cluster", { name: "dev", ...args }, engine.watching());
}

async function urnOf(resource: unknown): Promise<string> {
  const found = await pulumi.output(resource as pulumi.Input<pulumi.Resource>);
  return await value(found.urn);
}

test("makes the node image, the cluster, the wait for it and its provider", async () => {
  made();
  await settled();
  expect(engine.names().filter((name) => !name.includes("cluster-node-image"))).toEqual([
    "workshop:cluster:KindCluster/cluster",
    "command:local:Command/cluster-kind",
    "command:local:Command/cluster-ready",
    "pulumi:providers:kubernetes/cluster",
  ]);
  const image = engine.one(commandType, "cluster-node-image-present");
  expect(JSON.stringify(image.inputs)).toContain(versions.images.node.reference);
});

test("the cluster's command is given the arguments with their defaults, and is told what to run", async () => {
  made();
  await settled();
  const { inputs } = engine.one(commandType, "cluster-kind");
  const run = (verb: string) => `node --import tsx components/cluster/commands/${verb}.ts; exit $?`;
  expect(inputs).toMatchObject({ create: run("create"), update: run("kubeconfig"), delete: run("delete") });
  expect(JSON.parse((inputs.environment as { INPUT: string }).INPUT)).toMatchObject({
    name: "dev",
    kubernetesVersion: versions.kubernetes,
    workers: [{ name: "drivers" }, { name: "executors" }],
  });
});

test("the kubeconfig is a secret and never logged", async () => {
  const cluster = made();
  await settled();
  expect(await pulumi.isSecret(cluster.kubeconfig)).toBe(true);
  expect(await value(cluster.kubeconfig)).toBe("kubeconfig");
  expect(engine.one(commandType, "cluster-kind").inputs.logging).toBe("stderr");
  const options = engine.options("cluster-kind") as pulumi.CustomResourceOptions;
  expect(options.additionalSecretOutputs).toEqual(["stdout"]);
});

test("a new cluster comes after the old one, which holds its name and ports, is gone", async () => {
  made();
  await settled();
  expect(engine.options("cluster-kind").deleteBeforeReplace).toBe(true);
});

describe("what makes a new cluster", () => {
  const triggers = async (args: Partial<KindClusterArgs>) => {
    engine = await FakeEngine.start();
    made(args);
    await settled();
    return engine.one(commandType, "cluster-kind").inputs.triggers;
  };
  const [drivers, executors] = [
    { name: "drivers", count: 1, capacityType: "on-demand", zones: ["local-a"], instanceType: "c5.large" },
    {
      name: "executors",
      count: 2,
      capacityType: "spot",
      zones: ["local-a", "local-b"],
      instanceType: "c5.large",
    },
  ] as const;

  test("is any change of the arguments", async () => {
    const before = await triggers({ workers: [drivers, executors] });
    expect(await triggers({ workers: [drivers, { ...executors, count: 3 }] })).not.toEqual(before);
    expect(await triggers({ workers: [drivers, executors], apiServerPort: 6443 })).not.toEqual(before);
    expect(
      await triggers({ workers: [drivers, executors], portMappings: [{ hostPort: 9000, nodePort: 30900 }] }),
    ).not.toEqual(before);
  });

  test("is not the order in which they are written", async () => {
    const turned = Object.fromEntries(Object.entries(drivers).reverse()) as unknown as typeof drivers;
    expect(await triggers({ workers: [turned, executors] })).toEqual(
      await triggers({ workers: [drivers, executors] }),
    );
  });

  test("is another node image", async () => {
    expect(await triggers({})).toContain(versions.images.node.reference);
  });
});

test("the provider is that of this cluster for good, and takes over what a killed run left", async () => {
  made();
  await settled();
  expect(engine.one("pulumi:providers:kubernetes").inputs).toMatchObject({
    clusterIdentifier: "kind-dev",
    upsertExistingObjects: "true",
  });
});

test("what lives inside waits until the cluster is ready and dies with the resource that is replaced", async () => {
  const cluster = made();
  await settled();
  const { providers, deletedWith, dependsOn } = cluster.optionsForInClusterResources();
  expect(providers).toEqual([cluster.provider]);
  expect(await urnOf(deletedWith)).toMatch(/command:local:Command::cluster-kind$/);
  expect(await urnOf((dependsOn as pulumi.Resource[])[0])).toMatch(/command:local:Command::cluster-ready$/);
  expect(await urnOf(engine.options("cluster-ready").deletedWith)).toMatch(/::cluster-kind$/);
});

test("readiness is waited for again with each new cluster", async () => {
  made();
  await settled();
  expect(engine.one(commandType, "cluster-ready").inputs.triggers).toEqual(["cluster-kind-id"]);
});

describe("serving an image", () => {
  test("loads it onto the nodes of the groups, once the machine has it", async () => {
    const { reference, ready } = made().provideImage(spark, { groups: ["drivers", "executors"] });
    await settled();
    expect(reference).toBe(spark.reference);
    const name = "cluster-spark-workshop-spark-load";
    expect(await Promise.all(ready.map(urnOf))).toEqual([expect.stringMatching(new RegExp(`::${name}$`))]);
    const { inputs } = engine.one(commandType, name);
    expect(JSON.parse((inputs.environment as { INPUT: string }).INPUT)).toEqual({
      image: spark.reference,
      nodes: ["dev-worker", "dev-worker2", "dev-worker3"],
    });
    expect(inputs.triggers).toEqual([
      spark.reference,
      "dev-worker",
      "dev-worker2",
      "dev-worker3",
      "cluster-kind-id",
    ]);
    expect(engine.names()).toContain(`${commandType}/cluster-spark-workshop-spark-image-present`);
    const dependsOn = engine.options(name).dependsOn as pulumi.Resource[];
    expect((await Promise.all(dependsOn.map(urnOf))).map((urn) => urn.split("::").at(-1))).toEqual([
      "cluster-spark-workshop-spark-image-present",
      "cluster-kind",
    ]);
    expect(await urnOf(engine.options(name).deletedWith)).toMatch(/::cluster-kind$/);
  });

  test("leaves the nodes of other zones alone", async () => {
    made().provideImage(spark, { groups: ["drivers", "executors"], zones: ["local-a"] });
    await settled();
    const { inputs } = engine.one(commandType, "cluster-spark-workshop-spark-load");
    expect(JSON.parse((inputs.environment as { INPUT: string }).INPUT).nodes).toEqual([
      "dev-worker",
      "dev-worker2",
    ]);
  });

  test("twice loads only onto the nodes that were not served before", async () => {
    const cluster = made();
    const first = cluster.provideImage(spark, { groups: ["drivers"] });
    expect(cluster.provideImage(spark, { groups: ["drivers"] }).ready).toEqual(first.ready);
    const second = cluster.provideImage(spark, { groups: ["drivers", "executors"] });
    await settled();
    expect(second.ready).toHaveLength(2);
    const { inputs } = engine.one(commandType, "cluster-spark-workshop-spark-load-2");
    expect(JSON.parse((inputs.environment as { INPUT: string }).INPUT).nodes).toEqual([
      "dev-worker2",
      "dev-worker3",
    ]);
  });

  test("to groups or zones that are not there is refused", async () => {
    const cluster = made();
    expect(() => cluster.provideImage(spark, { groups: ["gpus"] })).toThrow(
      'image spark-workshop/spark:4.1.2-abc on kind cluster "dev": 1 problem\n - groups ("gpus") is not a group of the cluster. Use drivers, executors, control-plane.',
    );
    expect(() => cluster.provideImage(spark, { groups: ["drivers"], zones: ["local-b"] })).toThrow(
      'zones ("local-b") is not a zone of these groups. Use local-a.',
    );
  });
});

test("a mapped NodePort has a URL on this machine, another is refused", async () => {
  const cluster = made({ portMappings: [{ hostPort: 9000, nodePort: 30900 }] });
  expect(await value(cluster.url(30900))).toBe("http://localhost:9000");
  expect(() => cluster.url(31000)).toThrow("opens no port of this machine to NodePort 31000");
});

test("bad arguments are refused before anything is registered", async () => {
  expect(() => made({ name: "Dev", kubernetesVersion: "1.0.0" })).toThrow('kind cluster "Dev": 2 problems');
  await settled();
  expect(engine.registered).toEqual([]);
});
