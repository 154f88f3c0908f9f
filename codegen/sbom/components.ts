import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { minor, versions } from "../../components/versions/versions";

/** A part of the project that somebody else publishes. */
export interface Component {
  readonly type: "library";
  readonly name: string;
  readonly version: string;
  /** Package URL, by which advisories name it. */
  readonly purl: string;
  /** Lock files that name it. */
  readonly properties: readonly { readonly name: "lock"; readonly value: string }[];
}

type Found = Omit<Component, "properties">;

/** How each kind of lock file is read, by the end of its name. */
const readers: Readonly<Record<string, (text: string) => Found[]>> = {
  "package-lock.json": npm,
  "go.mod": golang,
  "requirements.txt": python,
  "pom.xml": maven,
  "formats.pom.xml": maven,
};

/** What the lock files under version control name, each part once. */
export function componentsOf(root: string): Component[] {
  const patterns = Object.keys(readers).map((name) => `:(glob)**/${name}`);
  const files = execFileSync("git", ["ls-files", "-z", ...patterns], { cwd: root, encoding: "utf8" });
  const byPurl = new Map<string, { found: Found; locks: string[] }>();
  for (const file of files.split("\0").filter(Boolean)) {
    for (const found of readers[basename(file)]?.(readFileSync(join(root, file), "utf8")) ?? []) {
      const known = byPurl.get(found.purl) ?? { found, locks: [] };
      byPurl.set(found.purl, { found, locks: [...known.locks, file] });
    }
  }
  return [...byPurl.values()]
    .map(({ found, locks }) => ({
      ...found,
      properties: [...new Set(locks)].map((value) => ({ name: "lock" as const, value })),
    }))
    .sort((a, b) => (a.purl < b.purl ? -1 : 1));
}

/** @see https://github.com/package-url/purl-spec */
function library(kind: string, name: string, version: string): Found {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return { type: "library", name, version, purl: `pkg:${kind}/${path}@${encodeURIComponent(version)}` };
}

/** Packages of a lock file, those for development as well: they run on the machines of people and of CI. */
function npm(text: string): Found[] {
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { version?: string; name?: string; link?: boolean }>;
  };
  return Object.entries(packages).flatMap(([path, { version, name, link }]) => {
    const at = path.lastIndexOf("node_modules/");
    if (at < 0 || link || !version) return [];
    return [library("npm", name ?? path.slice(at + "node_modules/".length), version)];
  });
}

/** Modules that a `go.mod` requires, as it replaces them: since Go 1.17 these are all that are built. */
function golang(text: string): Found[] {
  const replaced = new Map(
    [...text.matchAll(/^(?:replace|)\s*(\S+)(?: v\S+)? => (\S+) (v\S+)$/gm)].map(([, from, to, version]) => [
      from,
      [to, version] as const,
    ]),
  );
  return [...text.matchAll(/^(?:require|)\s+(\S+\.\S+\/\S+) (v\S+)(?: \/\/ indirect)?$/gm)].map(
    ([, module = "", version = ""]) => {
      const [name, at] = replaced.get(module) ?? [module, version];
      return library("golang", name ?? module, at ?? version);
    },
  );
}

function python(text: string): Found[] {
  return [...text.matchAll(/^([A-Za-z0-9._-]+)==([^\s;\\]+)/gm)].map(([, name = "", version = ""]) =>
    library("pypi", name.toLowerCase().replaceAll(/[._]/g, "-"), version),
  );
}

/** What the images' build gives Maven, by the names that the poms have for it. */
const properties: Readonly<Record<string, string | null>> = {
  "spark.version": versions.spark,
  "spark.line": minor(versions.spark),
  "scala.version": versions.scala,
  "hadoop.version": versions.hadoop,
  "aws.sdk.version": versions.awsSdk,
  "iceberg.version": versions.tableFormats.iceberg,
  "delta.version": versions.tableFormats.delta,
};

/** Jars that a pom asks for itself. */
function maven(text: string): Found[] {
  const filled = text.replaceAll(/\$\{([^}]+)\}/g, (whole, name) => properties[name] ?? whole);
  const dependency =
    /<dependency>\s*<groupId>([^<]+)<\/groupId>\s*<artifactId>([^<]+)<\/artifactId>\s*<version>([^<$]+)<\/version>/g;
  return [...filled.matchAll(dependency)].map(([, group = "", artifact = "", version = ""]) =>
    library("maven", `${group}/${artifact}`, version),
  );
}
