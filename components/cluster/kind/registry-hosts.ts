import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Mirrors, mirrorApi } from "../../images/mirrors";
import type { KindClusterSpec } from "./args";
import { registriesFolder } from "./files";

/** Where containerd on a node looks how a registry is reached, at each pull. */
export const containerdHosts = "/etc/containerd/certs.d";

const bundle = "ca.pem";

/** Whether nodes reach registries in another way than directly. */
export function hasRegistryHosts({
  mirrors,
  caBundle,
}: Pick<KindClusterSpec, "mirrors" | "caBundle">): boolean {
  return mirrors !== undefined || caBundle !== undefined;
}

/**
 * Files below {@link containerdHosts}: for each registry its mirror, which containerd asks first and goes on to the registry
 * itself where that fails; and for all the certificate authorities that hold beside the node's own.
 *
 * @param authorities PEM. @default none
 * @see https://github.com/containerd/containerd/blob/main/docs/hosts.md
 */
export function registryHosts(mirrors: Mirrors, authorities?: string): Record<string, string> {
  const ca = authorities === undefined ? [] : [`ca = [${JSON.stringify(`${containerdHosts}/${bundle}`)}]`];
  const files = Object.entries(mirrors).map(([registry, mirror]): [string, string] => [
    `${registry}/hosts.toml`,
    [
      ...ca,
      `[host.${JSON.stringify(mirrorApi(mirror))}]`,
      'capabilities = ["pull", "resolve"]',
      // The address has the path to the API in it, where containerd would write /v2 at its end.
      "override_path = true",
      ...ca,
      "",
    ].join("\n"),
  ]);
  // A registry that has a file of its own does not read this one.
  const others: Record<string, string> =
    authorities === undefined ? {} : { "_default/hosts.toml": `${ca[0]}\n`, [bundle]: authorities };
  return { ...Object.fromEntries(files), ...others };
}

/** Writes the files of a cluster's nodes. @returns the folder to mount; `undefined` where nodes need none. */
export async function writeRegistryHosts(spec: KindClusterSpec): Promise<string | undefined> {
  const folder = registriesFolder(spec.name);
  await rm(folder, { recursive: true, force: true });
  if (!hasRegistryHosts(spec)) return undefined;
  const authorities = spec.caBundle === undefined ? undefined : await readFile(spec.caBundle, "utf8");
  for (const [path, text] of Object.entries(registryHosts(spec.mirrors ?? {}, authorities))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
