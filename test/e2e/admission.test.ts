import type { Client, KubernetesObject } from "./admission/client";
import { type ControlPlane, startControlPlane } from "./admission/control-plane";
import {
  allowed,
  allowedServers,
  application,
  connect,
  container,
  forbidden,
  forbiddenOfAttendees,
  forbiddenServers,
  scheduled,
} from "./admission/objects";
import { renderedFences } from "./admission/rendered";
import { disagreements } from "./admission/shapes";

let controlPlane: ControlPlane;
let person: Client;
let job: Client;

const namespace = "attendee-01";

/** An application from before the rules, with the finalizer of whoever watches it. */
const old = application("old", { mode: "client" });
Object.assign(old.metadata, { finalizers: ["workshop.test/watched"] });

beforeAll(async () => {
  const [rendered, started] = await Promise.all([renderedFences(), startControlPlane()]);
  controlPlane = started;
  const { admin } = controlPlane;
  const first = rendered.findIndex(({ kind }) => kind === "ValidatingAdmissionPolicy");
  await create(admin, rendered.slice(0, first));
  await eventually(async () => (await admin.create(old)).code === 201);
  await create(admin, rendered.slice(first));
  person = admin.as(await admin.tokenOf(namespace, "attendee"));
  job = admin.as(await admin.tokenOf(namespace, "spark"));
  // Policies hold a moment after they were created.
  const probe = application("probe", { mode: "client" });
  await eventually(async () => {
    const { code } = await person.create(probe);
    if (code === 201) await person.delete(probe);
    return code === 422;
  });
}, 240_000);

async function create(admin: Client, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const { code, message } = await admin.create(object);
    expect([object.kind, object.metadata.name, code, message]).toEqual([
      object.kind,
      object.metadata.name,
      201,
      "",
    ]);
  }
}

async function eventually(so: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await so())) {
    if (Date.now() > until) throw new Error("it did not come to be");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

afterAll(() => controlPlane?.stop(), 120_000);

test.each(forbidden)("an attendee is refused %s, with the rule's words", async (_, spec, words) => {
  for (const object of [application("forbidden", spec), scheduled("forbidden", spec)]) {
    const { code, message } = await person.create(object);
    expect([code, message]).toEqual([422, expect.stringContaining("denied request: spec.")]);
    expect(message).toMatch(words);
  }
});

test.each(allowed)("an attendee may send %s", async (_, spec) => {
  for (const object of [application("allowed", spec), scheduled("allowed", spec)]) {
    expect(await person.create(object)).toMatchObject({ code: 201, message: "" });
    expect(await person.delete(object)).toMatchObject({ code: 200 });
  }
});

test.each(forbiddenServers)("whoever may make a server is refused %s of it", async (_, spec, words) => {
  const { code, message } = await controlPlane.admin.create(connect("forbidden", spec));
  expect([code, message]).toEqual([422, expect.stringContaining("denied request: spec.")]);
  expect(message).toMatch(words);
});

test.each(forbiddenOfAttendees)("an attendee is refused %s of a server", async (_, spec, words) => {
  const { code, message } = await person.create(connect("forbidden", spec));
  expect([code, message]).toEqual([422, expect.stringContaining("denied request: spec.")]);
  expect(message).toMatch(words);
});

test.each(allowedServers)("an attendee's server may have %s", async (_, spec) => {
  const server = connect("allowed", spec);
  expect(await person.create(server)).toMatchObject({ code: 201, message: "" });
  expect(await person.delete(server)).toMatchObject({ code: 200 });
});

test("what the rules say of a spec's shape is what the API server says, for specs as the CRD has them and with one slip", async () => {
  const seed = Number(process.env.SHAPES_SEED ?? Date.now() % 1_000_000);
  const found = await disagreements(controlPlane.admin, Number(process.env.SHAPES_RUNS ?? 600), seed);
  expect([`SHAPES_SEED=${seed}`, found]).toEqual([`SHAPES_SEED=${seed}`, []]);
}, 120_000);

test("what was admitted cannot be changed into what is not", async () => {
  const object = application("changed");
  expect(await person.create(object)).toMatchObject({ code: 201 });
  const { code, message } = await person.patch(object, { spec: { mode: "client" } });
  expect([code, message]).toEqual([422, expect.stringContaining("would run the driver inside the operator")]);
  expect(await person.patch(object, { metadata: { labels: { a: "b" } } })).toMatchObject({ code: 200 });
});

test("what was there before the rules can still be deleted, with its finalizers, and not be renewed", async () => {
  expect(await person.patch(old, { spec: { mode: "client", mainClass: "Other" } })).toMatchObject({
    code: 422,
  });
  expect(await person.delete(old)).toMatchObject({ code: 200 });
  expect(await person.exists(old)).toBe(true);
  expect(await person.patch(old, { metadata: { finalizers: null } })).toMatchObject({ code: 200 });
  expect(await person.exists(old)).toBe(false);
});

test("an attendee reaches no other's namespace, no secrets, no pods of their own and no rules", async () => {
  const metadata = { name: "x", namespace };
  const refused: KubernetesObject[] = [
    application("x", {}, "attendee-02"),
    application("x", {}, "spark-jobs"),
    { apiVersion: "v1", kind: "Pod", metadata },
    { apiVersion: "v1", kind: "Secret", metadata },
    { apiVersion: "v1", kind: "Service", metadata },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata },
    { ...connect("x"), metadata: { ...metadata, namespace: "spark-jobs" } },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: "spark-workshop-attendees" },
    },
  ];
  for (const object of refused) {
    expect([object.kind, (await person.create(object)).code]).toEqual([object.kind, 403]);
    expect([object.kind, (await person.delete(object)).code]).toEqual([object.kind, 403]);
  }
});

