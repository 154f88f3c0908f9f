import { z } from "zod";
import { askApi } from "../../../cluster/ask-api";
import { driverLog } from "../driver-log";
import type { FailureEvidence } from "../outcome";
import { applicationPath, type RunName } from "../run-name";
import { type Application, applicationShape, eventShape, type Pod, podShape, roleOf } from "./objects";
import { problemLine } from "./problem";
import { type RunView, startProblems, withoutExecutors } from "./problems";

/** Longest wait for an answer, in milliseconds. */
const timeoutMs = 8000;

/** Most pods whose events are asked for: executors wait for the same reasons. */
const mostPods = 4;

/** Lines of a driver's log in which the first exception is looked for. */
export const logLines = 2000;

const podList = z.object({ items: z.array(podShape) });
const eventList = z.object({ items: z.array(eventShape) });

/** Clusters with pools of Karpenter, asked once. */
const karpenters = new Map<string, Promise<boolean>>();

/**
 * A run as the API server shows it now: three small questions, and one more for each pod that waits.
 *
 * @param kubeconfig as text.
 * @returns nothing when there is no such application.
 * @throws {Error} when the cluster does not answer.
 */
export async function observeRun(kubeconfig: string, run: RunName): Promise<RunView | undefined> {
  const ask = (path: string) => askApi(kubeconfig, path, timeoutMs);
  const core = `/api/v1/namespaces/${encodeURIComponent(run.namespace)}`;
  const selector = encodeURIComponent(`sparkoperator.k8s.io/app-name=${run.name}`);
  const [found, listed, karpenter] = await Promise.all([
    ask(applicationPath(run)),
    ask(`${core}/pods?labelSelector=${selector}`),
    hasKarpenter(kubeconfig),
  ]);
  if (found === null) return undefined;
  const application = applicationShape.parse(found);
  const pods = podList.parse(listed ?? { items: [] }).items;
  const waiting = pods.filter(({ status }) => status.phase === "Pending").slice(0, mostPods);
  const events = await Promise.all(
    waiting.map(async ({ metadata: { uid } }) => {
      const field = encodeURIComponent(`involvedObject.uid=${uid}`);
      return eventList.parse((await ask(`${core}/events?fieldSelector=${field}&limit=100`)) ?? { items: [] });
    }),
  );
  const now = new Date();
  const teller = podWithReason(application, pods, now);
  return {
    application,
    pods,
    events: events.flatMap(({ items }) => items),
    nodes: { karpenter },
    driverLog: teller ? await driverLog(kubeconfig, run.namespace, teller.metadata.name, logLines) : [],
    now,
  };
}

/** The driver whose log may say why the run does not go on: it has failed, or has no executors after a while. */
export function podWithReason(application: Application, pods: readonly Pod[], now: Date): Pod | undefined {
  const driver = pods.find((pod) => roleOf(pod) === "driver");
  if (!driver) return undefined;
  if (driver.status.phase === "Failed") return driver;
  if (driver.status.phase !== "Running" || pods.some((pod) => roleOf(pod) === "executor")) return undefined;
  const since = Date.parse(application.status.lastSubmissionAttemptTime ?? "");
  return now.getTime() - since > withoutExecutors * 1000 ? driver : undefined;
}

/** Whether Karpenter has pools. Where that may not be asked, it is taken to: then no word of kube-scheduler counts as the last. */
function hasKarpenter(kubeconfig: string): Promise<boolean> {
  const known =
    karpenters.get(kubeconfig) ??
    askApi(kubeconfig, "/apis/karpenter.sh/v1/nodepools?limit=1", timeoutMs).then(
      (pools) => (z.object({ items: z.array(z.unknown()) }).safeParse(pools).data?.items.length ?? 0) > 0,
      () => true,
    );
  karpenters.set(kubeconfig, known);
  return known;
}

/** What the API server still has of a run that has failed: causes with their cures, and the driver's log. Empty where it does not answer. */
export async function failureEvidence(kubeconfig: string, run: RunName): Promise<FailureEvidence> {
  const view = await observeRun(kubeconfig, run).catch(() => undefined);
  if (!view) return { causes: [], driverLog: [] };
  return { causes: startProblems(view).map(problemLine), driverLog: view.driverLog ?? [] };
}
