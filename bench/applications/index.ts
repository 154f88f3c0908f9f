/**
 * A program of COUNT SparkApplications and nothing else: FORM `typed`, our component; `bare`, a CustomResource with the very same spec
 * and as many ConfigMaps. At its end it writes its peak memory in MiB to REPORT.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { planApplication } from "../../components/spark/application/plan";
import { SparkApplication } from "../../components/spark/application/spark-application";
import { platformOn } from "../platform";

/** A namespace of its own: the stack's jobs stay out of it. */
const bench = "bench-applications";
const count = Number(process.env.COUNT);
const kubeconfig = readFileSync(process.env.KUBECONFIG ?? "", "utf8");
const provider = new k8s.Provider("cluster", { kubeconfig, clusterIdentifier: "bench" });
const allocatable = { cpuMillis: 1930, memoryMiB: 3114 };
const { platform: bare, namespace: plain } = platformOn([
  { name: "any", capacityType: "on-demand", zones: ["local-a"], allocatable, taints: [] },
  { name: "spot", capacityType: "spot", zones: ["local-a"], allocatable, taints: [] },
]);
const cluster = {
  ...bare.cluster,
  optionsForInClusterResources: () => ({ providers: [provider] }),
  optionsForWorkloads: () => ({ providers: [provider] }),
  kubeconfig: pulumi.secret(kubeconfig),
};
const platform = { ...bare, cluster };
const existing = new k8s.core.v1.Namespace("jobs", { metadata: { name: bench } }, { provider });
const namespace = Object.assign(existing, { ...plain, namespace: bench }) as unknown as typeof plain;
const job = { platform, namespace, python: join(__dirname, "..", "..", "apps", "flights", "flights.py") };

const code = readFileSync(job.python, "utf8");

// What a person would have written out: decided once, so that only Pulumi's own work is measured.
const { spec } = planApplication("job", job, "job");
for (let i = 0; i < count; i++) {
  const name = `job-${i}`;
  if (process.env.FORM === "typed") {
    new SparkApplication(name, { ...job, run: "suspended" });
    continue;
  }
  const metadata = { name, namespace: bench };
  const opts = { provider, dependsOn: [existing] };
  new k8s.core.v1.ConfigMap(
    `${name}-code`,
    { metadata: { ...metadata, name: `${name}-code` }, data: { "flights.py": code } },
    opts,
  );
  new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "sparkoperator.k8s.io/v1beta2",
      kind: "SparkApplication",
      metadata,
      spec: { ...spec, suspend: true },
    },
    opts,
  );
}

process.on("exit", () => {
  writeFileSync(process.env.REPORT ?? "/dev/null", String(process.resourceUsage().maxRSS / 1024));
});
