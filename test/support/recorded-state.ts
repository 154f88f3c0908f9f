import { createHash } from "node:crypto";
import type { Declared, Json, Properties } from "../../cli/preview/declared";
import { isObject } from "../../cli/preview/properties";
import type { Step } from "../../cli/preview/property-path";
import { replacingPaths } from "../../cli/preview/replacement";

/** The type whose spec may change from one version to the next: the job then runs again, and the preview says so. */
export const runsAgain = "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication";

/** Longest value that is kept as it is, in characters; of a longer one only its digest is. */
const longest = 60;

/**
 * Resources with only those properties whose change would replace them, so that they can be kept in a file and compared with
 * what another version declares.
 */
export function identities(resources: readonly Declared[]): Declared[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.map((resource) => ({
    ...resource,
    inputs: resource.custom ? replacingInputs(resource, byUrn.get(resource.provider)) : {},
  }));
}

/** Identities as text, a line each: URN, URN of the provider and properties. */
export function stateText(identities: readonly Declared[], stack: string): string {
  const lines = identities.map(({ urn, provider, inputs }) =>
    [shortUrn(urn, stack), shortUrn(provider, stack) || "-", JSON.stringify(inputs)].join(" "),
  );
  return `${lines.sort().join("\n")}\n`;
}

/** What {@link stateText} has written, read again. */
export function readState(text: string, stack: string): Declared[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, urn = "", provider = "", inputs = "{}"] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
      const type = urn.split("::")[0]?.split("$").at(-1) ?? "";
      return {
        urn: longUrn(urn, stack),
        type,
        name: urn.split("::").slice(1).join("::"),
        parent: "",
        custom: !type.startsWith("workshop:"),
        provider: provider === "-" ? "" : longUrn(provider, stack),
        inputs: JSON.parse(inputs) as Properties,
        options: {},
        dependsOn: [],
        propertyDependencies: {},
      };
    });
}

function shortUrn(urn: string, stack: string): string {
  return urn.replace(`${head(stack)}::`, "");
}

function longUrn(urn: string, stack: string): string {
  return `${head(stack)}::${urn}`;
}

function head(stack: string): string {
  return `urn:pulumi:${stack}::spark-workshop`;
}

function replacingInputs(resource: Declared, provider: Declared | undefined): Properties {
  const kept: Record<string, Json> = {};
  for (const path of replacingPaths(resource, provider)) {
    if (resource.type === runsAgain && path[0] === "spec") continue;
    // Any element of a list, and any property, is as good as the whole.
    const steps = path.includes("*") ? path.slice(0, path.indexOf("*")) : path;
    copy(resource.inputs, kept, steps);
  }
  // A ConfigMap that is named after what is in it is another one for other contents.
  if (/-hash"/.test(JSON.stringify(kept.metadata ?? ""))) delete kept.data;
  return kept;
}

/** Copies what a path leads to, with the objects on its way. */
function copy(from: Properties, to: Record<string, Json>, [step, ...rest]: readonly Step[]): void {
  if (step === undefined) {
    for (const [key, value] of Object.entries(from).sort()) to[key] = shortened(value);
    return;
  }
  const value = from[String(step)];
  if (value === undefined) return;
  if (rest.length > 0 && isObject(value)) {
    const inner = { ...((to[step] ?? {}) as Record<string, Json>) };
    copy(value, inner, rest);
    to[String(step)] = inner;
  } else to[String(step)] = shortened(value);
}

function shortened(value: Json): Json {
  const text = neutral(JSON.stringify(value));
  if (text.length <= longest) return JSON.parse(text) as Json;
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Without hosts, tags and digests of what this repository builds: an edit of an image or of the job changes its name, as it should. */
function neutral(text: string): string {
  return text
    .replace(/(?:workshop\.invalid\/)?(spark-workshop\/[a-z-]+):[A-Za-z0-9._-]+/g, "$1:tag")
    .replace(/(flights-code|nycflights13)-[0-9a-f]{8,12}/g, "$1-hash");
}
