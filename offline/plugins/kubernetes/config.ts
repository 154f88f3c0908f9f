import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { compare } from "../protocol/diff";
import type { Diff } from "../protocol/provider";
import { equal, isObject, type Properties, reveal, text, UNKNOWN, type Value } from "../protocol/values";

/** The provider's configuration, as much as the stand-in heeds. */
export interface Config {
  /** Content or path; empty for what kubectl would use. */
  readonly kubeconfig: string;
  readonly context: string;
  /** Namespace of objects that do not say. @default the context's, else "default" */
  readonly namespace: string;
  readonly deleteUnreachable: boolean;
  readonly upsertExistingObjects: boolean;
  readonly enablePatchForce: boolean;
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

/** @throws Error for a mode that the stand-in does not have. */
export function readConfig(args: Properties): Config {
  const flag = (name: string, variable: string): boolean => {
    const value = args[name] ?? process.env[variable];
    return value === true || value === "true";
  };
  const serverSide = args.enableServerSideApply ?? process.env.PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY;
  if (serverSide === false || serverSide === "false" || text(args, "renderYamlToDirectory")) {
    throw new Error(
      "the stand-in for the kubernetes provider only does server-side apply: it has no enableServerSideApply: false and no renderYamlToDirectory",
    );
  }
  const kubeconfig = expandHome(text(args, "kubeconfig"));
  const context = text(args, "context");
  return {
    kubeconfig,
    context,
    namespace: text(args, "namespace") || namespaceOf(kubeconfig, context) || "default",
    deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
    upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
    enablePatchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
    enableConfigMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
    enableSecretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
  };
}

/**
 * Whether another configuration means another cluster, and so the replacement of all that is in it:
 * a changed `clusterIdentifier` does, the same one never; without one, another active cluster in the kubeconfig does.
 */
export function diffConfig(oldConfig: Properties, newConfig: Properties): Diff {
  const [olds, news] = [reveal(oldConfig), reveal(newConfig)];
  const identified = "clusterIdentifier" in olds && "clusterIdentifier" in news;
  const same = identified && equal(olds.clusterIdentifier, news.clusterIdentifier);
  const identity = ["kubeconfig", "context", "cluster"];
  const moved = identity.some((key) => news[key] === UNKNOWN) || otherCluster(olds, news);
  return {
    changes: compare(olds, news, ([key]) => {
      if (key === "clusterIdentifier") return identified;
      return !same && moved && identity.includes(String(key));
    }),
  };
}

function otherCluster(olds: Properties, news: Properties): boolean {
  const [before, after] = [activeCluster(olds), activeCluster(news)];
  return before !== undefined && after !== undefined && !equal(before, after);
}

function activeCluster(config: Properties): Value | undefined {
  const kubeconfig = load(expandHome(text(config, "kubeconfig")));
  const context = entry(
    kubeconfig,
    "contexts",
    text(config, "context") || text(kubeconfig, "current-context"),
  );
  const name = text(config, "cluster") || text(asObject(context?.context), "cluster");
  return entry(kubeconfig, "clusters", name)?.cluster;
}

function namespaceOf(kubeconfig: string, context: string): string {
  const loaded = load(kubeconfig || (process.env.KUBECONFIG ?? ""));
  const found = entry(loaded, "contexts", context || text(loaded, "current-context"));
  return text(asObject(found?.context), "namespace");
}

function load(kubeconfig: string): Properties {
  const content = existsSync(kubeconfig) ? readFileSync(kubeconfig, "utf8") : kubeconfig;
  try {
    return asObject(parse(content) as Value) ?? {};
  } catch {
    return {};
  }
}

function entry(kubeconfig: Properties, list: string, name: string): Properties | undefined {
  const entries = kubeconfig[list];
  return Array.isArray(entries) ? entries.filter(isObject).find((item) => item.name === name) : undefined;
}

function asObject(value: Value | undefined): Properties | undefined {
  return isObject(value) ? value : undefined;
}

function expandHome(path: string): string {
  return path.replace(/^~(?=$|\/)/, process.env.HOME ?? "~");
}
