import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { secretIn } from "../../units/plain-secrets";
import { metadataSecrets, podMetadataSecrets } from "./metadata-secrets";
import { keyed, type Rule } from "./subject";

/** A text of a spec that everybody can read. */
interface Place {
  readonly path: string;
  /** Name of what is set there; empty where there is none. */
  readonly name: string;
  readonly value: unknown;
  readonly cure: string;
}

/** What to do about a login or a signature in the URL of code. */
export const withoutLogin = "Use a bucket of the stack, or a server that needs no login.";

const fromSecret = "an environment variable from a Secret (secrets, or env with valueFrom)";

/**
 * An annotation of an application with the paths of values that only look like secrets, as messages show them, with commas between
 * them: `spark-workshop/plain-text: spec.arguments[3]`. Names and values are guessed from, and some guesses are wrong.
 */
export const plainTextAnnotation = "spark-workshop/plain-text";

/**
 * Secrets that were pasted where everybody reads them: a spec is shown by `kubectl get`, by previews and in the state. The
 * message does not repeat them. What {@link plainTextAnnotation} names is none; a path in it where nothing is guessed is told, for it may
 * have been meant for another.
 */
export const secretRules: Rule = ({ spec, at, annotations, labels }) =>
  withPlainText([...secretsOf(spec, at), ...metadataSecrets({ annotations, labels })], annotations);

/** The same, of what was found with paths as the application's author knows them. */
export function withPlainText(
  found: readonly Problem[],
  annotations: Readonly<Record<string, unknown>> = {},
): Problem[] {
  return [
    ...butPlainText(found, annotations),
    ...plainTextOf(annotations)
      .filter((path) => !found.some((one) => one.path === path))
      .map((path) => ({
        path: keyed("metadata.annotations", plainTextAnnotation),
        value: path,
        reason: "is not the path of a value that looks like a secret",
        cure: "Remove it.",
      })),
  ];
}

/** What was found, without what {@link plainTextAnnotation} names, and with a word about that annotation. */
export function butPlainText(
  found: readonly Problem[],
  annotations: Readonly<Record<string, unknown>>,
): Problem[] {
  const plain = plainTextOf(annotations);
  return found
    .filter(({ path }) => !plain.includes(path) && !plain.includes(asField(path)))
    .map((problem) => ({
      ...problem,
      cure: `${problem.cure} If it is none, name ${problem.path} in the annotation ${plainTextAnnotation}.`,
    }));
}

/**
 * The field whose value a pod template holds at a path: with `placement: "template"` a job is sent in that form, and its author knows
 * the fields.
 */
