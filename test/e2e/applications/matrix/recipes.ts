import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clone } from "../../support/copy";
import { outputs } from "./places";

/** A recipe of the docs as somebody uses it: the page's own text, with a few things changed, and the files that it names. */
export interface Recipe {
  /** Name of the file in `jobs/`, as the page has it. */
  readonly file: string;
  /** What of the page's text is another here, and what it is: each stands there once. */
  readonly changes?: Readonly<Record<string, string>>;
  /** Executors, where the page leaves it to the default. */
  readonly executor?: { readonly instances?: number; readonly perNode: number };
  /** Files of the project that the recipe names, by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Where in the lake it writes its one line, and that line; a stream writes none. */
  readonly writes?: { readonly to: string; readonly line: string };
}

const own = (name: string): string => readFileSync(join(clone, "test/e2e/applications/matrix", name), "utf8");

/** A Python job of the matrix that is begun with other arguments: those of the recipe say nothing of what a test wants to see. */
const begunWith = (name: string, args: string): string =>
  `import sys\n\nsys.argv[1:] = ${args}\n${own(name)}`;

const small = { instances: 1, perNode: 8 };
const out = (name: string): string => `"${outputs}/${name}"`;

/** The database driver of the page is in a repository that a test may not reach: a package of the test's own stands for it. */
const packages = (server: string) => ({
  'packages: ["org.postgresql:postgresql:42.7.8"]': `packages: ["workshop.test:library:1.0"], repositories: ["${server}/maven"]`,
});

/** The recipes that run, by the names of their applications. Fifty executors are more than the test's cluster has. */
export function recipes(server: string): Readonly<Record<string, Recipe>> {
  const at = (name: string, line: string) => ({ to: `matrix/${name}`, line });
  return {
    totals: {
      file: "scala-jar",
      executor: small,
      files: {},
      writes: { to: "totals", line: "sum=999000 class=library" },
    },
    sales: {
      file: "pyspark-dependencies",
      changes: packages(server),
      executor: small,
      files: {
        "apps/sales/sales.py": begunWith(
          "job.py",
          `[${out("sales")}, "module=prices", "module=common.rates", "module=forecast", "module=packed", "class", "python"]`,
        ),
        "apps/sales/prices.py": 'VALUE = "prices"\n',
        "apps/common/__init__.py": "",
        "apps/common/rates.py": 'VALUE = "rates"\n',
      },
      writes: at(
        "sales",
        "rows=10 module=prices->prices/prices module=common.rates->rates/rates module=forecast->forecast/forecast " +
          "module=packed->packed/packed class->library python->True/True",
      ),
    },
    elastic: {
      file: "dynamic-allocation",
      executor: { perNode: 8 },
      files: { "apps/elastic/elastic.py": begunWith("shuffle.py", `[${out("elastic")}]`) },
      writes: at("elastic", "groups=10 executors=True"),
    },
    orders: {
      file: "iceberg-rest",
      executor: small,
      files: { "apps/orders/orders.sql": own("orders.sql") },
      writes: at("orders", "1=2026-01-31 2=dois; e mais 3=três"),
    },
    import: {
      file: "secrets",
      changes: packages(server),
      executor: small,
      files: {
        "apps/import/import.py": begunWith(
          "job.py",
          '[sys.argv[2], "env=DB_PASSWORD", "read=/opt/spark/secrets/password"]',
        ),
      },
      writes: {
        to: "import",
        line: "rows=10 env=DB_PASSWORD->s3same/s3same read=/opt/spark/secrets/password->s3same",
      },
    },
    clicks: {
      file: "streaming",
      executor: small,
      files: { "apps/clicks/clicks.py": own("stream.py") },
    },
    nightly: {
      file: "nightly",
      // Once or twice while the others run, instead of at night.
      changes: { '"0 3 * * *"': '"@every 240s"' },
      executor: small,
      files: { "apps/nightly/nightly.py": begunWith("partitions.py", `[${out("nightly")}]`) },
      writes: at("nightly", "1=a 2=c"),
    },
    pi: {
      file: "your-yaml",
      files: {
        "manifests/pi.yaml": readFileSync(join(clone, "test/e2e/applications/manifest.yaml"), "utf8"),
      },
    },
  };
}

/** Where the parts of a recipe lie that are in a bucket, by the names of the test's own parts. */
export const recipeParts: Readonly<Record<string, string>> = {
  "total.jar": "jobs/totals.jar",
  "library.jar": "jobs/library.jar",
  "forecast.zip": "python/forecast.zip",
  "environment.tar.gz": "python/environment.tar.gz",
};

/**
 * Writes the files of a recipe into a copy of the project: its job as the page has it, save for what is another here, for small pods and
 * for what it follows.
 */
export function useRecipe(project: { write(file: string, text: string): void }, recipe: Recipe): void {
  for (const [file, text] of Object.entries(recipe.files)) project.write(file, text);
  project.write(`jobs/${recipe.file}.ts`, jobOf(recipe));
}

function jobOf({ file, changes = {}, executor }: Recipe): string {
  const page = readFileSync(join(clone, "docs", "recipes.md"), "utf8");
  const block = new RegExp(`^\`\`\`ts\\n// jobs/${file}\\.ts\\n(.*?)^\`\`\``, "ms").exec(page)?.[1];
  if (block === undefined) throw new Error(`docs/recipes.md has no jobs/${file}.ts`);
  const sizes = executor
    ? { "\n    platform,": `\n    ...usedHere.args(${JSON.stringify(executor)}),\n    platform,` }
    : {};
  const changed = Object.entries({ ...changes, ...sizes }).reduce((text, [from, to]) => {
    if (text.split(from).length !== 2)
      throw new Error(`jobs/${file}.ts of the page does not have once: ${from}`);
    return text.replace(from, () => to);
  }, indented(block));
  const text = changed.replace(/\}\)(;?,?)\n(\}\);|\);)\n$/, "}, usedHere.options)$1\n$2\n");
  if (executor && text === changed)
    throw new Error(`jobs/${file}.ts of the page does not end with an application`);
  return `import { usedHere } from "../test/e2e/applications/matrix/used-here";\n${text}`;
}

/** An application's arguments stand one step further in where its job is a single expression. */
function indented(block: string): string {
  return block.replace(/^ {6}platform,$/m, "    platform,");
}
