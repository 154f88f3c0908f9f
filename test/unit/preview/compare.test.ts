import { compare } from "../../../cli/preview/compare";
import {
  cleaned,
  type Declared,
  inherited,
  type Options,
  type Properties,
} from "../../../cli/preview/declared";
import { jobEffects } from "../../../cli/preview/jobs";
import { unknownMark } from "../../../policies/read";

interface Sketch {
  readonly type?: string;
  readonly inputs?: Properties;
  readonly options?: Options;
  readonly parent?: Declared;
  readonly provider?: Declared;
  readonly custom?: boolean;
  readonly madeFrom?: Record<string, Declared>;
}

function resource(name: string, sketch: Sketch = {}): Declared {
  const type = sketch.type ?? "kubernetes:core/v1:ConfigMap";
  const chain = sketch.parent ? `${sketch.parent.urn.split("::")[2]}$${type}` : type;
  return {
    urn: ["urn:pulumi:dev", "spark-workshop", chain, name].join("::"),
    type,
    name,
    parent: sketch.parent?.urn ?? "",
    custom: sketch.custom ?? true,
    provider: sketch.provider?.urn ?? "",
    inputs: sketch.inputs ?? {},
    options: sketch.options ?? {},
    dependsOn: Object.values(sketch.madeFrom ?? {}).map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(sketch.madeFrom ?? {}).map(([key, { urn }]) => [key, [urn]]),
    ),
  };
}

const outcome = (before: Declared[], after: Declared[]) =>
  compare(before, after).map(({ op, before: old, after: now, because }) => [
    op,
    (now ?? old)?.name,
    ...because,
  ]);

test("the same is no change, also when a component is given other things", () => {
  const component = (cpu: string) => resource("c", { type: "workshop:a:B", custom: false, inputs: { cpu } });
  expect(outcome([component("1"), resource("a")], [component("2"), resource("a")])).toEqual([]);
});

test("an object's data is changed in place only where its provider says that ConfigMaps may change", () => {
  const provider = (mutable: boolean) =>
    resource("p", {
      type: "pulumi:providers:kubernetes",
      inputs: mutable ? { enableConfigMapMutable: "true" } : {},
    });
  const map = (value: string, by: Declared) =>
    resource("m", { inputs: { apiVersion: "v1", kind: "ConfigMap", data: { a: value } }, provider: by });
  for (const mutable of [true, false]) {
    const by = provider(mutable);
    expect(outcome([by, map("1", by)], [by, map("2", by)])).toEqual([
      mutable ? ["update", "m"] : ["replace", "m", "data.a"],
    ]);
  }
});

test("replaceOnChanges replaces, ignoreChanges hides, both by path and with wildcards", () => {
  const one = (value: string, options: Options) =>
    resource("r", { type: "command:local:Command", inputs: { triggers: ["same", value] }, options });
  const change = (options: Options) => outcome([one("a", options)], [one("b", options)]);
  expect(change({ replaceOnChanges: ["triggers[*]"] })).toEqual([["replace", "r", "triggers[1]"]]);
  expect(change({ replaceOnChanges: ["triggers[0]"] })).toEqual([["update", "r"]]);
  expect(change({ ignoreChanges: ["triggers"] })).toEqual([]);
});

test.each<[string, Properties, Properties, string[]]>([
  ["loses its key", { encryptionConfigKeyArn: "k" }, {}, ["replace", "c", "encryptionConfigKeyArn"]],
  ["gets a key", {}, { encryptionConfigKeyArn: "k" }, ["update", "c"]],
  ["gets another name", { name: "a" }, { name: "b" }, ["replace", "c", "name"]],
  ["is open to others", { publicAccessCidrs: ["a"] }, { publicAccessCidrs: ["b"] }, ["update", "c"]],
])("a cluster that %s", (_, before, after, expected) => {
  const cluster = (inputs: Properties) => resource("c", { type: "eks:index:Cluster", inputs });
  expect(outcome([cluster(before)], [cluster(after)])).toEqual([expected]);
});

test("another region is another resource, but for IAM", () => {
  const change = (type: string) =>
    outcome(
      [resource("r", { type, inputs: { region: "us-east-1" } })],
      [resource("r", { type, inputs: { region: "sa-east-1" } })],
    );
  expect(change("aws:sqs/queue:Queue")).toEqual([["replace", "r", "region"]]);
  expect(change("aws:iam/role:Role")).toEqual([["update", "r"]]);
});

test("what goes with something that is replaced is replaced too, through any number of steps", () => {
  const cluster = (size: string) =>
    resource("cluster", {
      type: "command:local:Command",
      inputs: { triggers: [size] },
      options: { replaceOnChanges: ["triggers"] },
    });
  const inside = (of: Declared) => resource("inside", { options: { deletedWith: of.urn } });
  const made = (of: Declared) =>
    resource("made", {
      type: "random:index/randomId:RandomId",
      inputs: { keepers: "[known after up]" },
      madeFrom: { keepers: inside(of) },
    });
  const all = (size: string) => [cluster(size), inside(cluster(size)), made(cluster(size))];
  expect(outcome(all("1"), all("2"))).toEqual([
    ["replace", "cluster", "triggers[0]"],
    ["replace", "inside", "cluster is replaced"],
    ["replace", "made", "inside is replaced"],
  ]);
});

test("what says that it is replaced with another is, and only then", () => {
  const old = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 1 } });
  const now = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 2 } });
  const other = resource("b", { type: "random:index/randomId:RandomId" });
  const withIt = resource("c", { options: { replaceWith: [old.urn] } });
  const withOther = resource("d", { options: { replaceWith: [other.urn] } });
  expect(outcome([old, other, withIt, withOther], [now, other, withIt, withOther])).toEqual([
    ["replace", "c", "a is replaced"],
    ["replace", "a", "byteLength"],
  ]);
});

