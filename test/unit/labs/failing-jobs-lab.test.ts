import type { ApiObject } from "../../../cli/lab/cluster-view";
import {
  after,
  application,
  before,
  event,
  findings,
  labOf,
  object,
  ofJobs,
  pod,
  statesOf,
  taskOf,
} from "../../support/played-cluster";

const jobEvent = (reason: string, kind: string, name: string, rest: object = {}) =>
  ({
    ...event(reason, kind, name, rest),
    metadata: { ...event(reason, kind, name).metadata, ...ofJobs },
  }) as ApiObject;

describe("lab 18: five jobs that fail", () => {
  const all = ["a", "b", "c", "d", "e"].map((letter) => `lab-18-${letter}`);

  test("is done when each has failed, and runs", async () => {
    const objects = all.flatMap((name) => [
      application(name, "COMPLETED"),
      name === "lab-18-a"
        ? jobEvent("BackOff", "Pod", `${name}-driver`)
        : jobEvent("SparkDriverFailed", "SparkApplication", name),
    ]);
    expect(new Set(Object.values(await statesOf(18, { objects })))).toEqual(new Set(["done"]));
  });

  test("a job that never failed was fixed before it was read", async () => {
    expect(await taskOf(18, "a", { objects: [application("lab-18-a", "COMPLETED")] })).toMatchObject({
      reason: { en: "has never failed" },
    });
  });

  test("that a job failed is noted, since events are forgotten", async () => {
    const { folder, lab } = labOf(18);
    const found = await findings(folder, lab, {
      objects: [application("lab-18-a", "COMPLETED")],
      memory: { "lab-18-a": "BackOff" },
    });
    expect(found.a).toMatchObject({ state: "done" });
  });

  test.each([
    ["no driver", [], "describe sparkapplication lab-18-c"],
    [
      "a driver that waits",
      [pod("lab-18-c-driver", { phase: "Pending" }, {}, ofJobs)],
      "describe pod lab-18-c-driver",
    ],
    [
      "a driver that failed",
      [pod("lab-18-c-driver", { phase: "Failed" }, {}, ofJobs)],
      "logs lab-18-c-driver",
    ],
  ])("with %s it says where to read", async (_, pods, where) => {
    const finding = await taskOf(18, "c", { objects: [application("lab-18-c", "FAILED"), ...pods] });
    expect(finding).toMatchObject({ cure: { en: expect.stringContaining(where) } });
  });

  test("mistake account-made: an account without rights", async () => {
    const account = object("ServiceAccount", "lab-18-driver", {}, ofJobs);
    const finding = await taskOf(18, "c", { objects: [application("lab-18-c", "FAILED"), account] });
    expect(finding).toMatchObject({ path: "serviceaccount lab-18-driver" });
  });

  test("mistake fixed-only: a ConfigMap starts nothing", async () => {
    const map = object("ConfigMap", "lab-18-code", { data: { "delays.py": "carrier" } }, ofJobs);
    const finding = await taskOf(18, "e", { objects: [application("lab-18-e", "FAILED"), map] });
    expect(finding).toMatchObject({ reason: { en: expect.stringContaining("a run that is over") } });
  });
});

test("what is made before the lab begins is none of its events", async () => {
  const old = {
    ...jobEvent("SparkApplicationFailed", "SparkApplication", "lab-18-b"),
    lastTimestamp: before,
  };
  const objects = [application("lab-18-b", "COMPLETED"), old];
  expect(await taskOf(18, "b", { objects })).toMatchObject({ reason: { en: "has never failed" } });
  expect(after > before).toBe(true);
});
