import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import {
  defaultOffers,
  type InstanceOffer,
  offered,
  offerProblems,
  smallest,
} from "../../../components/karpenter/kind/instance-offers";
import { KarpenterForKind } from "../../../components/karpenter/kind/karpenter-for-kind";
import { kindPools } from "../../../components/karpenter/kind/pools";
import { clusterRules, namespaceRules } from "../../../components/karpenter/kind/rights";
import { NodePool } from "../../../components/karpenter/node-pool";
import { poolProblems } from "../../../components/karpenter/pool-problems";
import { allocatable } from "../../../components/sizing/allocatable";
import { instanceTypes } from "../../../components/sizing/instance-types";
import { versions } from "../../../components/versions/versions";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const limits = { drivers: { cpus: 4, memoryGiB: 16 }, executors: { cpus: 8, memoryGiB: 32 } };
const known = fc.uniqueArray(fc.constantFrom(...instanceTypes.keys()), { minLength: 1 });
const offersOf = (names: readonly string[]): InstanceOffer[] =>
  names.map((name) => ({ name, onDemand: 0.1, spot: 0.04 }));

describe("instance types", () => {
  test("capacity less what is reserved is what sizing calls allocatable, for every type", () => {
    for (const type of instanceTypes.values()) {
      const [spec] = offered(offersOf([type.name]));
      const number = (text: unknown) => Number.parseInt(String(text), 10);
      expect({
        cpuMillis: number(spec?.cpu) - number(spec?.kubeReserved.cpu),
        memoryMiB: number(spec?.memory) - number(spec?.kubeReserved.memory) - number(spec?.evictionThreshold),
      }).toEqual(allocatable(type));
    }
  });

  test("jobs are sized by what any of them has", () => {
    fc.assert(
      fc.property(known, (names) => {
        const room = smallest(offersOf(names));
        for (const name of names) {
          const type = instanceTypes.get(name);
          const has = type ? allocatable(type) : room;
          expect(has.cpuMillis).toBeGreaterThanOrEqual(room.cpuMillis);
          expect(has.memoryMiB).toBeGreaterThanOrEqual(room.memoryMiB);
        }
      }),
    );
  });

  test("the default ones are in order, spot below on demand", () => {
    expect(offerProblems("instanceTypes", defaultOffers)).toEqual([]);
  });

  test.each<[string, InstanceOffer[], RegExp]>([
    ["none", [], /^instanceTypes offers no instance type/],
    ["one that nobody knows", offersOf(["z9.huge"]), /^instanceTypes\[0\]\.name is not an instance type/],
    ["one twice", offersOf(["c5.large", "c5.large"]), /^instanceTypes\[1\]\.name is there twice/],
    [
      "spot above on demand",
      [{ name: "c5.large", onDemand: 1, spot: 2 }],
      /^instanceTypes\[0\]\.spot is not a valid price below/,
    ],
    ["spot for nothing", [{ name: "c5.large", onDemand: 1, spot: 0 }], /^instanceTypes\[0\]\.spot/],
  ])("%s is refused", (_, offers, message) => {
    const said = offerProblems("instanceTypes", offers).map(({ path, reason }) => `${path} ${reason}`);
    expect(said).toEqual([expect.stringMatching(message)]);
  });
});

test("the pools of a kind stack are in order", () => {
  const pools = kindPools(defaultOffers, ["local-a", "local-b"], limits);
  expect(poolProblems("pools", pools)).toEqual([]);
  expect(pools.map(({ name, capacityType }) => [name, capacityType])).toEqual([
    ["drivers", "on-demand"],
    ["executors", "spot"],
  ]);
});

describe("the component", () => {
  const deployment = "kubernetes:apps/v1:Deployment";
  const made = async () => {
    const engine = await FakeEngine.start();
    const cluster = fakeCluster();
    const karpenter = new KarpenterForKind(
      "karpenter",
      {
        cluster,
        image: { reference: "spark-workshop/karpenter-provider-kind:1", ready: [] },
        offers: defaultOffers,
        zones: ["local-a"],
        nodeImages: [{ reference: "spark-workshop/spark:4", ready: [] }],
      },
      engine.watching(),
    );
    await settled();
    return { engine, karpenter };
  };

  test("only the controller has Docker's socket, on the control plane, without a capability", async () => {
    const { engine } = await made();
    const inputs = engine.one(deployment).inputs as {
      spec: { replicas: number; strategy: unknown; template: { spec: Record<string, unknown> } };
    };
    const { spec } = inputs.spec.template;
    expect(spec.volumes).toEqual([
      { name: "docker", hostPath: { path: "/kind/docker.sock", type: "Socket" } },
      { name: "tmp", emptyDir: {} },
    ]);
    expect(spec.nodeSelector).toEqual({ "node-role.kubernetes.io/control-plane": "" });
    expect(inputs.spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(spec.containers).toEqual([
      expect.objectContaining({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
      }),
    ]);
    expect(JSON.stringify(spec)).not.toMatch(/privileged|hostNetwork|hostPID/);
  });

  test("goes in the order of AWS: pools, node class, controller, CRDs", async () => {
    const { engine, karpenter } = await made();
    const waitsFor = (name: string, type?: string) =>
      ([] as unknown[]).concat(engine.options(name, type).dependsOn as never).map((one) => resourceName(one));
    expect(karpenter.ready.map(resourceName)).toEqual(["karpenter-node-class"]);
    expect(waitsFor("karpenter-node-class")).toContain("karpenter-controller");
    expect(waitsFor("karpenter-controller")).toEqual(
      expect.arrayContaining(["karpenter-crds", "karpenter-account", "karpenter-binding"]),
    );
    const [pool] = kindPools(defaultOffers, ["local-a"], limits);
    if (!pool) throw new Error("no pools");
    new NodePool("drivers", { pool, nodeClass: karpenter.nodeClass });
    await settled();
    expect(engine.one("kubernetes:karpenter.sh/v1:NodePool").inputs).toMatchObject({
      spec: {
        template: {
          spec: {
            nodeClassRef: { group: "karpenter.kind.workshop", kind: "KindNodeClass", name: "workshop" },
          },
        },
      },
    });
  });

  test("the CRDs' chart is in the project, of the pinned version", () => {
    const chart = "karpenter-provider-kind/charts/karpenter-crds";
    expect(parse(readFileSync(join(chart, "Chart.yaml"), "utf8")).version).toBe(versions.karpenter);
    for (const crd of [
      "nodepools.karpenter.sh",
      "nodeclaims.karpenter.sh",
      "kindnodeclasses.karpenter.kind.workshop",
    ]) {
      expect(existsSync(join(chart, "templates", `${crd}.yaml`))).toBe(true);
    }
  });
});

describe("rights", () => {
  test("no Secret can be read, nothing is everything, and Secrets are made in kube-system alone", () => {
    const all = [...clusterRules, ...Object.values(namespaceRules).flat()];
    for (const rule of all) {
      expect([rule.apiGroups, rule.resources, rule.verbs].flat()).not.toContain("*");
      if ((rule.resources as string[]).includes("secrets")) expect(rule.verbs).toEqual(["create"]);
    }
    expect(JSON.stringify(clusterRules)).not.toContain("secrets");
    expect(Object.keys(namespaceRules)).toEqual(["kube-system", "kube-node-lease"]);
  });
});

/** Name under which a resource was registered. */
function resourceName(resource: unknown): string {
  return (resource as { __name?: string }).__name ?? "";
}
