import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { versions } from "../components/versions/versions";

const root = join(__dirname, "..");

/** What of the project the compiled components look for beside themselves. */
const assets = [
  "versions.json",
  "LICENSE",
  "CHANGELOG.md",
  "images",
  "karpenter-provider-kind",
  "components/spark/application/run_sql.py",
];

/** Archived upstream, with a peer range that today's SDK is not in: its two files come along. */
const vendored = "@pulumi/kubernetesx";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The package's manifest as it is written in `components/`, where sources are what it exports. */
export function sourceManifest(): Manifest {
  return JSON.parse(readFileSync(join(root, "components", "package.json"), "utf8")) as Manifest;
}

/**
 * Writes the package as it is published: compiled modules with declarations, and what they read.
 *
 * @param into folder for it, which is emptied.
 */
export function stage(into: string): void {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  // Types are checked by `npm run types`, once for the whole tree.
  const compiler = require.resolve("typescript/bin/tsc");
  const project = join(root, "components", "tsconfig.package.json");
  execFileSync(process.execPath, [compiler, "--project", project, "--outDir", into], { stdio: "inherit" });
  for (const asset of assets) {
    cpSync(join(root, asset), join(into, asset), {
      recursive: true,
      filter: (path) => !/^(__pycache__|node_modules|\.workshop)$/.test(basename(path)),
    });
  }
  cpSync(join(root, "components", "README.md"), join(into, "README.md"));
  declareFormats(join(into, "components", "spark", "conf", "committer.d.ts"));
  vendor(into, ["components/storage/dataset", "components/storage/local/s3-server"]);
  writeFileSync(join(into, "package.json"), `${JSON.stringify(published(sourceManifest()), null, 2)}\n`);
}

/** Writes the table formats out: whether a program's compiler reads JSON is the program's to say. */
function declareFormats(file: string): void {
  const formats = Object.entries(versions.tableFormats).map(
    ([format, version]) => `${format}: ${version === null ? "null" : "string"}`,
  );
  const read = 'import type table from "../../../versions.json";';
  const text = readFileSync(file, "utf8");
  if (!text.includes(read)) throw new Error(`${file} reads no versions.json`);
  const written = `declare const table: { tableFormats: { ${formats.join("; ")} } };`;
  writeFileSync(file, text.replace(read, written));
}

/** A manifest whose exports are the compiled modules, and which may be published. */
export function published({ private: _, exports, ...manifest }: Manifest): object {
  const compiled = Object.entries(exports).map(([entry, file]) => {
    const stem = `./components/${basename(file, ".ts")}`;
    return [entry, file.endsWith(".ts") ? { types: `${stem}.d.ts`, default: `${stem}.js` } : file];
  });
  return { ...manifest, exports: Object.fromEntries(compiled) };
}

/** Puts the vendored package beside the modules, and has those that import it look there. */
function vendor(into: string, importers: readonly string[]): void {
  const from = dirname(require.resolve(`${vendored}/package.json`));
  const target = join("vendor", basename(vendored));
  for (const file of ["index.js", "index.d.ts", "kx.js", "kx.d.ts", "LICENSE"]) {
    cpSync(join(from, file), join(into, target, file));
  }
  for (const file of importers) {
    const up = dirname(file)
      .split("/")
      .map(() => "..")
      .join("/");
    for (const ending of [".js", ".d.ts"]) {
      const path = join(into, `${file}${ending}`);
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.replaceAll(`"${vendored}"`, `"${up}/${target}/index"`));
    }
  }
}

/**
 * Packs a staged package.
 *
 * @returns path of the tarball.
 */
export function pack(staged: string, into: string): string {
  const said = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], {
    cwd: staged,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(said) as { filename: string }[];
  if (!packed) throw new Error(`npm pack said ${said}`);
  return join(into, packed.filename);
}

if (require.main === module) {
  const dist = resolve(root, "dist");
  stage(join(dist, "package"));
  process.stdout.write(`${pack(join(dist, "package"), dist)}\n`);
}
