/** A Deployment of pods that ask for what executors do: spot, in one zone, half a node each. */
export function waitingPods(image: string, replicas = 3): string {
  const labels = { app: "waiting", "spark-role": "executor" };
  const among = (key: string, value: string) => ({ key, operator: "In", values: [value] });
  const required = {
    nodeSelectorTerms: [
      {
        matchExpressions: [
          among("karpenter.sh/capacity-type", "spot"),
          among("topology.kubernetes.io/zone", "local-b"),
        ],
      },
    ],
  };
  const spec = {
    terminationGracePeriodSeconds: 1,
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
    tolerations: [{ key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" }],
    containers: [
      {
        name: "sleep",
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["sleep", "infinity"],
        resources: { requests: { cpu: "900m", memory: "1500Mi" } },
      },
    ],
  };
  return JSON.stringify({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "waiting", namespace: "default" },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  });
}
