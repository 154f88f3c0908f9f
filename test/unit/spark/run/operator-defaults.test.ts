import { withOperatorDefaults } from "../../../../components/spark/run/operator-defaults";
import { soundSpec, subject } from "../../../support/subject";

const filled = (over: object) => withOperatorDefaults(subject(over).spec);
const silent = { cores: null, memory: null, instances: null };

test("nothing that is said is replaced", () => {
  const { driver, executor } = filled({
    mode: "client",
    driver: { memory: "3g" },
    executor: { instances: 7 },
  });
  expect([driver.memory, driver.cores, executor.instances, executor.memory]).toEqual(["3g", 1, 7, "512m"]);
  expect(filled({ mode: "client" }).mode).toBe("client");
});

test("sizes and number are filled in where neither field nor property says them", () => {
  const { driver, executor, mode } = filled({ mode: null, driver: silent, executor: silent });
  expect(mode).toBe("cluster");
  expect(driver).toMatchObject({ cores: 1, memory: "1g" });
  expect(executor).toMatchObject({ cores: 1, memory: "1g", instances: 1 });
  expect("instances" in driver).toBe(false);
});

test.each(["driver", "executor"] as const)("a property of the %s is left alone", (role) => {
  const of = (key: string) =>
    Object.keys(
      filled({ [role]: silent, sparkConf: { [`spark.${role}.${key}`]: "2" } })[role] as object,
    ).filter((field) => field in silent);
  const all = role === "driver" ? ["cores", "memory"] : ["cores", "memory", "instances"];
  expect(of("cores").sort()).toEqual(all.filter((field) => field !== "cores").sort());
  expect(of("memory").sort()).toEqual(all.filter((field) => field !== "memory").sort());
  expect(of("instances").sort()).toEqual(all.filter((field) => field !== "instances").sort());
});

test("executors that come and go have no number, and their shuffle is tracked unless somebody says otherwise", () => {
  const dynamic = (more: object) =>
    filled({ executor: { instances: null }, dynamicAllocation: { enabled: true, ...more } });
  expect("instances" in dynamic({}).executor).toBe(false);
  expect(dynamic({}).dynamicAllocation).toEqual({ enabled: true, shuffleTrackingEnabled: true });
  expect(dynamic({ shuffleTrackingEnabled: false }).dynamicAllocation?.shuffleTrackingEnabled).toBe(false);
  const off = filled({ executor: { instances: null }, dynamicAllocation: { enabled: false } });
  expect(off.executor.instances).toBe(1);
  expect(off.dynamicAllocation).toEqual({ enabled: false });
  expect(withOperatorDefaults(soundSpec)).not.toHaveProperty("dynamicAllocation");
});

test("retries have their pauses, and a run that is not retried has none", () => {
  const pauses = { onFailureRetryInterval: 5, onSubmissionFailureRetryInterval: 5 };
  const of = (restartPolicy: object) => filled({ restartPolicy }).restartPolicy;
  expect(of({ type: "OnFailure" })).toEqual({ type: "OnFailure", ...pauses });
  expect(of({ type: "Always", onFailureRetryInterval: 9 })).toMatchObject({ onFailureRetryInterval: 9 });
  expect(of({ type: "Never" })).toEqual({ type: "Never" });
  expect(of({ onFailureRetries: 3 })).toEqual({ type: "Never", onFailureRetries: 3 });
});
