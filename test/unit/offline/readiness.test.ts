import type { KubeObject } from "../../../offline/plugins/kubernetes/object";
import { endpoints, podTrouble, READINESS, selectsPods } from "../../../offline/plugins/kubernetes/readiness";
import type { Properties } from "../../../offline/plugins/protocol/values";

const judge = (kind: string, live: Properties) => READINESS[kind]?.(live as KubeObject);
const progressing = { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" };
const available = { type: "Available", status: "True" };

describe("a Deployment", () => {
  const complete = {
    metadata: { generation: 2 },
    spec: { replicas: 2 },
    status: {
      observedGeneration: 2,
      updatedReplicas: 2,
      availableReplicas: 2,
      conditions: [available, progressing],
    },
  };

  it("is ready when the new ReplicaSet is available", () => {
    expect(judge("apps/v1/Deployment", complete)).toEqual({ ready: true });
  });

  it.each<[string, Properties]>([
    ["its controller has not seen the change", { observedGeneration: 1 }],
    ["Pods of the old ReplicaSet make up the number", { updatedReplicas: 1 }],
    ["too few are available", { availableReplicas: 1 }],
    ["it is still rolling", { conditions: [available, { ...progressing, reason: "ReplicaSetUpdated" }] }],
  ])("is not while %s", (_, status) => {
    const live = { ...complete, status: { ...complete.status, ...status } };
    expect(judge("apps/v1/Deployment", live)).toMatchObject({ ready: false, failed: false });
  });

  it("tells why it does not get on, and goes on waiting as the real provider does", () => {
    const stuck = {
      type: "Progressing",
      status: "False",
      reason: "ProgressDeadlineExceeded",
      message: "too slow",
    };
    const live = { ...complete, status: { ...complete.status, conditions: [stuck] } };
    expect(judge("apps/v1/Deployment", live)).toEqual({
      ready: false,
      failed: false,
      message: "[ProgressDeadlineExceeded] too slow",
    });
  });
});

describe("a Job", () => {
  const job = (conditions: Properties[]) =>
    judge("batch/v1/Job", { status: { startTime: "now", conditions } });

  it("is ready when it is complete", () => {
    expect(job([{ type: "Complete", status: "True" }])).toEqual({ ready: true });
  });

  it.each([
    ["BackoffLimitExceeded", true],
    ["DeadlineExceeded", true],
    ["PodFailurePolicy", false],
  ])("that failed by %s is given up: %s", (reason, failed) => {
    expect(job([{ type: "Failed", status: "True", reason, message: "no" }])).toMatchObject({
      ready: false,
      failed,
    });
  });
});

it("a StatefulSet is ready when all its Pods are of the new revision", () => {
  const status = {
    observedGeneration: 1,
    replicas: 1,
    readyReplicas: 1,
    currentReplicas: 1,
    currentRevision: "a",
    updateRevision: "a",
  };
  const live = { metadata: { generation: 1 }, spec: { replicas: 1 }, status };
  expect(judge("apps/v1/StatefulSet", live)).toEqual({ ready: true });
  const rolling = { ...live, status: { ...status, updateRevision: "b" } };
  expect(judge("apps/v1/StatefulSet", rolling)).toMatchObject({ ready: false });
});

it("a DaemonSet is ready when every node that should have it does", () => {
  const status = {
    observedGeneration: 1,
    desiredNumberScheduled: 2,
    updatedNumberScheduled: 2,
    numberAvailable: 2,
  };
  expect(judge("apps/v1/DaemonSet", { status })).toEqual({ ready: true });
  expect(judge("apps/v1/DaemonSet", { status: { ...status, numberAvailable: 1 } })).toMatchObject({
    ready: false,
  });
});

describe("a Service", () => {
  it.each<[string, Properties, boolean]>([
    ["with a selector", { selector: { app: "a" }, clusterIP: "10.0.0.1" }, true],
    ["without one", { clusterIP: "10.0.0.1" }, false],
    ["that is headless", { selector: { app: "a" }, clusterIP: "None" }, false],
    ["of an external name", { selector: { app: "a" }, type: "ExternalName" }, false],
  ])("%s counts on Pods: %s", (_, spec, expected) => {
    expect(selectsPods({ spec })).toBe(expected);
  });

  it("waits for the Pods that are not ready", () => {
    const address = [{ ip: "10.0.0.1" }];
    expect(endpoints({ subsets: [{ addresses: address }] })).toEqual({ ready: true });
    expect(endpoints({ subsets: [{ addresses: address, notReadyAddresses: address }] })).toMatchObject({
      ready: false,
    });
    expect(endpoints({})).toBeUndefined();
  });

  it("of type LoadBalancer waits for its address", () => {
    const spec = { type: "LoadBalancer" };
    expect(judge("v1/Service", { spec, status: {} })).toMatchObject({ ready: false });
    expect(judge("v1/Service", { spec, status: { loadBalancer: { ingress: [{ ip: "1" }] } } })).toEqual({
      ready: true,
    });
  });
});

it("a Pod in trouble says which container, and why", () => {
  const metadata = { namespace: "n", name: "p" };
  const waiting = { name: "c", state: { waiting: { reason: "ImagePullBackOff", message: "no such image" } } };
  const ended = { name: "d", state: { terminated: { reason: "Error", exitCode: 3, message: "oops\n" } } };
  const creating = { name: "e", state: { waiting: { reason: "ContainerCreating" } } };
  const live = { metadata, status: { containerStatuses: [waiting, ended, creating] } };
  expect(podTrouble(live)).toBe(
    '[Pod n/p]: [ImagePullBackOff] no such image; container "d" terminated (Error: exit code 3): oops',
  );
  expect(podTrouble({ metadata, status: { containerStatuses: [creating] } })).toBeUndefined();
});
