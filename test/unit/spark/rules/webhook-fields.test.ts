import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operatorModule } from "../../../../components/charts/sources";
import {
  webhookNeeds,
  webhookRoleFields,
  webhookSpecFields,
} from "../../../../components/spark/rules/webhook-fields";
import { versions } from "../../../../components/versions/versions";
import { soundSpec } from "../../../support/subject";

/** Fields that the webhook's source reads of an application, in lower case, since Go writes GPU and DNSConfig. */
async function readByWebhook(pattern: RegExp): Promise<string[]> {
  const module = await operatorModule(versions.sparkOperatorChart);
  const source = readFileSync(join(module, "internal/webhook/sparkpod_defaulter.go"), "utf8");
  return [...new Set([...source.matchAll(pattern)].map(([, field = ""]) => field.toLowerCase()))].sort();
}

const lower = (fields: readonly string[]) => fields.map((field) => field.toLowerCase()).sort();

test("the list has every field of a role that the pinned operator's webhook applies", async () => {
  expect(lower(webhookRoleFields)).toEqual(await readByWebhook(/app\.Spec\.(?:Driver|Executor)\.(\w+)/g));
});

test("the list has every field of the spec that the pinned operator's webhook applies", async () => {
  // Volumes are mounted by a role's volumeMounts; monitoring counts only with a ConfigMap to mount.
  const others = ["driver", "executor", "monitoring", "volumes"];
  expect(lower([...webhookSpecFields, ...others])).toEqual(await readByWebhook(/app\.Spec\.(\w+)/g));
});

test("what a pod has by itself, and what Spark mounts, needs no webhook", () => {
  const plain = {
    ...soundSpec,
    driver: { hostNetwork: false, schedulerName: "", tolerations: [], shareProcessNamespace: false },
    executor: { volumeMounts: [{ name: "spark-local-dir-1", mountPath: "/scratch" }], memory: "1g" as const },
    monitoring: {
      exposeDriverMetrics: true,
      exposeExecutorMetrics: true,
      metricsPropertiesFile: "/m",
      prometheus: { jmxExporterJar: "/agent.jar", configFile: "/c" },
    },
  };
  expect(webhookNeeds(plain)).toEqual([]);
});

test("needs are named by their paths", () => {
  const spec = {
    driver: { schedulerName: "x", dnsConfig: {} },
    executor: { envFrom: [{}] },
    batchScheduler: "volcano",
  };
  const paths = { driver: "spec.template.driver", executor: "spec.template.executor" };
  expect(webhookNeeds(spec, paths)).toEqual([
    "spec.template.driver.dnsConfig",
    "spec.template.driver.schedulerName",
    "spec.template.executor.envFrom",
    "spec.template.batchScheduler",
  ]);
});