test("options that decide about a deletion are shown when they change, one by one", () => {
  const other = resource("other");
  const shown = (before: Options, after: Options) =>
    compare([other, resource("a", { options: before })], [other, resource("a", { options: after })]).flatMap(
      ({ options }) => options,
    );
  expect(shown({ protect: true }, {})).toEqual(["protect: true → not set"]);
  expect(shown({ retainOnDelete: true }, {})).toEqual(["retainOnDelete: true → not set"]);
  expect(shown({}, { deletedWith: other.urn })).toEqual(["deletedWith: not set → other"]);
  expect(shown({ protect: false }, {})).toEqual([]);
});

test("what only waits for something that is replaced stays", () => {
  const old = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 1 } });
  const now = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 2 } });
  const waits = resource("b", { madeFrom: { data: old } });
  expect(outcome([old, waits], [now, waits])).toEqual([["replace", "a", "byteLength"]]);
});

test("what has a value of something that is replaced is updated, unless it ignores that value", () => {
  const old = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 1 } });
  const now = resource("a", { type: "random:index/randomId:RandomId", inputs: { byteLength: 2 } });
  const has = (options: Options) =>
    resource("b", { inputs: { metadata: {}, data: unknownMark }, madeFrom: { data: old }, options });
  const replaced = ["replace", "a", "byteLength"];
  expect(outcome([old, has({})], [now, has({})])).toEqual([replaced, ["update", "b", "a is replaced"]]);
  const ignores = has({ ignoreChanges: ["data"] });
  expect(outcome([old, ignores], [now, ignores])).toEqual([replaced]);
});

test("a renamed component keeps its parts when it says what it was called", () => {
  const was = resource("old", { type: "workshop:a:B", custom: false });
  const is = resource("new", { type: "workshop:a:B", custom: false, options: { aliases: [was.urn] } });
  const part = (parent: Declared) => resource("part", { type: "workshop:a:C", parent });
  const moved = resource("moved", { type: "workshop:a:D", custom: false });
  const movedIs = resource("moved", {
    type: "workshop:a:E",
    custom: false,
    options: { aliases: [moved.urn] },
  });
  expect(outcome([was, part(was)], [is, part(is)])).toEqual([]);
  expect(outcome([moved, part(moved)], [movedIs, part(movedIs)])).toEqual([]);
  const stranger = resource("moved", { type: "workshop:a:E", custom: false });
  expect(outcome([moved, part(moved)], [stranger, part(stranger)]).map(([op]) => op)).toEqual(
    expect.arrayContaining(["delete", "create"]),
  );
});

test("a part that has lost its protection is shown although nothing else changes", () => {
  const bucket = (protect: boolean) => resource("b", { options: protect ? { protect } : {} });
  expect(compare([bucket(true)], [bucket(false)])[0]?.options).toEqual(["protect: true → not set"]);
});

test("children inherit protection and death, and may say otherwise", () => {
  const parent = resource("p", { custom: false, options: { protect: true, deletedWith: "urn:x" } });
  const [, plain, own] = inherited([
    parent,
    resource("plain", { parent }),
    resource("own", { parent, options: { protect: false } }),
  ]);
  expect(plain?.options).toMatchObject({ protect: true, deletedWith: "urn:x" });
  expect(own?.options).toMatchObject({ protect: false, deletedWith: "urn:x" });
});

describe("jobs", () => {
  const job = (spec: Properties, name = "flights") =>
    resource(name, {
      type: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
      inputs: { apiVersion: "v", kind: "SparkApplication", metadata: { name, namespace: "jobs" }, spec },
    });
  const effects = (before: Declared[], after: Declared[]) => jobEffects(compare(before, after));

  test("a changed spec kills the run and starts another, whatever the engine calls it", () => {
    expect(effects([job({ mode: "cluster", image: "a" })], [job({ mode: "cluster", image: "b" })])).toEqual([
      { job: "jobs/flights", effect: "runs again", because: ["spec.image"] },
    ]);
  });

  test("what the operator takes over without a restart is none", () => {
    expect(effects([job({ timeToLiveSeconds: 1 })], [job({ timeToLiveSeconds: 2 })])).toEqual([]);
    expect(effects([job({ suspend: false })], [job({ suspend: true })])).toEqual([]);
  });

  test("new ones run, gone ones are killed, suspended ones wait", () => {
    expect(effects([job({}, "gone")], [job({}, "new"), job({ suspend: true }, "waiting")])).toEqual([
      { job: "jobs/gone", effect: "is killed", because: [] },
      { job: "jobs/new", effect: "runs", because: [] },
    ]);
  });
});

test.each([
  ["a secret output", { secret: true, value: "hunter2" }, "[secret]"],
  ["an output that is none", { value: "eu" }, "eu"],
  ["an output that is not known yet", {}, unknownMark],
])("%s is written down as %j", (_, output, text) => {
  // What the SDK's `outputValueSig` marks.
  const wire = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...output };
  expect(cleaned({ a: wire }, "/clone")).toEqual({ a: text });
});

test("what is written down holds no secret, no unknown and no path of this machine", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "hunter2" };
  const wire = {
    z: secret,
    a: ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "/home/somebody/clone/apps/a.py"],
    nothing: undefined,
  };
  const clean = cleaned(wire, "/home/somebody/clone");
  expect(JSON.stringify(clean)).toBe('{"a":["[known after up]","./apps/a.py"],"z":"[secret]"}');
});
