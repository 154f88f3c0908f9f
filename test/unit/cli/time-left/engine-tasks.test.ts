import type { TimedEvent } from "../../../../cli/engine/events";
import { followEngine } from "../../../../cli/time-left/engine-tasks";

const urn = (types: string, name: string) => `urn:pulumi:dev::spark-workshop::${types}::${name}`;
const command = "workshop:cluster:KindCluster$command:local:Command";
const present = urn(command, "cluster-node-image-present");
const create = urn(command, "cluster-kind");
const load = urn(command, "cluster-spark-load");
const operator = urn("workshop:spark:SparkOperator$kubernetes:helm.sh/v3:Release", "spark-operator");
const application = urn("workshop:spark:SparkApplication$kubernetes:core/v1:ConfigMap", "flights-conf");

const started = (at: string, op = "create", custom = true): TimedEvent => ({
  ...{ kind: "started", op, urn: at, custom, at: 0 },
});

function follow(events: readonly TimedEvent[]): string[] {
  const told: string[] = [];
  const tell = followEngine({
    begin: ({ task }) => void told.push(`${task} begins`),
    end: (task) => void told.push(`${task} ends`),
  });
  for (const event of events) tell(event);
  return told;
}

test("the engine's own order", () => {
  const summary: TimedEvent = { kind: "summary", changes: {}, succeeded: true, at: 9 };
  const events = [present, create, load, operator, load, application, operator, create].map((at) =>
    started(at),
  );
  expect(follow([...events, summary])).toEqual([
    "program begins",
    "program ends",
    "cluster begins",
    "cluster ends",
    "loads begins",
    "operator begins",
    "loads ends",
    "operator ends",
    "job begins",
    "jobOnKarpenter begins",
    ...["program", "cluster", "loads", "operator", "job", "jobOnKarpenter"].map((task) => `${task} ends`),
  ]);
});

test("what it leaves as it is, or only names, is no task", () => {
  const done: TimedEvent = { kind: "done", op: "create", urn: application, custom: true, at: 0 };
  expect(follow([started(create, "same"), started(load, "create", false), done])).toEqual(["program begins"]);
});

test("a stack whose images are on the nodes goes on to its application", () => {
  expect(follow([started(operator), started(application)])).toContain("job begins");
});