function asField(path: string): string {
  return path
    .replace(/\b(driver|executor)\.template\.spec\.containers\[0\]\.(env\[)/, "$1.$2")
    .replace(
      /\b(driver|executor)\.template\.spec\.containers\[(\d+)\]/,
      (_, role, index) => `${role}.sidecars[${Number(index) - 1}]`,
    )
    .replace(/\b(driver|executor)\.template\.spec\.(initContainers\[)/, "$1.$2");
}

function plainTextOf(annotations: Readonly<Record<string, unknown>>): readonly string[] {
  const paths = annotations[plainTextAnnotation];
  return typeof paths === "string"
    ? paths
        .split(",")
        .map((path) => path.trim())
        .filter(Boolean)
    : [];
}

/**
 * The secrets that a spec holds in plain text: in properties, arguments, URLs of code, Java options, in environment, command and
 * arguments of Spark's containers, of sidecars and of those in pod templates, and in labels and annotations of pods.
 *
 * @param spec that may not have been checked: what is of another shape is passed over.
 * @param paths where each role stands, for messages.
 */
export function secretsOf(
  spec: Partial<SparkApplicationSpec>,
  at: string,
  paths = { driver: `${at}.driver`, executor: `${at}.executor` },
): Problem[] {
  const places = [
    ...entries(spec.hadoopConf).map(([key, value]) => property(`${at}.hadoopConf`, key, value, true)),
    ...entries(spec.sparkConf).map(([key, value]) => property(`${at}.sparkConf`, key, value)),
    ...entries(spec.sparkConf)
      .filter(([key]) => /(extra|default)JavaOptions$/.test(key))
      .flatMap(([key, value]) => javaOptions(keyed(`${at}.sparkConf`, key), value)),
    ...argumentsOf(spec.arguments, `${at}.arguments`),
    ...urlsOf(spec, at),
    ...(["driver", "executor"] as const).flatMap((role) => ofRole(Object(spec[role]), paths[role])),
  ];
  return [
    ...problemsOf(places),
    ...(["driver", "executor"] as const).flatMap((role) =>
      podMetadataSecrets(Object(spec[role]), paths[role]),
    ),
  ];
}

/** Settings of a job that are secrets: they travel in a ConfigMap. */
export function settingProblems(settings: Readonly<Record<string, string>> = {}): Problem[] {
  return problemsOf(
    Object.entries(settings).map(([name, value]) => ({
      path: keyed("settings", name),
      name,
      value,
      cure: `Use secrets: { ${name}: { secret: "NAME", key: "KEY" } }.`,
    })),
  );
}

function problemsOf(places: readonly Place[]): Problem[] {
  return places.flatMap(({ path, name, value, cure }): Problem[] => {
    const secret = typeof value === "string" ? secretIn(name, value) : undefined;
    return secret ? [{ path, reason: `holds ${secret} in plain text`, cure }] : [];
  });
}

/** A property, with the way in which its reader takes a secret by reference. */
function property(path: string, key: string, value: unknown, hadoop = false): Place {
  return { path: keyed(path, key), name: key, value, cure: cureOf(key, hadoop) };
}

/**
 * There is no reference that every property understands. Hadoop expands `${env.NAME}` in what it reads, an Iceberg REST
 * catalog `env:NAME`, and Spark `${env:NAME}`, but only in entries of its own configuration: what it hands on to catalogs and
 * data sources is passed as it stands.
 *
 * @see Configuration.substituteVars of Hadoop 3.4.2, EnvironmentUtil.resolveAll in RESTSessionCatalog of Iceberg 1.11,
 *   ConfigReader, SSLOptions.parse and Catalogs.catalogOptions of Spark 4.1
 */
function cureOf(key: string, hadoop: boolean): string {
  if (/fs\.s3a\./.test(key)) return "Remove it: the namespace grants access to storage.";
  if (hadoop || key.startsWith("spark.hadoop."))
    return `Write \${env.NAME}, which Hadoop reads from the environment, and give NAME as ${fromSecret}.`;
  if (key.startsWith("spark.sql.catalog."))
    return `An Iceberg REST catalog reads env:NAME from the environment; give NAME as ${fromSecret}. Other catalogs take no reference: set the property in the job's code.`;
  if (key.startsWith("spark.ssl."))
    return `Write \${env:NAME}, which Spark expands in its own properties, and give NAME as ${fromSecret}.`;
  return `Give it as ${fromSecret}, and read that in the job's code.`;
}

/** "--password=x" and "password=x" have the name in the argument itself, "--password x" in the one before. */
function argumentsOf(args: unknown, path: string): Place[] {
  const words = list(args).map(String);
  return words.flatMap((word, i): Place[] => {
    const [, name = "", given = word] = /^-{0,2}([\w.-]+)=(.*)$/s.exec(word) ?? [];
    if (word.startsWith("-") && name === "") return [];
    const before = name === "" ? (/^--?([\w.-]+)$/.exec(words[i - 1] ?? "")?.[1] ?? "") : "";
    const cure = `Read it from ${fromSecret}.`;
    return [{ path: `${path}[${i}]`, name: name || before, value: given, cure }];
  });
}

/** The URLs from which code and dependencies are fetched: a login or a signature in one is shown to everybody. */
function urlsOf({ mainApplicationFile, deps }: Partial<SparkApplicationSpec>, at: string): Place[] {
  const cure = withoutLogin;
  const place = (path: string, value: unknown): Place => ({ path, name: "", value, cure });
  return [
    place(`${at}.mainApplicationFile`, mainApplicationFile),
    ...entries(deps).flatMap(([field, urls]) =>
      list(urls).map((url, i) => place(`${at}.deps.${field}[${i}]`, url)),
    ),
  ];
}

/** The system properties among a JVM's options: `-Djavax.net.ssl.trustStorePassword=x`. */
function javaOptions(path: string, options: unknown): Place[] {
  if (typeof options !== "string") return [];
  const cure = `Give it as ${fromSecret}, and set the system property in the job's code.`;
  return [...options.matchAll(/-D([\w.-]+)=("[^"]*"|'[^']*'|\S+)/g)].map(([, name = "", value = ""]) => ({
    path,
    name,
    value: value.replace(/^["']|["']$/g, ""),
    cure,
  }));
}

/** What of a driver or executor is read by everybody: its own environment, and that of all the containers around it. */
function ofRole(pod: object, path: string): Place[] {
  const get = (holder: unknown, key: string): unknown => Reflect.get(Object(holder), key);
  const template = get(get(pod, "template"), "spec");
  const containers = [
    ...placed(`${path}.sidecars`, get(pod, "sidecars")),
    ...placed(`${path}.initContainers`, get(pod, "initContainers")),
    ...placed(`${path}.template.spec.containers`, get(template, "containers")),
    ...placed(`${path}.template.spec.initContainers`, get(template, "initContainers")),
  ];
  return [
    ...environmentOf(pod, path),
    ...entries(get(pod, "envVars")).map(([name, value]) => ({
      path: keyed(`${path}.envVars`, name),
      name,
      value,
      cure: `Use ${fromSecret}.`,
    })),
    ...javaOptions(`${path}.javaOptions`, get(pod, "javaOptions")),
    ...containers.flatMap(([at, container]) => [
      ...environmentOf(container, at),
      ...argumentsOf(get(container, "command"), `${at}.command`),
      ...argumentsOf(get(container, "args"), `${at}.args`),
    ]),
  ];
}

/** The variables of a container that are given by value. */
export function environmentOf(container: unknown, path: string): Place[] {
  return list(Reflect.get(Object(container), "env")).map((variable, i) => ({
    path: `${path}.env[${i}].value`,
    name: String(Object(variable).name ?? ""),
    value: Object(variable).value,
    cure: "Use valueFrom with a secretKeyRef.",
  }));
}

function placed(path: string, containers: unknown): [string, unknown][] {
  return list(containers).map((container, i) => [`${path}[${i}]`, container]);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
