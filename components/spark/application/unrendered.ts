import type { Problem } from "../../errors";

interface Kind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly render: string;
}

/** Texts that become a manifest when somebody fills them in, by what only they have. */
const kinds: readonly Kind[] = [
  {
    name: "the code of an Airflow DAG",
    pattern: /^\s*(from|import) airflow\b|\bSparkKubernetesOperator\s*\(/m,
    render: "Give the YAML file that its application_file names.",
  },
  {
    name: "a Helm template",
    pattern:
      /\{\{-?\s*(?:(?:if|range|with|include|toYaml|default|quote|tpl)\b[^}]*|[^}]*\.(?:Values|Release|Chart|Capabilities)\b[^}]*)\}\}/,
    render: "Render it: helm template RELEASE CHART > manifests/app.yaml.",
  },
  {
    name: "an Argo Workflows template",
    pattern: /\{\{=?\s*(?:workflow|inputs|outputs|steps|tasks|item|pod|retries)\b[^}]*\}\}/,
    render: "Write the values in place of the parameters, or let Argo submit it.",
  },
  {
    name: "a Jinja template",
    // The operator's own two words, in ingress URLs and annotations, are no template's.
    pattern: /\{%-?\s*\w[^%]*%\}|\{\{-?\s*(?!\$app(?:Name|Namespace)\s*\}\})[\w$."'(][^{}]*\}\}/,
    render: "Render it, and give the result.",
  },
];

/**
 * What a text is, if it is a template or a program that makes manifests. Read as YAML its braces would be maps, and each would be
 * told of as a field of the wrong type.
 *
 * @returns one problem, or none.
 */
export function unrenderedProblems(text: string): Problem[] {
  const bare = text.replaceAll(/(^|\s)#.*$/gm, "$1");
  for (const { name, pattern, render } of kinds) {
    const match = pattern.exec(bare);
    if (!match) continue;
    const line = bare.slice(0, match.index).split("\n").length;
    const reason = `is ${name}, and not a manifest yet`;
    return [{ path: `line ${line}`, value: match[0].trim().split("\n")[0], reason, cure: render }];
  }
  return [];
}

/** `{x}` as Python's `format` fills in, read as YAML: a map of one field without a value, where text belongs. */
const inBraces = /\{\s*([A-Za-z_][\w.-]*)\s*\}/;
/** `${X}` of envsubst and shells, `$(x)` of Tekton and kustomize. */
const inDollars = /\$\{[A-Za-z_]\w*\}|\$\([\w.-]+\)/;
/** Text that neither Kubernetes nor Spark fills in. Of arguments, commands and variables Kubernetes does: `$(VAR)`. */
const never = [
  /^metadata\.(name|namespace)$/,
  /\.(image|mainApplicationFile|mainClass|sparkVersion|memory|cores|instances|serviceAccount|namespace|type)$/,
];

/** Places of an object that a template's `{x}`, `${X}` or `$(x)` still holds, as one problem. */
export function placeholderProblems(text: string, object: unknown): Problem[] {
  const found: string[] = [];
  // A map of one empty field is gone from the object by now: the text has it.
  const flow = text
    .replaceAll(/(^|\s)#.*$/gm, "$1")
    .split("\n")
    .findIndex((line) => new RegExp(`^\\s*-?\\s*[\\w.-]+:\\s*${inBraces.source}\\s*$`).test(line));
  if (flow >= 0) found.push(`line ${flow + 1}`);
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") {
      if (never.some((place) => place.test(path)) && (inBraces.test(value) || inDollars.test(value)))
        found.push(path);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, path === "" ? key : `${path}.${key}`);
    }
  };
  walk(object, "");
  const [first, ...more] = found;
  if (first === undefined) return [];
  return [
    {
      path: first,
      reason: `holds a placeholder that nobody fills in${more.length > 0 ? `, as do ${more.join(", ")}` : ""}: the file is a template`,
      cure: "Fill it in (envsubst, sed, str.format), and give the result.",
    },
  ];
}
