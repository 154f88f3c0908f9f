import * as pulumi from "@pulumi/pulumi";
import { Attendee } from "../../../components/attendees/attendee";
import { attendeeNames } from "../../../components/attendees/names";
import { attendeeRules } from "../../../components/attendees/policy";
import type { BucketUse, ObjectStorage } from "../../../components/storage/object-storage";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";

const granted: BucketUse[] = [];
const bucket = { purpose: "lake", name: "lake", uri: "s3a://lake" } as const;
const storage = {
  buckets: { landing: bucket, lake: bucket, events: bucket },
  endpoint: pulumi.output("http://x"),
  s3a: {},
  ready: [],
  grant: (_: string, { uses }: { uses: readonly BucketUse[] }) => {
    granted.push(...uses);
    return { env: [], eventLogs: "s3a://events/attendee-01/", ready: [] };
  },
} as unknown as ObjectStorage;
const quota = { cpuMillis: 2000, memoryMiB: 4096, pods: 6 };

afterEach(settled);

async function made(pullSecret?: string) {
  const engine = await FakeEngine.start();
  const attendee = new Attendee("attendee-01", {
    cluster: fakeCluster(),
    storage,
    bucket,
    environment: "dev",
    quota,
    pullSecret,
  });
  await settled();
  return { engine, attendee };
}

test("names sort as numbers do", () => {
  expect(attendeeNames(3)).toEqual(["attendee-01", "attendee-02", "attendee-03"]);
  expect(attendeeNames(0)).toEqual([]);
  const many = attendeeNames(120);
  expect([...many].sort()).toEqual(many);
});

test("an attendee reads raw data, and writes below a prefix only, event logs too", async () => {
  granted.length = 0;
  const { engine } = await made();
  expect(granted).toEqual([
    { purpose: "landing", access: "read" },
    { purpose: "lake", access: "write", prefix: "attendee-01" },
    { purpose: "events", access: "write", prefix: "attendee-01" },
  ]);
  expect(engine.one("kubernetes:core/v1:ConfigMap", "attendee-01-storage-prefix").inputs.data).toEqual({
    uri: "s3a://lake/attendee-01",
    eventLogs: "s3a://events/attendee-01/",
  });
});

test("everything of one is in a namespace of their own", async () => {
  const { engine, attendee } = await made();
  expect(attendee.uri).toBe("s3a://lake/attendee-01");
  for (const { type, name, inputs } of engine.registered.filter(({ type }) =>
    type.startsWith("kubernetes:"),
  )) {
    if (type.endsWith(":Namespace")) continue;
    expect([name, (inputs.metadata as { namespace: string }).namespace]).toEqual([name, "attendee-01"]);
  }
});

test("the quota bounds what pods ask for, and lets nothing be paid for outside", async () => {
  const { engine } = await made();
  expect(engine.one("kubernetes:core/v1:ResourceQuota", "attendee-01-quota").inputs.spec).toMatchObject({
    hard: {
      "requests.cpu": "2000m",
      "requests.memory": "4096Mi",
      pods: "6",
      "count/sparkconnects.sparkoperator.k8s.io": "6",
      "services.loadbalancers": "0",
    },
  });
});

test("no job opens a port of the nodes, fills their disks, or takes memory that it did not request", async () => {
  const { engine } = await made();
  const { spec } = engine.one("kubernetes:core/v1:ResourceQuota", "attendee-01-quota").inputs;
  expect(spec).toMatchObject({
    hard: {
      "services.nodeports": "0",
      "count/ingresses.networking.k8s.io": "0",
      "limits.ephemeral-storage": "60Gi",
      persistentvolumeclaims: "4",
      "requests.storage": "40Gi",
    },
  });
  const limits = engine.one("kubernetes:core/v1:LimitRange", "attendee-01-limits").inputs.spec;
  expect(limits).toEqual({
    limits: [
      {
        type: "Container",
        default: { memory: "512Mi", "ephemeral-storage": "10Gi" },
        defaultRequest: { cpu: "100m", memory: "512Mi", "ephemeral-storage": "0" },
        max: { "ephemeral-storage": "10Gi" },
        maxLimitRequestRatio: { memory: "1" },
      },
    ],
  });
});

test("only the namespace's own pods reach its pods", async () => {
  const { engine } = await made();
  expect(engine.one("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs.spec).toEqual({
    podSelector: {},
    policyTypes: ["Ingress"],
    ingress: [{ from: [{ podSelector: {} }] }],
  });
});

test("a person may run jobs and read logs, and may not read secrets, run pods of their own or widen their rights", () => {
  const allowed = (resource: string) =>
    attendeeRules
      .filter((rule) => (rule.resources as string[]).includes(resource))
      .flatMap((rule) => rule.verbs as string[]);
  for (const resource of ["sparkapplications", "scheduledsparkapplications", "sparkconnects"])
    expect([resource, allowed(resource)]).toEqual([resource, expect.arrayContaining(["create", "delete"])]);
  expect(allowed("pods/log")).toEqual(["get", "list", "watch"]);
  expect(allowed("pods")).not.toContain("create");
  for (const resource of ["secrets", "roles", "rolebindings", "serviceaccounts", "pods/exec", "namespaces"])
    expect([resource, allowed(resource)]).toEqual([resource, []]);
  expect(JSON.stringify(attendeeRules)).not.toContain("*");
});

test("a registry's login reaches pods by their account, as a secret", async () => {
  const { engine } = await made('{"auths":{}}');
  expect(engine.one("kubernetes:core/v1:ServiceAccountPatch").inputs).toMatchObject({
    metadata: { name: "spark" },
    imagePullSecrets: [{ name: "registry" }],
  });
  expect((await made()).engine.names().filter((name) => name.includes("pull"))).toEqual([]);
});
