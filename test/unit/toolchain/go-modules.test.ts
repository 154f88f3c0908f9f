import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "semver";
import { projectRoot } from "../../../cli/process/paths";
import { goEnvironment } from "../../../cli/toolchain/go";
import { karpenterProgram } from "../../../cli/toolchain/karpenter-image";
import { parseVersion, type Version } from "../../../cli/toolchain/version";
import { karpenterKindImage } from "../../../components/images/catalog";
import { versions } from "../../../components/versions/versions";

const toolchain = join(projectRoot, "offline", "toolchain");
const karpenterFolder = join(projectRoot, "karpenter-provider-kind");
const folderOf = (module: string) => (module === "karpenter" ? karpenterFolder : join(toolchain, module));
const goMod = (module: string) => readFileSync(join(folderOf(module), "go.mod"), "utf8");

/** Modules that a `go.mod` requires, with their versions. */
function requirements(module: string): [path: string, version: string][] {
  const lines = goMod(module).matchAll(/^(?:require |\t)(\S+) (v\S+)(?: \/\/ indirect)?$/gm);
  return [...lines].map(([, path = "", version = ""]) => [path, version]);
}

/** What a `go.mod` takes in the place of modules, by their paths. */
function replacements(module: string): Map<string, { path: string; version: string }> {
  const lines = goMod(module).matchAll(/^\t(\S+) => (\S+) (v\S+)$/gm);
  return new Map([...lines].map(([, from = "", path = "", version = ""]) => [from, { path, version }]));
}

test.each([
  ["pulumi", "github.com/pulumi/pulumi/pkg/v3", versions.pulumi],
  ["pulumi", "github.com/pulumi/pulumi/sdk/v3", versions.pulumi],
  ["kind", "sigs.k8s.io/kind", versions.kind],
  ["actionlint", "github.com/rhysd/actionlint", versions.actionlint],
  ["helm", "helm.sh/helm/v3", versions.helm],
  ["spark-operator", "github.com/kubeflow/spark-operator/v2", versions.sparkOperatorChart],
  ["s3", "github.com/versity/versitygw", versions.versitygw],
  ["kind-node", "k8s.io/kubernetes", versions.kubernetes],
  ["kind-node", "k8s.io/component-base", versions.kubernetes.replace(/^1\./, "0.")],
])("offline/toolchain/%s builds %s of the version in versions.json", (module, path, version) => {
  expect(new Map(requirements(module)).get(path)).toBe(`v${version}`);
});

test.each([
  ["kind-node", 20],
  // Helm asks for those of a newer one.
  ["helm", 5],
])("Kubernetes' own parts in %s are all of the release that is built", (module, some) => {
  const release = versions.kubernetes.replace(/^1\./, "0.");
  const replaced = [...replacements(module)].filter(([from]) => from.startsWith("k8s.io/"));
  expect(replaced.length).toBeGreaterThan(some);
  for (const [from, to] of replaced)
    expect([from, to]).toEqual([from, { path: from, version: `v${release}` }]);
});

const modules = readdirSync(toolchain, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("go.mod"))
  .map((path) => path.replace("/go.mod", ""));

test("every module is checked here", () => {
  expect(modules.sort()).toEqual([
    "actionlint",
    "coredns",
    "helm",
    "kind",
    "kind-node",
    "pulumi",
    "pulumi-yaml",
    "s3",
    "spark-operator",
  ]);
});

test.each(modules)(
  "offline/toolchain/%s pins the checksums of what it requires, and asks for no newer Go than we do",
  (module) => {
    const sums = readFileSync(join(toolchain, module, "go.sum"), "utf8");
    const replaced = replacements(module);
    const requires = requirements(module);
    expect(requires.length).toBeGreaterThan(0);
    for (const [path, version] of requires) {
      if (!replaced.has(path)) expect(sums).toContain(`${path} ${version}/go.mod h1:`);
    }
    const go = /^go (\S+)$/m.exec(goMod(module))?.[1] ?? "";
    expect(go).not.toBe("");
    expect(
      compare(parseVersion(`${go}.0`) as Version, parseVersion(versions.go) as Version),
    ).toBeLessThanOrEqual(0);
  },
);

/** Modules that `up` compiles with one cache; tests alone use the others. */
const compiledByUp = ["pulumi", "kind", "helm", "kind-node", "coredns", "s3", "spark-operator", "karpenter"];

/** The operator keeps the Kubernetes client that its release was made with: what it does to objects is that client's doing. */
const operatorsOwn = /^(k8s|sigs\.k8s)\.io\/|^github\.com\/google\/gnostic-models$/;

test("what two builds of up have in common is of one version, so that it is compiled once", () => {
  const all = new Map<string, Map<string, string[]>>();
  for (const module of compiledByUp) {
    const replaced = replacements(module);
    for (const [path, version] of requirements(module)) {
      if (module === "spark-operator" && operatorsOwn.test(path)) continue;
      const of = all.get(path) ?? new Map<string, string[]>();
      const has = replaced.get(path)?.version ?? version;
      all.set(path, of.set(has, [...(of.get(has) ?? []), module]));
    }
  }
  expect(all.size).toBeGreaterThan(300);
  const differing = [...all].filter(([, of]) => of.size > 1);
  // In the folder of the older one: go get PATH@VERSION && go mod tidy.
  expect(differing.map(([path, of]) => [path, Object.fromEntries(of)])).toEqual([]);
});

test("Karpenter's program is the same, whether this machine compiles it or its Dockerfile", () => {
  const dockerfile = readFileSync(join(karpenterFolder, "Dockerfile"), "utf8");
  const { variables = {}, module, packages, sources } = karpenterProgram(karpenterKindImage(versions));
  const [[name = "", version = ""] = []] = Object.entries(variables);
  expect(dockerfile).toContain(`GOTOOLCHAIN=local GOFLAGS="${goEnvironment.GOFLAGS}"`);
  expect(dockerfile).toContain(`-ldflags "-s -w -X ${name}=\${KARPENTER_VERSION}"`);
  expect(version).toBe(versions.karpenter);
  expect([module, packages]).toEqual(["karpenter-provider-kind", ["."]]);
  expect(sources).toEqual(expect.arrayContaining(["main.go", "apis/v1alpha1/kindnodeclass.go"]));
});
