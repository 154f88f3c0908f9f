import { createHash } from "node:crypto";
import { z } from "zod";
import { repositoryOf } from "../../cli/toolchain/pull";
import { dockerHub, pathInRegistry, registryOf } from "../../components/images/registry-name";

const types = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Docker Hub answers under another name than its images have. */
function placeOf(reference: string): { host: string; repository: string } {
  const registry = registryOf(reference);
  return {
    host: registry === dockerHub ? "registry-1.docker.io" : registry,
    repository: pathInRegistry(repositoryOf(reference)),
  };
}

/**
 * The digest that a registry has for a name and tag today: of all kinds of machine, where there is an index of them.
 *
 * @throws {Error} when it cannot be reached or says no.
 */
export async function registryDigest(reference: string): Promise<string> {
  const { host, repository } = placeOf(reference);
  const url = `https://${host}/v2/${repository}/manifests/${reference.slice(repositoryOf(reference).length + 1)}`;
  const ask = (headers: Record<string, string>) =>
    fetch(url, { headers: { Accept: types, ...headers }, signal: AbortSignal.timeout(15_000) });
  let answer = await ask({});
  if (answer.status === 401) {
    const said = answer.headers.get("www-authenticate") ?? "";
    const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(said)?.[1] ?? "";
    const query = new URLSearchParams({ service: part("service"), scope: `repository:${repository}:pull` });
    const issued = await fetch(`${part("realm")}?${query}`, { signal: AbortSignal.timeout(15_000) });
    const { token } = z.object({ token: z.string() }).parse(await issued.json());
    answer = await ask({ Authorization: `Bearer ${token}` });
  }
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return `sha256:${createHash("sha256")
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest("hex")}`;
}
