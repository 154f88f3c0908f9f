import { readFileSync } from "node:fs";
import { changesOf } from "../../../codegen/pins/jars";
import { pinsOf } from "../../../codegen/pins/publishers";
import { renew } from "../../../codegen/pins/renew";
import { versions } from "../../../components/versions/versions";

const table = { sha256: { kind: { "linux-amd64": "a" }, pulumi: {} }, charts: { karpenter: "c" } };
const pin = (path: string, answer: string | Error) => ({
  path: path.split("/"),
  ask: async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  },
});

test("what the publishers say is put in and told, and what none says stays and is told", async () => {
  const {
    table: renewed,
    changed,
    unknown,
  } = await renew(table, [
    pin("sha256/kind/linux-amd64", "b"),
    pin("sha256/pulumi/linux-amd64", "p"),
    pin("charts/karpenter", new Error("no answer\nstack")),
  ]);
  expect(renewed).toEqual({
    sha256: { kind: { "linux-amd64": "b" }, pulumi: { "linux-amd64": "p" } },
    charts: { karpenter: "c" },
  });
  expect(changed).toEqual(["sha256.kind.linux-amd64: a -> b", "sha256.pulumi.linux-amd64: none -> p"]);
  expect(unknown).toEqual(["charts.karpenter: no answer"]);
  expect(table.sha256.kind["linux-amd64"]).toBe("a");
});

test("nothing is changed where everybody says what is there", async () => {
  const { table: renewed, changed } = await renew(table, [pin("charts/karpenter", "c")]);
  expect([renewed, changed]).toEqual([table, []]);
});

test("of the jars it is told which went and which came", () => {
  expect(changesOf("1  a.jar\n2  b.jar\n", "1  a.jar\n3  b.jar\n4  c.jar\n")).toEqual([
    "- 2  b.jar",
    "+ 3  b.jar",
    "+ 4  c.jar",
  ]);
  expect(changesOf("1  a.jar\n", "1  a.jar\n")).toEqual([]);
});

test("the list of the Spark image's jars has each once, in the order in which the build writes it", () => {
  const lines = readFileSync("images/spark/build/jars.sha256", "utf8").trimEnd().split("\n");
  const paths = lines.map(
    (line) => /^[0-9a-f]{64} {2}((?:s3a|formats\/[a-z-]+)\/\S+\.jar)$/.exec(line)?.[1] ?? line,
  );
  expect(paths).toEqual([...new Set(paths)].sort());
  expect(paths).toContain(`s3a/hadoop-aws-${versions.hadoop}.jar`);
});

test("every checksum of versions.json is among those that are asked for", () => {
  const asked = new Set(pinsOf(versions).map(({ path }) => path.join("/")));
  const { sha256, npmIntegrity, charts, goModules, images } = versions;
  const groups = { sha256, npmIntegrity, charts, goModules, images };
  const leaves = (value: unknown, path: string): string[] =>
    typeof value === "string"
      ? [path]
      : Object.entries(value as object).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
  const pinned = Object.entries(groups)
    .flatMap(([group, value]) => leaves(value, group))
    .filter((path) => !path.endsWith("/reference"));
  expect(pinned.filter((path) => !asked.has(path))).toEqual([]);
});
