import type { RunName } from "../run-name";
import { isSparks } from "./containers";
import { type Event, lastSeen } from "./objects";
import { problemLines, type StartProblem } from "./problem";
import type { RunView } from "./problems";

/** Annotation of an application whose run cannot start: why, with the events of its pods. */
export const cannotStart = "spark-workshop/cannot-start";

/** Most events that are kept of a run that cannot start. */
const mostEvents = 8;

/** Longest text of the annotation; all annotations of an object together may have 256 KiB. */
const longest = 8000;

/** Why a run cannot start, and the last warnings among the events of its pods, as lines. */
export function endingText(problems: readonly StartProblem[], { events }: RunView): string {
  const seen = (event: Event): number => lastSeen(event)?.getTime() ?? 0;
  const telling = events.filter(({ type, message }) => type !== "Normal" && !isSparks(message));
  const last = [...telling].sort((a, b) => seen(a) - seen(b)).slice(-mostEvents);
  const lines = [
    ...problemLines(problems.filter(({ kind }) => kind !== "progress")).map((line) => ` - ${line}`),
    ...(last.length > 0 ? ["Events of its pods:"] : []),
    ...last.map(
      ({ involvedObject, reason, message }) => `  | ${involvedObject.name}: ${reason}: ${message.trim()}`,
    ),
  ];
  return lines.join("\n").slice(0, longest);
}

/**
 * Ends a run that cannot start: notes why on the application, which ends the provider's waiting (`runIsOver`), and suspends it. The
 * operator takes its pods away, so that the job does not begin hours later, when somebody creates the missing Secret.
 *
 * @param kubeconfig as text.
 */
export async function endRun(kubeconfig: string, { namespace, name }: RunName, why: string): Promise<void> {
  const { KubeConfig, KubernetesObjectApi, PatchStrategy } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  const body = {
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: { namespace, name, annotations: { [cannotStart]: why } },
    spec: { suspend: true },
  };
  await api.patch(body, undefined, undefined, "spark-workshop", undefined, PatchStrategy.MergePatch);
}
