import { liveApplication } from "../../../../../components/spark/run/live-applications";
import { failureEvidence, observeRun } from "../../../../../components/spark/run/start/observe";
import { application, event, pod, running, waiting } from "./recorded";

const asked: string[] = [];
let answers: Readonly<Record<string, unknown>> = {};
jest.mock("../../../../../components/cluster/ask-api", () => ({
  askApi: async (_: string, path: string) => {
    asked.push(path);
    const answer = answers[path.replace(/^.*\/namespaces\/a%2Fb\//, "")] ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  },
}));
jest.mock("../../../../../components/spark/run/driver-log", () => ({
  driverLog: async (...given: unknown[]) => [`log of ${given.slice(1).join(" ")}`],
}));

const run = { namespace: "a/b", name: "flights" };
const own = "sparkapplications/flights";
const pods = "pods?labelSelector=sparkoperator.k8s.io%2Fapp-name%3Dflights";
const nodePools = "/apis/karpenter.sh/v1/nodepools?limit=1";
const eventsOf = (uid: string) => `events?fieldSelector=involvedObject.uid%3D${uid}&limit=100`;
let clusters = 0;

function observed(
  given: Readonly<Record<string, unknown>>,
  observe: typeof observeRun | typeof failureEvidence,
) {
  answers = given;
  asked.length = 0;
  clusters += 1;
  return observe(`kubeconfig ${clusters}`, run);
}
const view = (given: Readonly<Record<string, unknown>>) =>
  observed(given, observeRun) as ReturnType<typeof observeRun>;

test("a run is its application, its pods and the events of those that wait", async () => {
  const driver = waiting("driver", "ImagePullBackOff");
  const said = event(driver, "Failed", "x");
  const seen = await view({
    [own]: application("SUBMITTED"),
    [pods]: { items: [driver, running("executor")] },
    [eventsOf("uid-flights-driver")]: { items: [said] },
  });
  expect(seen?.application).toEqual(application("SUBMITTED"));
  expect(seen?.pods).toHaveLength(2);
  expect(seen?.events).toEqual([said]);
  expect([seen?.nodes, seen?.driverLog]).toEqual([{ karpenter: false }, []]);
  expect(asked).toHaveLength(4);
});

test("of many that wait four are asked about, and what is not there is nothing", async () => {
  const many = Array.from({ length: 6 }, (_, i) => waiting("executor", "x", "", { name: `e-${i}` }));
  expect((await view({ [own]: application("RUNNING"), [pods]: { items: many } }))?.events).toEqual([]);
  expect(asked.filter((path) => path.includes("/events?"))).toHaveLength(4);
  expect((await view({ [own]: application("SUBMITTED") }))?.pods).toEqual([]);
  expect(await view({})).toBeUndefined();
  await expect(view({ [own]: new Error("no answer") })).rejects.toThrow("no answer");
});

test.each<[string, unknown, boolean]>([
  ["pools", { items: [{}] }, true],
  ["no pools", { items: [] }, false],
  ["no such kind", null, false],
  ["an answer of another shape", { kind: "Status" }, false],
  ["no right to ask", new Error("403"), true],
])("whether Karpenter is there is asked of its pools: %s", async (_, pools, karpenter) => {
  expect((await view({ [own]: application("SUBMITTED"), [nodePools]: pools }))?.nodes).toEqual({ karpenter });
});

test("whether Karpenter is there is asked once a cluster", async () => {
  await view({ [own]: application("SUBMITTED") });
  await observeRun(`kubeconfig ${clusters}`, run);
  expect(asked.filter((path) => path === nodePools)).toHaveLength(1);
});

test("a driver that failed is heard, and its end is the evidence", async () => {
  const failed = pod("driver", {
    phase: "Failed",
    containerStatuses: [
      { name: "spark-kubernetes-driver", state: { terminated: { exitCode: 1, reason: "Error" } } },
    ],
  });
  const given = { [own]: application("FAILING"), [pods]: { items: [failed] } };
  const log = ["log of a/b flights-driver 2000"];
  expect((await view(given))?.driverLog).toEqual(log);
  expect(await observed(given, failureEvidence)).toEqual({
    causes: ["pod flights-driver: the driver ended with exit code 1. See the driver's log."],
    driverLog: log,
  });
});

test("there is no evidence where nobody answers, or nothing is left", async () => {
  for (const given of [{ [own]: new Error("no answer") }, {}])
    expect(await observed(given, failureEvidence)).toEqual({ causes: [], driverLog: [] });
});

describe("an application as it is in the cluster", () => {
  const found = { metadata: { name: "flights" }, spec: {} };
  const live = (given: unknown, name = "flights", kubeconfig = `live ${++clusters}`) => {
    answers = { sparkapplications: given };
    asked.length = 0;
    return liveApplication(kubeconfig, { ...run, name });
  };

  test("is found in its namespace's list, which is asked for once", async () => {
    expect(await live({ items: [found] })).toEqual(found);
    expect(asked).toEqual(["/apis/sparkoperator.k8s.io/v1beta2/namespaces/a%2Fb/sparkapplications"]);
    expect(await live({ items: [] }, "flights", `live ${clusters}`)).toEqual(found);
    expect(asked).toEqual([]);
  });

  test("is none where the list has not got it, or the cluster does not know the kind", async () => {
    expect(await live({ items: [found] }, "other")).toBeNull();
    expect(await live(null)).toBeNull();
  });

  test("is not known where the cluster does not answer", async () => {
    expect(await live(new Error("no answer"))).toBeUndefined();
  });
});
