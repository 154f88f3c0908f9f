import { nativeSidecar } from "../../rules/sidecars";
import { sparkContainers } from "../../rules/webhook";
import { dateOf, type Pod } from "./objects";
import type { Trouble } from "./problem";

/** What a driver's log says when executors do not find it. */
const lostDriver =
  /UnknownHostException|Max number of executor failures|Initial job has not accepted any resources/;

/**
 * Containers that have ended before the driver beside which they run. Its pod is then not ready, and the Service by which executors
 * look for the driver leaves it out.
 */
export function sidecarTroubles(pod: Pod): Trouble[] {
  const { containerStatuses } = pod.status;
  const main = containerStatuses.find(({ name }) => name === sparkContainers.driver);
  if (!main) return [];
  const driverEnd = dateOf(main.state.terminated?.finishedAt);
  return containerStatuses.flatMap((status): Trouble[] => {
    const { terminated } = status.state;
    const since = dateOf(terminated?.finishedAt);
    if (status === main || !terminated || !since || (driverEnd && since >= driverEnd)) return [];
    return [
      {
        about: `pod ${pod.metadata.name}, container ${status.name}`,
        since,
        reason: `it ended before the driver (exit code ${terminated.exitCode}), so the pod is not ready and executors do not find the driver`,
        cure: nativeSidecar,
        finalAfter: undefined,
      },
    ];
  });
}

/** {@link sidecarTroubles} of a driver that has failed, where its log says that executors did not find it. */
export function fatalSidecars(pod: Pod, log: readonly string[]): Trouble[] {
  return log.some((line) => lostDriver.test(line)) ? sidecarTroubles(pod) : [];
}
