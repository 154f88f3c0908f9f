import type { Rendering } from "../../../cli/preview/declared";
import { longest, markdown } from "../../../cli/preview/markdown";
import { stackReport } from "../../../cli/preview/stack-report";

const rendering = (count: number, text: string): Rendering => ({
  stack: "dev",
  environment: "dev",
  target: "kind",
  disposable: false,
  warnings: [],
  resources: Array.from({ length: count }, (_, i) => ({
    urn: `urn:pulumi:dev::p::kubernetes:core/v1:ConfigMap::map-${String(i).padStart(4, "0")}`,
    type: "kubernetes:core/v1:ConfigMap",
    name: `map-${i}`,
    parent: "",
    custom: true,
    provider: "",
    inputs: {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `map-${i}`, namespace: "jobs" },
      data: { text },
    },
    options: {},
    dependsOn: [],
    propertyDependencies: {},
  })),
});
const empty = rendering(0, "");

test("a comment never grows beyond what GitHub takes, and what goes first is the diffs", () => {
  for (const [count, size] of [
    [10, 100_000],
    [140, 2_000],
    [1_000, 10],
  ] as const) {
    const text = markdown(
      stackReport({ before: empty, after: rendering(count, "x\n".repeat(size)), base: "main" }),
    );
    expect(text.length).toBeLessThanOrEqual(longest);
    expect(text).toContain(`**${count} created, 0 unchanged**`);
    expect(text).toContain("ConfigMap map-0");
  }
});

test("what is left out is counted and named", () => {
  const text = markdown(
    stackReport({ before: empty, after: rendering(3, "x\n".repeat(40_000)), base: "main" }),
  );
  expect(text).toContain("3 diffs are too long for a comment");
});

test("nothing in a diff can end its block, nor a cell its row", () => {
  const text = markdown(
    stackReport({ before: empty, after: rendering(1, "```\n</details>|"), base: "main" }),
  );
  expect(text).toContain("````diff");
});

test("what a fork's program says ends no block, and is neither link, code nor HTML outside of one", () => {
  const spoof = "```\n## Approved [by the team](https://x.example) <img src=x> `code`";
  const failed = markdown({ ...stackReport({ before: empty, after: empty, base: "main" }), error: spoof });
  expect(failed).toContain(`\`\`\`\`text\n${spoof}\n\`\`\`\``);

  const [map] = rendering(1, "x").resources;
  const named = map && { ...map, inputs: { ...map.inputs, metadata: { name: spoof, namespace: "jobs" } } };
  const after = { ...empty, warnings: [spoof], resources: named ? [named] : [] };
  const report = stackReport({ before: empty, after, base: "main" });
  const text = markdown({ ...report, diagram: spoof });
  expect(text).toContain(`\`\`\`\`mermaid\n${spoof}\n\`\`\`\``);
  const outside = text
    .replace(/^(````+)\w+$[\s\S]*?^\1$/gm, "")
    .replace(/^<summary>[^<]*<code>.<\/code>[^<]*<\/summary>$/gm, "");
  expect(outside).toContain("Approved");
  expect(outside).not.toMatch(/^## Approved|[^\\]\]\(https|<img|[^\\`]`code/m);
});
