import type { Problem } from "../errors";
import { isImageReference } from "../units/kubernetes-names";
import { isPackageSource, packageAddressProblems, packageSources } from "./package-mirrors";
import { dockerHub, pathInRegistry, registryOf } from "./registry-name";

/**
 * Pull-through mirrors by the registry that each stands for: `{ "docker.io": "mirror.example.com/hub" }`. What comes before the
 * name of an image: `debian:13` is `mirror.example.com/hub/library/debian:13` there. `http://` before it: without TLS. Sources of packages have
 * theirs beside them: see `package-mirrors.ts`.
 */
export type Mirrors = Readonly<Record<string, string>>;

/** Other names of Docker Hub, which containerd and Docker do not ask mirrors by. */
const hubs = ["index.docker.io", "registry-1.docker.io", "registry.hub.docker.com", "hub.docker.com"];

/** What is wrong with mirrors, each under what it stands for. */
export function mirrorProblems(path: string, mirrors: Mirrors): Problem[] {
  return Object.entries(mirrors).flatMap(([registry, mirror]) => {
    const at = `${path}.${registry}`;
    if (isPackageSource(registry)) return packageAddressProblems(at, registry, mirror);
    return [...nameProblems(at, registry), ...addressProblems(at, registry, mirror)];
  });
}

function nameProblems(path: string, registry: string): Problem[] {
  const hub = hubs.includes(registry);
  if (!hub && registryOf(`${registry}/image`) === registry && isImageReference(`${registry}/image`))
    return [];
  return [
    {
      path,
      value: registry,
      reason: "is not the name of a registry as images' names begin with it, nor a source of packages",
      cure: hub
        ? `Write ${dockerHub}.`
        : `Write it as docker.io, ghcr.io or registry.example.com:5000: no scheme, no path. For packages: ${packageSources.join(", ")}.`,
    },
  ];
}

function addressProblems(path: string, registry: string, mirror: string): Problem[] {
  const { scheme, name } = partsOf(mirror);
  if (name === registry) {
    return [
      { path, value: mirror, reason: "is the registry itself", cure: "Name its mirror, or leave it out." },
    ];
  }
  // An address may have a password in it, which is not repeated.
  if (name.includes("@")) {
    return [
      {
        path,
        reason: "has a user or a digest in it",
        cure: "Name a mirror that may be read without signing in: nodes have no password of yours.",
      },
    ];
  }
  if (scheme !== undefined && isImageReference(`${name}/image`) && registryOf(`${name}/image`) !== dockerHub)
    return [];
  return [
    {
      path,
      value: mirror,
      reason: "is not the address of a mirror, which images' names come after",
      cure: "Write it as mirror.example.com/hub: lower case, no slash at the end; http:// before it where it has no TLS.",
    },
  ];
}

/** The name that a mirror has an image under, for `docker pull`; `undefined` where its registry has no mirror. */
export function mirroredName(reference: string, mirrors: Mirrors): string | undefined {
  const mirror = mirrors[registryOf(reference)];
  return mirror === undefined ? undefined : `${partsOf(mirror).name}/${pathInRegistry(reference)}`;
}

/** Where a mirror's API is: `mirror.example.com/hub` is `https://mirror.example.com/v2/hub`. */
export function mirrorApi(mirror: string): string {
  const { scheme, name } = partsOf(mirror);
  const [host = "", ...path] = name.split("/");
  return [`${scheme}://${host}/v2`, ...path].join("/");
}

/** @returns no scheme where it is none that a registry has. */
function partsOf(mirror: string): { scheme?: "http" | "https"; name: string } {
  const [, scheme, name = ""] = /^(?:([^/]*):\/\/)?(.*)$/.exec(mirror) ?? [];
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") return { name };
  return { scheme: scheme ?? "https", name };
}
