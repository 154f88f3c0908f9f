import {
  containerTroubles,
  isSparks,
  missingObject,
  mountTroubles,
} from "../../../../../components/spark/run/start/containers";
import { at, event, pod, running, waiting } from "./recorded";

const about = "pod flights-driver, container spark-kubernetes-driver";

test.each<[string, string, RegExp, number | undefined]>([
  ["CreateContainerError", "no command", /^the container cannot be created: no command$/, 20],
  ["RunContainerError", "no such file", /^the container cannot be created: no such file$/, 20],
  ["CrashLoopBackOff", "back-off 10s", /^the container ends again and again: back-off 10s$/, undefined],
  ["CreateContainerConfigError", "bad variable", /^the container cannot be set up: bad variable$/, 20],
  ["CreateContainerConfigError", "runAsNonRoot and root", /^the container cannot be set up: runAs/, 0],
  ["CreateContainerConfigError", 'secret "x" not found', /^the Secret "x" is missing$/, 20],
])("%s (%s)", (state, message, reason, finalAfter) => {
  const [trouble, ...others] = containerTroubles(waiting("driver", state, message), []);
  expect(trouble).toMatchObject({ about, finalAfter, reason: expect.stringMatching(reason) });
  expect(others).toEqual([]);
});

test("a container that waits for nothing bad, or runs, is no trouble", () => {
  expect(containerTroubles(waiting("driver", "ContainerCreating"), [])).toEqual([]);
  expect(containerTroubles(running("driver"), [])).toEqual([]);
});

test("an init container is told of like the others, first", () => {
  const state = { waiting: { reason: "CrashLoopBackOff", message: "x" } };
  const one = pod("driver", {
    initContainerStatuses: [{ name: "fetch", state }],
    containerStatuses: [{ name: "spark-kubernetes-driver", state }],
  });
  const [init, main] = containerTroubles(one, []);
  expect(init).toMatchObject({ about: "pod flights-driver, container fetch" });
  expect(init?.cure).toBe("See kubectl -n spark-jobs logs flights-driver -c fetch --previous.");
  expect(main?.about).toBe(about);
});

test("a trouble is as old as the first event that tells of it, and as the pod without one", () => {
  const one = waiting("driver", "CreateContainerError");
  const failed = [9, 7].map((seconds) => event(one, "Failed", "x", { firstTimestamp: at(seconds) }));
  const other = event(one, "BackOff", "x", { firstTimestamp: at(4) });
  expect(containerTroubles(one, [...failed, other])[0]?.since).toEqual(new Date(at(7)));
  expect(containerTroubles(one, [other])[0]?.since).toEqual(new Date(at(3)));
  const crashing = waiting("driver", "CrashLoopBackOff");
  expect(containerTroubles(crashing, [...failed, other])[0]?.since).toEqual(new Date(at(4)));
});

test.each<[string, string | undefined]>([
  ['secret "a" not found', 'the Secret "a" is missing'],
  ['ConfigMap "a" not found', 'the ConfigMap "a" is missing'],
  ["couldn't find key k in ConfigMap jobs/a.", 'the ConfigMap "a" has no key "k"'],
  ["couldn't find key k, in Secret jobs/a,", 'the Secret "a" has no key "k"'],
  ["references non-existent secret key: k", 'the Secret has no key "k"'],
  ["references non-existent config key: k,", 'the ConfigMap has no key "k"'],
  ["something else", undefined],
])("the kubelet's %j", (message, reason) => {
  expect(missingObject(message)?.reason).toBe(reason);
});

describe("mounts", () => {
  const one = waiting("driver", "ContainerCreating");
  const mount = (message: string, reason = "FailedMount", more: object = {}) =>
    event(one, reason, message, more);

  test("that fail are told once a volume, from when it was first said", () => {
    const events = [
      mount('failed for volume "a" : timed out'),
      mount('failed for volume "a" : again', "FailedMount", { firstTimestamp: at(20) }),
      mount('failed for volume "b" : x', "FailedAttachVolume"),
      mount("no volume named"),
      mount('failed for volume "c" : x', "Scheduled"),
    ];
    expect(mountTroubles(one, events).map(({ about, reason }) => `${about}: ${reason}`)).toEqual([
      'pod flights-driver, volume a: the volume cannot be mounted: failed for volume "a" : timed out',
      'pod flights-driver, volume b: the volume cannot be mounted: failed for volume "b" : x',
      "pod flights-driver: the volume cannot be mounted: no volume named",
    ]);
    expect(mountTroubles(one, events)[0]).toMatchObject({ since: new Date(at(5)), finalAfter: undefined });
  });

  test("are over once a container runs", () => {
    expect(mountTroubles(running("driver"), [mount('failed for volume "a" : x')])).toEqual([]);
  });

  test.each([
    ['configmap "spark-exec-0f3a-conf-map" not found', true],
    ['configmap "flights-driver-podspec-conf-map" not found', true],
    ['configmap "spark-drv-mine" not found', false],
    ['configmap "settings" not found', false],
  ])("%s is Spark's own: %s", (message, own) => {
    expect(isSparks(message)).toBe(own);
  });
});
