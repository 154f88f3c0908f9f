import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import type { Problem } from "../../errors";
import { isDataKey } from "../../units/kubernetes-names";
import { secretIn } from "../../units/plain-secrets";
import { withoutLogin } from "../rules/secrets";
import { type Code, codeSchemes, type Main } from "./args";

/** Where a job's own files are mounted in the driver, and in the executors where they import some of them. */
export const codePath = "/opt/spark/app";

/** Most that a ConfigMap holds, in bytes, keys included. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const longestConfigMap = 1024 * 1024;

/** What a job's code comes to. */
export interface PlannedCode {
  /** What spark-submit is told to run. */
  readonly main: Main;
  /** Arguments that come before the job's own. */
  readonly arguments: readonly string[];
  /** Files of the project, by their key in the ConfigMap; none when the code is elsewhere. */
  readonly files: Readonly<Record<string, string>> | undefined;
  /**
   * Where each key of {@link files} lies below {@link codePath}, when executors need the files too or one of them lies in a
   * folder; otherwise the keys are the paths.
   */
  readonly layout: readonly { readonly key: string; readonly path: string }[] | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads the files of the project that a job is made of.
 *
 * @param project folder that the paths are relative to.
 */
export function readCode(code: Code, project: string = process.cwd()): PlannedCode {
  const unclear = choiceProblems(code);
  if (code.main || unclear.length > 0) {
    const main = code.main ?? ({ type: "Python", file: `local://${codePath}/` } as const);
    return { main, arguments: [], files: undefined, layout: undefined, problems: unclear };
  }
  if (code.sql !== undefined) return readSql(code.sql, project);
  const problems: Problem[] = [];
  const main = readText("python", code.python, project, problems);
  const modules = (code.modules ?? []).flatMap((path, i) =>
    readModule(`modules[${i}]`, path, project, problems),
  );
  const own = { path: basename(code.python), text: main ?? "" };
  const all = [own, ...modules];
  const clash = modules.find(({ path }, i) => all.findIndex((one) => one.path === path) !== i + 1);
  if (clash) {
    problems.push({
      path: "modules",
      value: clash.path,
      reason: "is the name of two files",
      cure: "Rename one of them: they lie in one folder in the pod.",
    });
  }
  const files = Object.fromEntries(all.map(({ path, text }) => [keyOf(path), text]));
  problems.push(...fileProblems("python", files));
  return {
    main: { type: "Python", file: `local://${codePath}/${basename(code.python)}` },
    arguments: [],
    files: main === undefined ? undefined : files,
    layout: modules.length > 0 ? all.map(({ path }) => ({ key: keyOf(path), path })) : undefined,
    problems,
  };
}

/** The compiler asks for one of the three; a program that is not compiled may give none, or two. */
function choiceProblems(code: Code): Problem[] {
  const given = (["python", "sql", "main"] as const).filter((name) => code[name] !== undefined);
  if (given.length === 1) return [];
  return [
    {
      path: "python, sql, main",
      value: given,
      reason: given.length === 0 ? "are missing" : "say twice what runs",
      cure: "Give one of them.",
    },
  ];
}

/** What runs a file of SQL statements, as a PySpark program. */
const sqlRunner = "run_sql.py";

function readSql(place: string, project: string): PlannedCode {
  const problems: Problem[] = [];
  const elsewhere = isUri(place);
  const text = elsewhere ? undefined : readText("sql", place, project, problems);
  if ((elsewhere || text !== undefined) && extname(place).toLowerCase() !== ".sql") {
    problems.push({
      path: "sql",
      value: place,
      reason: "is not a .sql file",
      cure: "Name a file of SQL statements.",
    });
  }
  const secret = elsewhere ? secretIn("", place) : undefined;
  if (secret) problems.push({ path: "sql", reason: `holds ${secret} in plain text`, cure: withoutLogin });
  if (elsewhere && !readable.some((scheme) => place.startsWith(scheme))) {
    const cure = `Begin it with ${readable.join(", ")}, or name a file of this project.`;
    problems.push({ path: "sql", value: place, reason: "is not a valid URI here", cure });
  }
  const runner = { [sqlRunner]: readFileSync(join(__dirname, sqlRunner), "utf8") };
  const file = basename(place);
  const files = elsewhere ? runner : { ...runner, [file]: text ?? "" };
  problems.push(...fileProblems("sql", files));
  return {
    main: { type: "Python", file: `local://${codePath}/${sqlRunner}` },
    arguments: [elsewhere ? place.replace(/^local:\/\//, "") : `${codePath}/${file}`],
    files: elsewhere || text !== undefined ? files : undefined,
    layout: undefined,
    problems,
  };
}

/** How the URI of a file begins; in the image that is an absolute path. */
const readable = codeSchemes.map((scheme) => (scheme === "local://" ? `${scheme}/` : scheme));

const isUri = (place: string): boolean => /^[a-z][a-z\d+.-]*:\/\//i.test(place);

interface SourceFile {
  /** Below {@link codePath}. */
  readonly path: string;
  readonly text: string;
}

/** A module (`lib.py`), or every Python file of a package (`lib/` with its folders). */
function readModule(at: string, path: string, project: string, problems: Problem[]): SourceFile[] {
  const full = resolve(project, path);
  const folder = isFolder(full);
  if (!folder) {
    const text = readText(at, path, project, problems);
    if (text === undefined) return [];
    if (extname(path) !== ".py") {
      problems.push({
        path: at,
        value: path,
        reason: "is not a Python module",
        cure: "Name a .py file, or the folder of a package.",
      });
    }
    return [{ path: basename(path), text }];
  }
  const found = pythonFiles(full);
  if (found.length === 0) {
    problems.push({
      path: at,
      value: path,
      reason: "is a folder without a .py file",
      cure: "Name the folder of a package.",
    });
  }
  return found.flatMap((file) => {
    const text = readText(at, join(path, relative(full, file)), project, problems);
    return text === undefined ? [] : [{ path: relative(dirname(full), file).split(sep).join("/"), text }];
  });
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return /^(__pycache__|\..*)$/.test(entry.name) ? [] : pythonFiles(path);
      return extname(entry.name) === ".py" ? [path] : [];
    });
}

/** A text file of the project; a problem for what is not one. A file elsewhere would be published with the ConfigMap. */
function readText(at: string, path: string, project: string, problems: Problem[]): string | undefined {
  const refused = (reason: string, cure: string): undefined => {
    problems.push({ path: at, value: path, reason, cure });
    return undefined;
  };
  const fromProject = "Write a path from the project's folder.";
  if (isUri(path)) {
    const cure =
      at === "python" ? 'Give it as main: { type: "Python", file: … }.' : "Use deps.pyFiles for it.";
    return refused("is a URI, and not a file of this project", cure);
  }
  const full = resolve(project, path);
  if (isFolder(full)) return refused("is a folder", "Name a file in it.");
  let real: string;
  try {
    real = realpathSync(full);
  } catch {
    return refused("is not a file of this project", fromProject);
  }
  if (!real.startsWith(realpathSync(project) + sep)) {
    return refused("leads to a file outside of this project", "Copy the file into the project.");
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(real));
  } catch {
    return refused("is not a UTF-8 text", "Save it as UTF-8, or put it into the image or a bucket.");
  }
  if (text.includes("\0")) return refused("holds a NUL character, which Python refuses", "Save it as text.");
  // By its look alone: a name beside an equals sign is code.
  const secret = text.length > longestConfigMap ? undefined : secretIn("", `${text}\n`);
  if (secret)
    return refused(`holds ${secret} in plain text`, "Read it from the environment, and give it in secrets.");
  return text;
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isDirectory();
  } catch {
    return false;
  }
}

/** A key of a ConfigMap has no slash. */
function keyOf(path: string): string {
  return path.replaceAll("/", "..");
}

/** What the API server would refuse of a ConfigMap's keys and size. */
export function fileProblems(at: string, files: Readonly<Record<string, string>>): Problem[] {
  const problems = Object.keys(files)
    .filter((key) => !isDataKey(key))
    .map((key) => ({
      path: at,
      value: key,
      reason: "is not a valid key of a ConfigMap",
      cure: "Use letters of ASCII, digits, '-', '_' and '.' in the file's name.",
    }));
  const bytes = Object.entries(files).reduce(
    (sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(text)),
    0,
  );
  if (bytes <= longestConfigMap) return problems;
  return [
    ...problems,
    {
      path: at,
      value: `${bytes} bytes`,
      reason: `is more than the ${longestConfigMap} bytes that a ConfigMap holds`,
      cure: "Put the file into the image or into a bucket, and name it there.",
    },
  ];
}
