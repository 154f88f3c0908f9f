import { readFileSync } from "node:fs";
import {
  incompatibilities,
  karpenterProblems,
  kubernetesOfKarpenter,
} from "../../../components/versions/compatibility";
import { type Versions, versions } from "../../../components/versions/versions";
import packageJson from "../../../package.json";

test("the pinned versions fit together", () => {
  expect(incompatibilities(versions)).toEqual([]);
});

const pairs: [string, Partial<Versions>, string][] = [
  ["Scala 2.12 under Spark 4", { scala: "2.12" }, "scala"],
  ["another Hadoop than Spark's own", { hadoop: "3.4.1" }, "hadoop"],
  ["a newer AWS SDK than hadoop-aws pins", { awsSdk: "2.35.4" }, "awsSdk"],
  ["Java 11", { java: "11" }, "java"],
  ["Python 3.9", { python: "3.9" }, "python"],
  ["a Spark line nobody has tried", { spark: "3.5.8" }, "spark"],
  ["a Kubernetes that kind has no image for", { kubernetes: "1.20.0" }, "kubernetes"],
  ["Node 20 under Pulumi 3.250", { node: "20.20.2" }, "node"],
  ["a Debian that nobody has tried", { debian: "trixie" }, "debian"],
  ["a Debian with another Java", { java: "21" }, "debian"],
  ["a Debian with another Python", { python: "3.12" }, "debian"],
  [
    "an Iceberg that is not built for this Spark",
    { tableFormats: { ...versions.tableFormats, iceberg: "1.9.2" } },
    "tableFormats.iceberg",
  ],
  [
    "a Delta for another Spark",
    { tableFormats: { ...versions.tableFormats, delta: "4.0.0" } },
    "tableFormats.delta",
  ],
  [
    "a kube-proxy of another Kubernetes",
    { eks: { ...versions.eks, kubeProxy: "v1.30.0-eksbuild.1" } },
    "eks.kubeProxy",
  ],
  ["a Kubernetes without its node image", { kubernetes: "1.35.0" }, "images.node.reference"],
  ["an S3 server without its image", { versitygw: "1.0.0" }, "images.s3.reference"],
  ["a Debian without its image", { debian: "sid" }, "images.debian.reference"],
  ["a chart without its image", { sparkOperatorChart: "2.5.1" }, "images.sparkOperator.reference"],
];

test.each(pairs)("refuses %s, and says what to use", (_, change, path) => {
  const problem = incompatibilities({ ...versions, ...change }).find((p) => p.path === path);
  expect(problem?.reason).toBeTruthy();
  expect(problem?.cure).toMatch(/Use|Change/);
});

test.each<[string, Partial<Versions>]>([
  ["a Kubernetes that nothing runs on", { kubernetes: "1.40.0" }],
  ["a Karpenter line nobody has tried", { karpenter: "0.37.0" }],
  ...pairs.map(([name, change]): [string, Partial<Versions>] => [name, change]),
])("names no problem twice for %s", (_, change) => {
  const problems = incompatibilities({ ...versions, ...change });
  expect(problems).not.toEqual([]);
  expect(problems.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    ...new Set(problems.map(({ path, reason }) => `${path} ${reason}`)),
  ]);
});

test.each(Object.entries(kubernetesOfKarpenter))(
  "Karpenter %s runs on Kubernetes 1.%j, ends included",
  (line, [first, last]) => {
    const fits = (minor: number) => karpenterProblems("kubernetes", `1.${minor}.0`, `${line}.0`).length === 0;
    expect([first - 1, first, last, last + 1].map(fits)).toEqual([false, true, true, false]);
  },
);

test("a format without a release for the pinned Spark is null, and any release of it is refused", () => {
  expect(versions.tableFormats.hudi).toBeNull();
  const tableFormats = { ...versions.tableFormats, hudi: "1.1.1" };
  expect(incompatibilities({ ...versions, tableFormats })).toEqual([
    {
      path: "tableFormats.hudi",
      value: "1.1.1",
      reason: "has no release for Spark 4.1.2 and Scala 2.13",
      cure: "Say null: the program then refuses the format.",
    },
  ]);
});

test("other files that must repeat a version agree with the table", () => {
  expect(readFileSync(".node-version", "utf8").trim()).toBe(versions.node);
  expect(packageJson.dependencies["@pulumi/pulumi"]).toBe(versions.pulumi);
});
