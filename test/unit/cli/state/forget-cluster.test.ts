import {
  forgetCluster,
  forgetDefinitions,
  withoutCluster,
  withoutDefinitions,
} from "../../../../cli/state/forget-cluster";
import { type Answer, PlayedClone, PlayedTools } from "../../../support/played-tools";

const played = { tools: new PlayedTools() };
jest.mock("../../../../cli/process/exec", () => ({
  ...jest.requireActual("../../../../cli/process/exec"),
  runTool: (...args: Parameters<PlayedTools["run"]>) => played.tools.run(...args),
}));

const release = (urn: string, name: string, more = {}) => ({
  urn,
  type: "kubernetes:helm.sh/v3:Release",
  inputs: { name },
  ...more,
});
const network = { urn: "vpc", type: "aws:ec2/vpc:Vpc" };
const nodes = (more: object) => ({ urn: "nodes", type: "aws:eks/nodeGroup:NodeGroup", ...more });
const leftOf = (...resources: object[]) =>
  withoutCluster({ deployment: { resources } } as never).deployment?.resources;

describe("of a state without its cluster", () => {
  const pod = { urn: "pod", type: "kubernetes:core/v1:Pod" };

  test("what is around the cluster stays as it is, the provider and the rest of the state too", () => {
    const provider = { urn: "p", type: "pulumi:providers:kubernetes" };
    const around = [network, provider, nodes({ parent: "vpc", deletedWith: "vpc", dependencies: ["vpc"] })];
    const given = { version: 3, deployment: { manifest: { magic: "m" }, resources: [...around, pod] } };
    expect(withoutCluster(given as never)).toEqual({
      version: 3,
      deployment: { manifest: { magic: "m" }, resources: around },
    });
  });

  test("nothing that stays says a word of what is gone", () => {
    const told = {
      dependencies: ["pod", "vpc"],
      propertyDependencies: { a: ["pod"], b: ["vpc", "pod"], c: null },
      deletedWith: "pod",
    };
    expect(leftOf(network, pod, nodes(told))).toEqual([
      network,
      nodes({ dependencies: ["vpc"], propertyDependencies: { a: [], b: ["vpc"], c: [] } }),
    ]);
  });

  test("what is below an object is gone with it, however deep, and what depends on that does not say so", () => {
    const file = { urn: "file", type: "kubernetes:yaml/v2:ConfigFile" };
    const inner = { urn: "inner", type: "workshop:x:Inner", parent: "file" };
    const deep = { urn: "deep", type: "random:index:RandomId", parent: "inner" };
    expect(leftOf(file, inner, deep, nodes({ dependencies: ["deep"] }))).toEqual([
      nodes({ dependencies: [] }),
    ]);
  });

  test.each([{ deployment: null }, { deployment: {} }, {}])("%j has nothing to forget", (state) => {
    expect(withoutCluster(state)).toEqual({ deployment: { resources: undefined } });
  });
});

test("of a state only the release of the operator's CRDs is cut, with what others say of it", () => {
  const map = { urn: "m", type: "kubernetes:core/v1:ConfigMap", inputs: { name: "spark-operator-crds" } };
  const bare = { urn: "b", type: "kubernetes:helm.sh/v3:Release" };
  const operator = release("o", "spark-operator", {
    dependencies: ["c", "n"],
    propertyDependencies: { values: ["c"], chart: null },
    parent: "n",
  });
  const resources = [release("c", "spark-operator-crds"), operator, map, bare];
  expect(withoutDefinitions({ deployment: { resources } }).deployment?.resources).toEqual([
    { ...operator, dependencies: ["n"], propertyDependencies: { values: [], chart: [] } },
    map,
    bare,
  ]);
  expect(withoutDefinitions({ deployment: null })).toEqual({ deployment: { resources: undefined } });
});

describe.each([
  ["of the cluster", forgetCluster, []],
  ["of the operator's CRDs", forgetDefinitions, [release("op", "spark-operator")]],
])("what a stack's state has %s is forgotten", (_, forget, left) => {
  const state = JSON.stringify({
    deployment: {
      resources: [network, release("c", "spark-operator-crds"), release("op", "spark-operator")],
    },
  });

  async function forgotten(answers: Record<string, Answer>) {
    const clone = new PlayedClone();
    played.tools = new PlayedTools(answers);
    try {
      return await forget(clone.bench("mine"));
    } finally {
      clone.remove();
    }
  }

  test("where Pulumi exports it and takes the rest", async () => {
    expect(await forgotten({ "pulumi stack export --stack mine": state })).toBeUndefined();
    expect(played.tools.asked.at(-1)).toMatch(/^pulumi stack import --stack mine/);
    expect(JSON.parse(played.tools.inputs[0] ?? "")).toEqual({
      deployment: { resources: [network, ...left] },
    });
  });

  test("unless Pulumi does not export it, of which nothing is imported then", async () => {
    const refused = { code: 255, stdout: state, stderr: "error: no\n" };
    expect(await forgotten({ "stack export": refused })).toBe("error: no");
    expect(played.tools.was("import")).toBe(false);
  });

  test("unless Pulumi does not take the rest", async () => {
    const answers = { "stack export": state, "stack import": { code: 255, stderr: " locked\n" } };
    expect(await forgotten(answers)).toBe("locked");
  });
});