describe("a job", () => {
  const map = (name: string, labels?: object): KubernetesObject =>
    ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels } }) as KubernetesObject;
  const code = map("another-job-code");
  const own = map("spark-exec-conf-map", { "spark-app-selector": "spark-1" });
  const stranger = /belongs to no run of Spark/;

  beforeAll(async () => {
    expect(await person.create(code)).toMatchObject({ code: 201 });
  });

  test("may not change, delete or take the place of another job's code", async () => {
    const tries = [
      await job.patch(code, { data: { "job.py": "mine" } }),
      await job.patch(code, { metadata: { labels: { "spark-app-selector": "spark-1" } } }),
      await job.delete(code),
      await job.deleteAll(code),
      await job.create(map("next-job-code")),
      await job.patch(map("spark-logging"), { data: {} }),
    ];
    for (const { code, message } of tries)
      expect([code, message]).toEqual([422, expect.stringMatching(stranger)]);
    expect(await person.exists(code)).toBe(true);
  });

  test("makes and deletes what is its run's", async () => {
    expect(await job.create(own)).toMatchObject({ code: 201 });
    expect(await job.delete(own)).toMatchObject({ code: 200 });
  });

  test("makes executors of its own account, and no pod besides", async () => {
    const pod = (labels: object, spec: object): KubernetesObject =>
      ({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "executor", namespace, labels },
        spec: { containers: [container()], automountServiceAccountToken: false, ...spec },
      }) as KubernetesObject;
    const resources = (requested: string) => ({ requests: { memory: requested }, limits: { memory: "1Gi" } });
    const of = (memory: string) => ({ containers: [container({ resources: resources(memory) })] });
    const ofRun = { "spark-app-selector": "spark-1" };
    const other = await job.create(pod(ofRun, { serviceAccountName: "attendee" }));
    expect(other.message).toMatch(/runs as attendee, which is not the account of the namespace's jobs/);
    expect((await job.create(pod({}, { serviceAccountName: "spark" }))).message).toMatch(stranger);
    const host = await job.create(pod(ofRun, { serviceAccountName: "spark", hostNetwork: true }));
    expect([host.code, host.message]).toEqual([403, expect.stringContaining("violates PodSecurity")]);
    const greedy = await job.create(pod(ofRun, { serviceAccountName: "spark", ...of("1Mi") }));
    expect([greedy.code, greedy.message]).toEqual([403, expect.stringContaining("limit to request ratio")]);
    expect(await job.create(pod(ofRun, { serviceAccountName: "spark", ...of("1Gi") }))).toMatchObject({
      code: 201,
    });
  });
});
