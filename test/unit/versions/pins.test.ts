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
