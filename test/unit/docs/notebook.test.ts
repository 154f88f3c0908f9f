import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { checkText } from "../../../cli/manifest/check-text";
import { inYaml, rendered } from "../../../cli/manifest/render";
import { readStackFacts } from "../../../cli/manifest/stack-rules";
import { serviceNameOf } from "../../../components/spark/application/connect-as-application";
import { connectPort } from "../../../components/spark/application/connect-defaults";
import { versions } from "../../../components/versions/versions";

interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: object;
  readonly cells: readonly {
    readonly id: string;
    readonly cell_type: string;
    readonly source: readonly string[];
    readonly outputs?: readonly object[];
    readonly execution_count?: number | null;
  }[];
}

const folder = "examples/notebook";
const text = (file: string) => readFileSync(file, "utf8");
const files = [`${folder}/spark-connect.ipynb`, `${folder}/spark-connect.pt-BR.ipynb`];
const [english, portuguese] = files.map((file) => JSON.parse(text(file)) as Notebook);
const cellsOf = (notebook: Notebook | undefined, type: string) =>
  (notebook?.cells ?? []).filter(({ cell_type }) => cell_type === type);
const code = cellsOf(english, "code")
  .map(({ source }) => source.join(""))
  .join("\n");

test.each(files)("%s is a notebook of version 4.5 without anything that a run leaves", (file) => {
  const notebook = JSON.parse(text(file)) as Notebook;
  expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
  expect(notebook.metadata).toEqual({
    kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
    language_info: { name: "python" },
  });
  const ids = notebook.cells.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const run = cellsOf(notebook, "code").map(({ outputs, execution_count }) => [outputs, execution_count]);
  expect(run.length).toBeGreaterThan(4);
  expect(run).toEqual(run.map(() => [[], null]));
});

test("both languages have the same code between their words", () => {
  const kinds = (notebook: Notebook | undefined) =>
    notebook?.cells.map(({ id, cell_type }) => [id, cell_type]);
  expect(kinds(portuguese)).toEqual(kinds(english));
  expect(cellsOf(portuguese, "code")).toEqual(cellsOf(english, "code"));
  for (const [i, { source }] of cellsOf(portuguese, "markdown").entries())
    expect(source).not.toEqual(cellsOf(english, "markdown")[i]?.source);
});

test("its server, as the dev stack would run it, is in order, and the code asks for what the platform has", () => {
  const file = `${folder}/connect.yaml`;
  const [ready = ""] = rendered(text(file), file, readStackFacts("dev")).objects.map(inYaml);
  expect(checkText(ready, "ready.yaml").findings.filter(({ level }) => level === "error")).toEqual([]);
  const { apiVersion, kind, metadata, spec } = parse(ready);
  expect(spec.sparkVersion).toBe(versions.spark);
  const [group, version] = apiVersion.split("/");
  expect(code).toContain(`("${group}", "${version}", namespace, "${kind.toLowerCase()}s")`);
  const service = serviceNameOf("{name}", { server: {} } as Parameters<typeof serviceNameOf>[1]);
  expect(code).toContain(`f"service/${service}", ":${connectPort}"`);
  expect(code).toContain(`sc://${service}.{namespace}:${connectPort}`);
  expect(metadata.name).toBe("notebook");
});

test("its client is that of the platform's Spark, and the examples' SDK that of the platform's Pulumi", () => {
  expect(text(`${folder}/requirements.txt`)).toMatch(new RegExp(`^pyspark-client==${versions.spark}$`, "m"));
  expect(text("examples/python/requirements.txt")).toBe(`pulumi==${versions.pulumi}\n`);
});
