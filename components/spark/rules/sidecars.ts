import { isSparkContainer, templateOf } from "./pod-containers";
import type { Rule } from "./subject";

/** What makes a container a sidecar that lives exactly as long as the containers of its pod. */
export const nativeSidecar =
  'Make it an init container with restartPolicy: "Always": it begins before the driver, begins again when it ends, and ends with the driver.';

/**
 * Containers beside a driver that have to end when it does, neither earlier nor later: a pod with a container that has ended is not
 * ready, so that executors do not find their driver by its Service, and one with a container that goes on is no pod that has ended.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export const sidecarWarnings: Rule = ({ spec, at }) => {
  const inTemplate = templateOf(spec, "driver")?.containers ?? [];
  const places = [
    ...(spec.driver.sidecars ?? []).map(({ name }, i) => ({ name, path: `sidecars[${i}]` })),
    ...inTemplate
      .map(({ name }, i) => ({ name, path: `template.spec.containers[${i}]` }))
      .filter((_, i) => !isSparkContainer(inTemplate, i, "driver")),
  ];
  return places.map(({ name, path }) => ({
    path: `${at}.driver.${path}`,
    value: name,
    reason:
      "has to end with the driver: ended earlier, executors no longer find the driver; ended later, the job counts as running",
    cure: nativeSidecar,
  }));
};
