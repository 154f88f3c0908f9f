import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { configType, layerTypeOf } from "../../components/cluster/kind/saved-parts";
import { refuse } from "../../components/errors";
import { imageMember } from "../bundle/layout";
import { type Content, document, say, send } from "./send";
import type { ServedBundle } from "./served-bundle";

/** Media type of an image's manifest. */
const manifestType = "application/vnd.oci.image.manifest.v1+json";
/** Longest configuration of an image, in bytes; it is held in memory. */
const longestConfig = 4 << 20;

/** The images of a bundle as an OCI registry has them, to be read alone. */
export interface Registry {
  /** Manifests of a repository by tag and by digest. */
  readonly repositories: ReadonlyMap<string, ReadonlyMap<string, Content>>;
  /** Layers and configurations by digest. */
  readonly blobs: ReadonlyMap<string, Content>;
}

/**
 * Makes a registry of a bundle. A layer is unpacked while it is handed out: there is no second copy, and Docker 20.10, which Debian 12
 * has, takes no layer that is compressed with Zstandard.
 *
 * @throws {InvalidInput} for an image whose configuration is not what its digest says.
 */
export async function registryOf(bundle: ServedBundle): Promise<Registry> {
  const blobs = new Map<string, Content>();
  const repositories = new Map<string, Map<string, Content>>();
  for (const { reference, config, layers } of bundle.manifest.images) {
    const bytes = await configOf(bundle, config);
    blobs.set(config, { ...document(bytes, "application/octet-stream"), headers: digestHeader(config) });
    const described = [];
    for (const digest of layers) described.push(await layerOf(bundle, digest, blobs));
    const text = JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: { mediaType: configType, digest: config, size: bytes.length },
      layers: described,
    });
    const manifest = document(Buffer.from(text), manifestType);
    const digest = `sha256:${manifest.tag}`;
    const { names, tag } = placesOf(reference);
    for (const name of names) {
      const tags = repositories.get(name) ?? new Map<string, Content>();
      for (const key of [tag, digest]) tags.set(key, { ...manifest, headers: digestHeader(digest) });
      repositories.set(name, tags);
    }
  }
  return { repositories, blobs };
}

const digestHeader = (digest: string) => ({ "Docker-Content-Digest": digest });

/** Repositories in which an image is found, and its tag: with its registry's name, as a mirror is asked, and without. */
export function placesOf(reference: string): { names: string[]; tag: string } {
  const [named = ""] = reference.split("@");
  const colon = named.lastIndexOf(":");
  const tagged = colon > named.lastIndexOf("/");
  const name = tagged ? named.slice(0, colon) : named;
  const [first = "", ...rest] = name.split("/");
  const hosted = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const short = hosted ? rest.join("/") : name;
  const official = short.includes("/") ? [] : [`library/${short}`];
  return { names: [...new Set([name, short, ...official])], tag: tagged ? named.slice(colon + 1) : "latest" };
}

async function configOf(bundle: ServedBundle, digest: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bundle.contents(imageMember(digest))) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > longestConfig) break;
  }
  const bytes = Buffer.concat(chunks);
  if (`sha256:${createHash("sha256").update(bytes).digest("hex")}` !== digest) {
    refuse("The bundle", [
      {
        path: imageMember(digest),
        reason: "is not the configuration of an image that its name says",
        cure: "Make the bundle anew with ./workshop bundle.",
      },
    ]);
  }
  return bytes;
}

/** A layer for a manifest; its bytes are among the blobs afterwards. */
async function layerOf(
  bundle: ServedBundle,
  digest: string,
  blobs: Map<string, Content>,
): Promise<{ mediaType: string; digest: string; size: number }> {
  const name = imageMember(digest);
  const size = bundle.manifest.blobs[digest] ?? 0;
  const mediaType = layerTypeOf(await firstBytes(bundle.contents(name)));
  blobs.set(digest, {
    size,
    type: "application/octet-stream",
    tag: digest.replace("sha256:", ""),
    open: (start, end) => Readable.from(sliced(bundle.contents(name), start, end)),
    headers: digestHeader(digest),
  });
  return { mediaType, digest, size };
}

async function firstBytes(bytes: Readable): Promise<Buffer> {
  for await (const chunk of bytes) return chunk as Buffer;
  return Buffer.alloc(0);
}

async function* sliced(bytes: Readable, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of bytes) {
    const part = (chunk as Buffer).subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
    at += (chunk as Buffer).length;
    if (part.length > 0) yield part;
    if (at > end) return;
  }
}

const failures = {
  NAME_UNKNOWN: [404, "this registry has no such repository"],
  MANIFEST_UNKNOWN: [404, "the repository has no such manifest"],
  BLOB_UNKNOWN: [404, "this registry has no such blob"],
  UNSUPPORTED: [405, "this registry is read-only"],
} as const;

/**
 * Answers a request below `/v2/`, as the OCI distribution specification has it.
 *
 * @param path of the request, decoded.
 */
export async function answerRegistry(
  { repositories, blobs }: Registry,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("Docker-Distribution-API-Version", "registry/2.0");
  const json = (value: unknown) => say(response, 200, JSON.stringify(value), "application/json");
  const fail = (code: keyof typeof failures) => {
    const [status, message] = failures[code];
    say(response, status, JSON.stringify({ errors: [{ code, message, detail: path }] }), "application/json");
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return fail("UNSUPPORTED");
  }
  if (path === "/v2" || path === "/v2/") return json({});
  if (path === "/v2/_catalog") return json({ repositories: [...repositories.keys()].sort() });
  const [, name = "", kind = "", reference = ""] =
    /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(path) ?? [];
  const tags = repositories.get(name);
  if (!tags) return fail("NAME_UNKNOWN");
  if (kind === "tags" && reference === "list") {
    return json({ name, tags: [...tags.keys()].filter((key) => !key.includes(":")).sort() });
  }
  const found = kind === "manifests" ? tags.get(reference) : blobs.get(reference);
  if (!found) return fail(kind === "manifests" ? "MANIFEST_UNKNOWN" : "BLOB_UNKNOWN");
  return send(request, response, found);
}
