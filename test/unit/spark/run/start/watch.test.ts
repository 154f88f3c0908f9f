import { endingText } from "../../../../../components/spark/run/start/end-run";
import { podWithReason } from "../../../../../components/spark/run/start/observe";
import type { RunView } from "../../../../../components/spark/run/start/problems";
import { startProblems } from "../../../../../components/spark/run/start/problems";
import { watchStart } from "../../../../../components/spark/run/start/watch";
import { application, event, karpenter, running, unscheduled, view, waiting } from "./recorded";

const missing = waiting("driver", "CreateContainerConfigError", 'secret "database" not found');

/** Watches a run of which each look shows the next view; `undefined` is a cluster that does not answer. */
async function watched(views: readonly (RunView | undefined)[], endings: readonly boolean[] = [true]) {
  const told: string[] = [];
  const ended: string[] = [];
  const tries = [...endings];
  const rest = [...views];
  const stop = new AbortController();
  const result = await watchStart(
    {
      look: async () => {
        if (rest.length === 0) {
          stop.abort();
          return undefined;
        }
        const next = rest.shift();
        if (!next) throw new Error("no answer");
        return next;
      },
      tell: async ({ kind, reason }) => {
        told.push(`${kind}: ${reason}`);
      },
      end: async (problems) => {
        if (!tries.shift()) throw new Error("conflict");
        ended.push(...problems.map(({ reason }) => reason));
      },
      pause: async () => undefined,
    },
    stop.signal,
  );
  return { result, told, ended, left: rest.length };
}

test("what may come is told once and waited for, then the run is ended", async () => {
  const at = (seconds: number) => view(seconds, { pods: [missing] });
  const { result, told, ended, left } = await watched([at(5), at(16), at(20), at(40), at(43)]);
  expect(result).toBe("cannot start");
  expect(told).toEqual(['open: the Secret "database" is missing']);
  expect(ended).toEqual(['the Secret "database" is missing']);
  expect(left).toBe(1);
});

test("another try at the same image is no news", async () => {
  const lookup =
    'failed to do request: Head "https://x/v2/": dial tcp: lookup x on 10.0.0.1:53: no such host';
  const driver = waiting("driver", "ErrImagePull", lookup);
  const at = (seconds: number, count: number) =>
    view(seconds, { pods: [driver], events: [event(driver, "Pulling", "Pulling image", { count })] });
  const { told } = await watched([at(15, 1), at(20, 2), at(25, 3)]);
  expect(told).toHaveLength(1);
});

test("a node that Karpenter launches is told once, as news", async () => {
  const driver = unscheduled("driver", "0/1 nodes are available: 1 node(s) had untolerated taint(s).");
  const events = [karpenter(driver, "Nominated", "Pod should schedule on: nodeclaim/drivers-x")];
  const at = (seconds: number) => view(seconds, { pods: [driver], events, nodes: { karpenter: true } });
  const { result, told } = await watched([
    at(12),
    at(15),
    view(60, { pods: [running("driver"), running("executor")] }),
  ]);
  expect(told).toEqual(["progress: Karpenter: Pod should schedule on: nodeclaim/drivers-x"]);
  expect(result).toBe("started");
});

test("a cluster that does not answer, and an end that is refused, are tried again", async () => {
  const at = (seconds: number) => view(seconds, { pods: [missing] });
  const { result, ended } = await watched([undefined, at(40), at(43)], [false, true]);
  expect(result).toBe("cannot start");
  expect(ended).toHaveLength(1);
});

test.each(["COMPLETED", "FAILED", "SUSPENDED"])("%s ends the watching without a word", async (state) => {
  const { result, told } = await watched([view(90, { application: application(state), pods: [missing] })]);
  expect(result).toBe("ended");
  expect(told).toEqual([]);
});

test("the watching ends with the operation that it belongs to", async () => {
  expect((await watched([view(5, {})])).result).toBe("stopped");
});

test("what is noted has the reason first and the events of the pods after it", () => {
  const failed = event(missing, "Failed", 'Error: secret "database" not found');
  const shown = view(40, { pods: [missing], events: [failed] });
  expect(endingText(startProblems(shown), shown)).toBe(
    [
      ' - pod flights-driver, container spark-kubernetes-driver: the Secret "database" is missing. Create it in the job\'s namespace, or take it out of the job.',
      "Events of its pods:",
      '  | flights-driver: Failed: Error: secret "database" not found',
    ].join("\n"),
  );
});

test("a driver's log is read when it has failed, or has no executors after a while", () => {
  const now = (seconds: number) => view(seconds, {}).now;
  const app = application("RUNNING");
  const driver = running("driver");
  expect(podWithReason(app, [missing], now(60))).toBeUndefined();
  expect(podWithReason(app, [driver], now(10))).toBeUndefined();
  expect(podWithReason(app, [driver], now(30))).toBe(driver);
  expect(podWithReason(app, [driver, running("executor")], now(30))).toBeUndefined();
});
