import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { upTimeLeft } from "../../../../cli/commands/up-time-left";
import { readDurations } from "../../../../cli/time-left/kept-durations";
import { imageTasks, toolTasks } from "../../../../cli/time-left/plan";
import type { TaskName } from "../../../../cli/time-left/tasks";

const stack = { karpenter: true, imageRegistry: "", bundle: false };
const settled = () => new Promise<void>((done) => setImmediate(done));

/** An `up` whose clock and Docker the test has. */
function played(there: () => readonly TaskName[] | Error = () => []) {
  const clock = { now: 0 };
  const looks: number[] = [];
  const file = join(mkdtempSync(join(tmpdir(), "up-")), "durations.json");
  const look = async () => {
    looks.push(clock.now);
    const found = there();
    if (found instanceof Error) throw found;
    return found;
  };
  const whole = upTimeLeft({ language: "en", now: () => clock.now, look, file });
  return { clock, looks, file, whole };
}

test("nothing is said of a stack that is not planned", async () => {
  const { whole, looks, file } = played();
  whole.begin({ task: "pulumi", by: "network" });
  await settled();
  whole.keep();
  expect(whole.left()).toBeUndefined();
  expect(looks).toEqual([]);
  expect(readDurations(file)).toEqual({});
});

test("Docker is looked at when the first tool is brought, and when the first image is: never where all is there", async () => {
  const { whole, looks, clock } = played(() => ["docker", ...imageTasks]);
  whole.expect(stack);
  whole.unneeded(["kind", "kubectl", "helm"]);
  await settled();
  expect(looks).toEqual([]);
  whole.begin({ task: "pulumi", by: "cores" });
  clock.now = 150;
  whole.end("pulumi");
  whole.begin({ task: "plugins", by: "network" });
  await settled();
  expect(whole.left()?.line).toBe("about 4.5 minutes left: Pulumi's plugins, program, cluster and 3 more");
  clock.now = 210;
  whole.begin({ task: "node", by: "network" });
  whole.begin({ task: "s3", by: "network" });
  expect(looks).toEqual([0, 210]);
});

test("a Docker that had to be started is looked at when it runs", async () => {
  const { whole, looks, clock } = played(() => ["node", "s3"]);
  whole.expect(stack);
  whole.begin({ task: "docker", by: "network" });
  expect(looks).toEqual([]);
  clock.now = 30;
  whole.end("docker");
  whole.begin({ task: "debian", by: "network" });
  await settled();
  expect(looks).toEqual([30]);
  whole.unneeded(toolTasks);
  expect(whole.left()?.line).toContain(": base image, Spark image, operator's image and ");
});

test("a Docker that does not answer is no failure", async () => {
  const { whole } = played(() => new Error("Cannot connect to the Docker daemon"));
  whole.expect(stack);
  whole.begin({ task: "node", by: "cores" });
  await settled();
  expect(whole.left()?.line).toMatch(/^about \d+ minutes left: node image/);
});

test("what a run took is kept, and expected of the next one", async () => {
  const { whole, clock, file } = played();
  whole.expect(stack);
  whole.unneeded([...toolTasks, ...imageTasks]);
  for (const task of ["program", "cluster", "loads", "operator", "jobOnKarpenter"] as const) {
    whole.begin({ task, by: "cores" });
    clock.now += 100;
    whole.end(task);
  }
  expect(whole.left()).toBeUndefined();
  whole.keep();
  expect(readDurations(file)).toMatchObject({ "cluster by cores": 100, "jobOnKarpenter by cores": 100 });
});
