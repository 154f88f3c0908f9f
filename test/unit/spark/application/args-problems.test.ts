import { sentence } from "../../../../components/errors";
import {
  argumentProblems,
  hasOwnSize,
  lengthProblems,
  mapArgProblems,
  poolProblems,
  tooManyPerNode,
} from "../../../../components/spark/application/args-problems";
import { groups } from "../../../support/subject";

type Pods = Parameters<typeof argumentProblems>[0];
const told = (pods: unknown, path?: string) => argumentProblems(pods as Pods, path).map(sentence);
const maps = (args: unknown) =>
  mapArgProblems(args as Parameters<typeof mapArgProblems>[0]).map(({ path, reason }) => `${path} ${reason}`);

test("a name leaves room for the volumes that are named after it", () => {
  expect(lengthProblems("n".repeat(45))).toEqual([]);
  expect(lengthProblems("n".repeat(46)).map(sentence)).toEqual([
    `metadata.name ("${"n".repeat(46)}") has 46 characters, more than the 45 that leave room for the names of the job's volumes. Shorten it.`,
  ]);
});

test("the least and the most of each number and size is let pass, and so is silence", () => {
  expect(told({})).toEqual([]);
  const pod = { cores: 1, coreRequest: "1m", memory: "1m", memoryOverhead: "1023t" };
  expect(told({ driver: pod, executor: { ...pod, instances: 1 } })).toEqual([]);
  expect(told({ executor: { instances: 2 ** 31 - 1 } })).toEqual([]);
  expect(told({ executor: { perNode: 2, instances: 3 } })).toEqual([]);
});

test.each([0, -1, 1.5, 2 ** 31, Number.NaN])("%d is no number of executors", (number) => {
  const reason = "is not a valid number of executors. Use 1 or more.";
  expect(told({ executor: { instances: number } })[0]).toContain(reason);
  expect(told({ executor: { perNode: number } })[0]).toMatch(/^executor\.perNode /);
});

test.each([
  ["memory", "1048576g", /is not a valid size that Spark reads\. Write it as "512m" or "2g"\.$/],
  ["memoryOverhead", "much", /is not a valid size that Spark reads/],
  ["coreRequest", "many", /is not a valid amount of CPU\. Write it as "500m" or "2"\.$/],
  ["cores", 0, /is not a valid number of task slots\. Use 1 or more\.$/],
  ["cores", 1.5, /is not a valid number of task slots/],
])("%s of %s is refused of driver and executor", (field, value, reason) => {
  const texts = told({ driver: { [field]: value }, executor: { [field]: value } });
  expect(texts).toHaveLength(2);
  expect(texts[0]).toMatch(new RegExp(`^driver\\.${field} `));
  expect(texts[1]).toMatch(new RegExp(`^executor\\.${field} `));
  for (const text of texts) expect(text).toMatch(reason);
  expect(told({ driver: { [field]: value } }, "server")[0]).toMatch(new RegExp(`^server\\.${field} `));
});

test.each(["memory", "memoryOverhead", "cores", "coreRequest"])(
  "executors that share a node evenly have no %s of their own",
  (field) => {
    const executor = { perNode: 2, [field]: field === "cores" ? 1 : field === "coreRequest" ? "1" : "1g" };
    expect(told({ executor })).toEqual([
      "executor.perNode (2) stands beside a size of the executor's own. Remove it, or remove memory, memoryOverhead, cores and coreRequest.",
    ]);
    expect(hasOwnSize({ [field]: "1" })).toBe(true);
    expect(hasOwnSize({ instances: 1 })).toBe(false);
  },
);

test("maps that hold what they may are let pass", () => {
  const secrets = { PASSWORD: { secret: "database", key: "password" } };
  const logging = { loggers: { "org.apache.hadoop.fs.s3a": "WARN", x$y: "INFO", "a-b.c": "INFO" } };
  const labels = { team: "data" };
  expect(
    maps({ settings: { "job.conf": "x" }, secrets, labels, annotations: { note: "a b" }, logging }),
  ).toEqual([]);
  expect(maps({})).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    "settings",
    { settings: { "a b": "x" } },
    ['settings["a b"] has a name that is not a valid key of a ConfigMap'],
  ],
  ["settings in all", { settings: { a: "x".repeat(2 ** 20), b: "x" } }, ["settings"]],
  [
    "the variable, the Secret and the key of a secret",
    { secrets: { "a=b": { secret: "Database", key: "a b" } } },
    [
      'secrets["a=b"] is not a valid name of an environment variable',
      'secrets["a=b"].secret is not a valid name of a Secret',
      'secrets["a=b"].key is not a valid key of a Secret',
    ],
  ],
  [
    "a Secret by its variable",
    { secrets: { PASSWORD: { secret: "Database", key: "password" } } },
    ["secrets.PASSWORD.secret is not a valid name of a Secret"],
  ],
  ["labels", { labels: { team: "a b" } }, ['labels["team"] is not a valid value of a label']],
  [
    "annotations",
    { annotations: { "a b": "x" } },
    ['annotations["a b"] has a key that is not a valid key of an annotation'],
  ],
  ...["", "a b", ".a", "a.", "a..b"].map((name): [string, object, string[]] => [
    `a logger ${JSON.stringify(name)}`,
    { logging: { loggers: { "org.apache": "INFO", [name]: "INFO" } } },
    [`logging.loggers["${name}"] is not a valid name of a logger`],
  ]),
])("refused are %s", (_, args, expected) => {
  const texts = maps(args);
  expect(texts).toHaveLength(expected.length);
  for (const [i, text] of texts.entries()) expect(text.startsWith(expected[i] ?? "")).toBe(true);
});

test("a pool is one of the stack's, of the capacity that is asked for", () => {
  const of = (executor: object) => poolProblems(executor, groups).map(sentence);
  expect([of({}), of({ pool: "executors" }), of({ pool: "executors", capacityType: "spot" })]).toEqual([
    [],
    [],
    [],
  ]);
  expect(of({ pool: "others" })).toEqual([
    'executor.pool ("others") is not a pool of the stack. The pools are drivers, executors.',
  ]);
  expect(of({ pool: "drivers", capacityType: "spot" })).toEqual([
    'executor.pool ("drivers") is a pool of on-demand nodes, and executors ask for spot. The pools are drivers, executors.',
  ]);
});

test("too many executors on a node are told with what is left for each", () => {
  const size = (heapMiB: number) => ({ heapMiB, overheadMiB: 384, cores: 1, cpuMillis: 100 });
  const room = { cpuMillis: 1000, memoryMiB: 3000 };
  expect(sentence(tooManyPerNode(9, size(12), room))).toMatch(
    /^executor\.perNode \(9\) leaves each executor 12m of heap on a node that allocates 3000 MiB, less than the 450m /,
  );
  expect(sentence(tooManyPerNode(9, size(-5), room))).toContain("leaves each executor 0m of heap");
});
