import { Dataset } from "../../../components/storage/dataset";
import { LocalObjectStorage } from "../../../components/storage/local/local-object-storage";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";

const image = { reference: "ghcr.io/versity/versitygw:v1", ready: [] };
afterEach(settled);

const buckets = { landing: "landing", lake: "lake", events: "events" };

async function storage() {
  const engine = await FakeEngine.start({
    "random:index/randomPassword:RandomPassword": () => ({ result: "generated" }),
  });
  const cluster = fakeCluster();
  const made = new LocalObjectStorage(
    "storage",
    { cluster, image, buckets, nodePort: 30900 },
    engine.watching(),
  );
  return { engine, cluster, made };
}

test("jobs see one interface: buckets, S3A settings, credentials by reference", async () => {
  const { made } = await storage();
  expect(made.buckets.lake).toEqual({ purpose: "lake", name: "lake", uri: "s3a://lake" });
  expect(made.s3a).toMatchObject({
    "fs.s3a.endpoint": "http://s3.storage.svc.cluster.local:7070",
    "fs.s3a.path.style.access": "true",
    "fs.s3a.connection.ssl.enabled": "false",
  });
  expect(JSON.stringify(made.s3a)).not.toMatch(/secret|password|generated/i);
  expect(made.access.env).toEqual([
    {
      name: "AWS_ACCESS_KEY_ID",
      valueFrom: { secretKeyRef: { name: "s3-credentials", key: "AWS_ACCESS_KEY_ID" } },
    },
    {
      name: "AWS_SECRET_ACCESS_KEY",
      valueFrom: { secretKeyRef: { name: "s3-credentials", key: "AWS_SECRET_ACCESS_KEY" } },
    },
  ]);
});

test("the server's pod is a plain, known spec: no secret and no unknown wraps it", async () => {
  const { engine } = await storage();
  await settled();
  const { spec } = engine.one("kubernetes:apps/v1:Deployment").inputs as { spec: Record<string, unknown> };
  expect(spec).toMatchSnapshot();
});

test("a bucket is made after the server, and made again under another name only", async () => {
  const { engine } = await storage();
  await settled();
  expect(
    engine.registered.filter((r) => r.type === "command:local:Command").map((r) => r.inputs.triggers),
  ).toEqual([["landing"], ["lake"], ["events"]]);
  const after = [engine.options("storage-lake", "workshop:storage:LocalBucket").dependsOn ?? []].flat();
  expect(after.map((r) => (r as { __name?: string }).__name)).toEqual(["storage-server"]);
});

test.each([
  [{ ...buckets, lake: "My_Lake" }, /buckets\.lake \("My_Lake"\)/],
  [{ ...buckets, lake: "landing" }, /buckets\.lake \("landing"\) is already the name/],
])("buckets %j are refused", async (names, message) => {
  await FakeEngine.start();
  expect(
    () => new LocalObjectStorage("s", { cluster: fakeCluster(), image, buckets: names, nodePort: 1 }),
  ).toThrow(message);
});

test("data comes by a Job that is named after the data, and that another up replaces if it has failed", async () => {
  const { engine, cluster, made } = await storage();
  const data = new Dataset("flights", {
    cluster,
    storage: made,
    image,
    version: "abc123",
    bucket: made.buckets.landing,
    prefix: "nycflights13",
    namespace: made.namespace,
    access: made.access,
  });
  await settled();
  expect(data.uri).toBe("s3a://landing/nycflights13");
  expect(engine.one("kubernetes:batch/v1:Job").inputs.metadata).toMatchObject({
    name: "flights-abc123",
    annotations: { "pulumi.com/replaceUnready": "true" },
  });
});
