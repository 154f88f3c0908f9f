import { awsLosses, awsReplacements, isRegional } from "./aws-replacement";
import type { Declared } from "./declared";
import { replacementFields } from "./kubernetes-replacement";
import { pathSteps, type Step } from "./property-path";

/**
 * The properties of a resource whose change replaces it: what the program says in `replaceOnChanges`, and what its
 * provider does by itself. For Kubernetes those are the real provider's own list; random values are new for any change;
 * for AWS they are a table of what this program uses.
 *
 * @param provider of the resource, as declared.
 */
export function replacingPaths(resource: Declared, provider: Declared | undefined): (readonly Step[])[] {
  const own = (resource.options.replaceOnChanges ?? []).map(pathSteps);
  return [...own, ...providerPaths(resource, provider).map((path) => path.split("."))];
}

function providerPaths({ type, inputs }: Declared, provider: Declared | undefined): readonly string[] {
  if (type === "pulumi:providers:kubernetes") return ["clusterIdentifier"];
  if (type.startsWith("kubernetes:helm.sh/")) return ["name", "namespace"];
  if (type.startsWith("kubernetes:")) {
    const flag = (name: string) => [true, "true"].includes(provider?.inputs[name] as boolean | string);
    return replacementFields(
      inputs,
      {
        enableConfigMapMutable: flag("enableConfigMapMutable"),
        enableSecretMutable: flag("enableSecretMutable"),
      },
      type.endsWith("Patch"),
    );
  }
  if (type.startsWith("random:")) return ["*"];
  return [...(awsReplacements[type] ?? []), ...(isRegional(type) ? ["region"] : [])];
}

/** The properties of a resource that it cannot lose without becoming another. */
export function losses({ type }: Declared): (readonly Step[])[] {
  return (awsLosses[type] ?? []).map((path) => path.split("."));
}

/** Whether the table knows what replaces a resource of this type; else a change of it may turn out to be a replacement. */
export function isReplacementKnown(type: string): boolean {
  return !/^(aws|eks):/.test(type) || type in awsReplacements;
}
