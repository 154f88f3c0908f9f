import { createHash } from "node:crypto";
import { placesOf } from "../../../../cli/room/registry";
import { type Serving, serving } from "./serving";

let it: Serving;
beforeAll(async () => {
  it = await serving();
});
afterAll(() => it.end());

const sha = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const accept = "application/vnd.oci.image.manifest.v1+json";
const get = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${it.at}/v2/${path}`, init);
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};

interface Described {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

test("an image is pulled as a client of the distribution specification does it", async () => {
  const base = await get("");
  expect([base.status, base.headers.get("docker-distribution-api-version")]).toEqual([200, "registry/2.0"]);
  const path = "spark-workshop/spark/manifests";
  const head = await get(`${path}/4.1.2-abc`, { method: "HEAD", headers: { accept } });
  const digest = head.headers.get("docker-content-digest") ?? "";
  expect([head.status, head.headers.get("content-type"), head.body.length]).toEqual([200, accept, 0]);
  const { body } = await get(`${path}/${digest}`, { headers: { accept } });
  expect([sha(body), head.headers.get("content-length")]).toEqual([digest, String(body.length)]);

  const { config, layers } = JSON.parse(body.toString()) as { config: Described; layers: Described[] };
  const blob = (one: Described) => get(`spark-workshop/spark/blobs/${one.digest}`);
  for (const one of [config, ...layers]) {
    const { status, headers, body: bytes } = await blob(one);
    expect([status, bytes.length, sha(bytes)]).toEqual([200, one.size, one.digest]);
    expect(headers.get("docker-content-digest")).toBe(one.digest);
  }
  expect((await blob(config)).body.equals(it.config)).toBe(true);
  const [plain, packed] = layers;
  expect(layers.map(({ mediaType }) => mediaType.split(".").at(-1))).toEqual(["tar", "tar+gzip"]);
  expect((await blob(plain as Described)).body.equals(it.layers[0] as Buffer)).toBe(true);
  expect((await blob(packed as Described)).body.equals(it.layers[1] as Buffer)).toBe(true);

  for (const one of [plain, packed] as Described[]) {
    const full = (await blob(one)).body;
    const part = await get(`spark-workshop/spark/blobs/${one.digest}`, { headers: { range: "bytes=10-19" } });
    expect([part.status, part.body.equals(full.subarray(10, 20))]).toEqual([206, true]);
  }
});

test("repositories and tags are listed, and an image with a registry's name has it with and without", async () => {
  expect(JSON.parse((await get("_catalog")).body.toString())).toEqual({
    repositories: ["kind/node", "registry.example/kind/node", "spark-workshop/spark"],
  });
  expect(JSON.parse((await get("kind/node/tags/list")).body.toString())).toEqual({
    name: "kind/node",
    tags: ["v1"],
  });
  expect((await get("registry.example/kind/node/manifests/v1")).status).toBe(200);
});

test.each([
  ["no/such/manifests/x", "GET", 404, "NAME_UNKNOWN"],
  ["kind/node/manifests/v2", "GET", 404, "MANIFEST_UNKNOWN"],
  [`kind/node/blobs/sha256:${"0".repeat(64)}`, "GET", 404, "BLOB_UNKNOWN"],
  ["kind/node/blobs/uploads/", "POST", 405, "UNSUPPORTED"],
  ["kind/node/manifests/v1", "PUT", 405, "UNSUPPORTED"],
  ["kind/node/manifests/v1", "DELETE", 405, "UNSUPPORTED"],
])("%s by %s is answered with %i %s", async (path, method, status, code) => {
  const answer = await get(path, { method });
  expect([answer.status, JSON.parse(answer.body.toString()).errors[0].code]).toEqual([status, code]);
});

test.each([
  ["debian:13", { names: ["debian", "library/debian"], tag: "13" }],
  ["kindest/node:v1@sha256:ab", { names: ["kindest/node"], tag: "v1" }],
  ["ghcr.io/a/b:1", { names: ["ghcr.io/a/b", "a/b"], tag: "1" }],
  ["localhost:5000/b", { names: ["localhost:5000/b", "b", "library/b"], tag: "latest" }],
])("%s is found where clients look for it", (reference, places) => {
  expect(placesOf(reference)).toEqual(places);
});
