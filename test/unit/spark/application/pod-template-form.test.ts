import { mergeSpec } from "../../../../components/spark/application/merge-spec";
import {
  asPodTemplates,
  templateFormProblems,
} from "../../../../components/spark/application/pod-template-form";
import { webhookRoleFields } from "../../../../components/spark/rules/webhook-fields";
import { soundSpec } from "../../../support/subject";

test("nothing is left for the webhook, and nothing is lost", () => {
  const rich = mergeSpec(soundSpec, {
    volumes: [{ name: "tmp", emptyDir: {} }],
    driver: {
      env: [{ name: "A", value: "1" }],
      volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      configMaps: [{ name: "code", path: "/app" }],
      sidecars: [{ name: "logs", image: "x" }],
      priorityClassName: "jobs",
      ports: [{ name: "debug", protocol: "TCP", containerPort: 5005 }],
      podSecurityContext: { fsGroup: 185 },
      javaOptions: "-Dx=y",
    },
  }) as typeof soundSpec;
  const { driver, executor, volumes } = asPodTemplates(rich);
  for (const field of webhookRoleFields) {
    expect([field, field in driver, field in executor]).toEqual([field, false, false]);
  }
  expect(volumes).toBeUndefined();
  // What spark-submit does without the webhook stays where it is.
  expect(driver).toMatchObject({ cores: 1, memory: "512m", serviceAccount: "spark", javaOptions: "-Dx=y" });
  expect(driver.template?.spec).toMatchObject({
    nodeSelector: { "karpenter.sh/capacity-type": "on-demand" },
    priorityClassName: "jobs",
    securityContext: { fsGroup: 185 },
    containers: [
      {
        name: "spark-kubernetes-driver",
        env: [{ name: "A", value: "1" }],
        ports: [{ name: "debug", protocol: "TCP", containerPort: 5005 }],
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "code-vol", mountPath: "/app" },
        ],
      },
      { name: "logs", image: "x" },
    ],
    volumes: [
      { name: "tmp", emptyDir: {} },
      { name: "code-vol", configMap: { name: "code" } },
    ],
  });
});

test("a template of one's own wins over what is put into it", () => {
  const spec = mergeSpec(soundSpec, {
    driver: { template: { spec: { nodeSelector: { "karpenter.sh/capacity-type": "spot" } } } },
  }) as typeof soundSpec;
  expect(asPodTemplates(spec).driver.template?.spec?.nodeSelector).toEqual({
    "karpenter.sh/capacity-type": "spot",
  });
});

test("what only the webhook can do is refused", () => {
  const spec = mergeSpec(soundSpec, { executor: { memoryLimit: "2g", gpu: { name: "x", quantity: 1 } } });
  expect(templateFormProblems(spec as typeof soundSpec, "spec").map(({ path }) => path)).toEqual([
    "spec.executor.gpu",
    "spec.executor.memoryLimit",
  ]);
});

test("a field of the whole application that only the webhook applies is refused too", () => {
  const spec = mergeSpec(soundSpec, {
    batchScheduler: "volcano",
    hadoopConfigMap: "hadoop",
    monitoring: { exposeDriverMetrics: true, prometheus: { jmxExporterJar: "/agent.jar" } },
  });
  expect(templateFormProblems(spec as typeof soundSpec, "spec").map(({ path }) => path)).toEqual([
    "spec.batchScheduler",
    "spec.hadoopConfigMap",
    "spec.monitoring.prometheus",
  ]);
});
