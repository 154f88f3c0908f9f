import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { preview } from "../../../../cli/commands/preview";
import type { Declared, Rendering } from "../../../../cli/preview/declared";
import { stacksOf } from "../../../../cli/stack/names";
import { keepingOutput, PlayedClone } from "../../../support/played-tools";

const played = {
  here: undefined as unknown as PlayedClone,
  there: undefined as unknown as PlayedClone,
  /** What a checkout declares for a stack, by folder and name. */
  renderings: new Map<string, Partial<Rendering>>(),
  /** What was asked, in its order. */
  rendered: [] as string[],
};
jest.mock("../../../../cli/process/paths", () => ({
  ...jest.requireActual("../../../../cli/process/paths"),
  get projectRoot() {
    return played.here.root;
  },
  cacheFolder: () => join(played.here.root, "cache"),
}));
jest.mock("../../../../cli/preview/base", () => ({
  findBase: async () => ({ commit: "c", label: "main at c" }),
  stacksOfBase: async () => stacksOf(played.there.root),
  withBase: (_: string, __: object, work: (folder: string) => Promise<unknown>) => work(played.there.root),
}));
jest.mock("../../../../cli/preview/render", () => ({
  ...jest.requireActual("../../../../cli/preview/render"),
  renderAll: async (root: string, stacks: readonly string[]) => {
    played.rendered.push(...stacks.map((stack) => `${root} ${stack}`));
    return new Map(stacks.map((stack) => [stack, renderingOf(root, stack)] as const));
  },
}));
function renderingOf(root: string, stack: string) {
  return {
    stack,
    environment: "prod",
    disposable: false,
    target: "kind",
    resources: [],
    warnings: [],
    ...played.renderings.get(`${root} ${stack}`),
  };
}
// A resource named for a level breaks a rule of that level.
jest.mock("../../../../policies/check", () => ({
  checkPolicies: (subjects: readonly { urn: string; name: string }[]) =>
    subjects.map(({ urn, name }) => ({ rule: "r", urn, message: "is wrong", level: name.split("-")[0] })),
}));

let output: ReturnType<typeof keepingOutput>;
beforeEach(() => {
  Object.assign(played, {
    here: new PlayedClone(),
    there: new PlayedClone(),
    renderings: new Map(),
    rendered: [],
  });
  output = keepingOutput();
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const clone of [played.here, played.there]) clone.remove();
});

const resource = (name: string): Declared => ({
  urn: `urn:pulumi:a::w::kubernetes:core/v1:ConfigMap::${name}`,
  type: "kubernetes:core/v1:ConfigMap",
  name,
  parent: "",
  custom: true,
  provider: "",
  inputs: {},
  options: {},
  dependsOn: [],
  propertyDependencies: {},
});
/** Gives a checkout a stack that declares these resources, or is refused. */
function declares(clone: PlayedClone, stack: string, names: readonly string[], error?: string): void {
  clone.file(stack, ["w:target: kind"]);
  const refused = error === undefined ? {} : { error };
  played.renderings.set(`${clone.root} ${stack}`, { resources: names.map(resource), ...refused });
}
const look = (options: { stack?: string; markdown?: string } = {}) =>
  preview({ base: "main", diffs: false, ...options });

test.each<[number, string, string[], string[]]>([
  [0, "nothing breaks a rule", ["fine-a"], ["fine-a", "fine-b"]],
  [1, "the change breaks a binding rule", [], ["mandatory-a"]],
  [0, "the change breaks what is only advice", [], ["advisory-a"]],
  [0, "the base breaks the rule in the same way", ["mandatory-a"], ["mandatory-a"]],
  [1, "something else breaks the rule that the base breaks", ["mandatory-a"], ["mandatory-a", "mandatory-b"]],
  [0, "the change fixes what the base breaks", ["mandatory-a"], ["fine-a"]],
])("preview ends with %s when %s", async (code, _, before, after) => {
  declares(played.there, "a", before);
  declares(played.here, "a", after);
  expect(await look()).toBe(code);
});

test("preview ends with 1 when the program refuses the stack here, and not when it did so in the base", async () => {
  declares(played.there, "a", [], "no such key");
  declares(played.here, "a", []);
  expect(await look()).toBe(0);
  declares(played.here, "a", [], "no such zone");
  expect(await look()).toBe(1);
  expect(output.text()).toContain("no such zone");
});

test("one refused stack among several is enough, and each has its comment", async () => {
  for (const clone of [played.there, played.here]) for (const name of ["a", "c"]) declares(clone, name, []);
  declares(played.here, "b", [], "no such zone");
  const folder = join(played.here.root, "comments");
  expect(await look({ markdown: folder })).toBe(1);
  for (const name of ["a", "b", "c"]) expect(existsSync(join(folder, `${name}.md`))).toBe(true);
  expect(readFileSync(join(folder, "b.md"), "utf8")).toContain("no such zone");
  expect(await look({ stack: "a" })).toBe(0);
});

test("a stack that goes with the change is looked at too, and one that neither has is refused", async () => {
  declares(played.there, "gone", ["fine-a"]);
  expect(await look({ stack: "gone" })).toBe(0);
  expect(output.text()).toContain("gone");
  await expect(look({ stack: "never" })).rejects.toThrow(/Unknown stack never; there are: gone/);
});

test("what the base declares is asked once, and what it refuses each time", async () => {
  for (const clone of [played.there, played.here]) {
    declares(clone, "a", ["fine-a"]);
    declares(clone, "b", [], "no such zone");
  }
  await look();
  await look();
  const asked = (root: string, stack: string) =>
    played.rendered.filter((one) => one === `${root} ${stack}`).length;
  expect([asked(played.there.root, "a"), asked(played.there.root, "b")]).toEqual([1, 2]);
  expect([asked(played.here.root, "a"), asked(played.here.root, "b")]).toEqual([2, 2]);
});
