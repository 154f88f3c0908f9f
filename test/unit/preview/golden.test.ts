import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import type { Rendering } from "../../../cli/preview/declared";
import { markdown } from "../../../cli/preview/markdown";
import { stackReport } from "../../../cli/preview/stack-report";
import { terminalReport } from "../../../cli/preview/terminal";
import { cloud, kind, plainKind } from "./programs";

const folder = join(__dirname, "golden");
const larger = JSON.stringify([
  { name: "drivers", count: 1, capacityType: "on-demand", zones: ["local-a"], instanceType: "c5.xlarge" },
  { name: "executors", count: 2, capacityType: "spot", zones: ["local-a"], instanceType: "c5.large" },
]);
const quota = () => {
  const provider = new k8s.Provider("other", { kubeconfig: "{}", clusterIdentifier: "other" });
  const metadata = { name: "jobs", namespace: "spark-jobs" };
  new k8s.core.v1.ResourceQuota("quota", { metadata, spec: { hard: { pods: "20" } } }, { provider });
  return provider;
};
const unnamed = () => {
  const provider = quota();
  const spec = {
    selector: { matchLabels: { app: "a" } },
    template: {
      metadata: { labels: { app: "a" } },
      spec: { containers: [{ name: "a", image: "nginx:latest" }] },
    },
  };
  new k8s.apps.v1.Deployment("web", { spec }, { provider });
};

/** Each kind of change: what the base declares, and what this state does. */
const changes: Record<string, () => Promise<[Rendering | undefined, Rendering | undefined]>> = {
  "no-change": async () => [await plainKind(), await plainKind()],
  "log-level": async () => [await plainKind(), await kind({ environment: "prod" })],
  "job-runs-again": async () => [await plainKind(), await kind({ buckets: bucketsWith("lake") })],
  "cluster-replaced": async () => [await plainKind(), await kind({ workers: larger })],
  "namespace-renamed": async () => [await plainKind(), await kind({ jobNamespace: "spark-etl" })],
  "stack-new": async () => [undefined, await plainKind()],
  "stack-gone": async () => [await plainKind(), undefined],
  "object-created": async () => [await plainKind(), await kind({}, quota)],
  "policy-broken": async () => [await kind({}, quota), await kind({}, unnamed)],
  "zone-refused": async () => [await plainKind(), await kind({ zone: "local-b" })],
  "cloud-changed": async () => [
    await cloud(),
    await cloud({ action: "s3:*", forceDestroy: true, queue: true, publicAccess: "0.0.0.0/0" }),
  ],
  "cloud-replaced": async () => [
    await cloud(),
    await cloud({ cidr: "10.1.0.0/16", instanceTypes: ["c5.xlarge"] }),
  ],
  "base-refused": async () => [await kind({ zone: "local-b" }), await plainKind()],
};

test.each(Object.keys(changes))(
  "%s is reported as in the golden file (UPDATE_GOLDEN=1 writes it anew)",
  async (name) => {
    const [before, after] = (await changes[name]?.()) ?? [];
    const report = stackReport({ before, after, base: "main at 0000000" });
    // Whole stacks are long and the same in each; these show what a report does when it does not fit.
    const whole = !["stack-new", "stack-gone", "base-refused"].includes(name);
    for (const [ending, text] of [
      ["md", markdown(report, whole ? undefined : 6_000)],
      ["txt", `${terminalReport(report, whole).join("\n")}\n`],
    ] as const) {
      const file = join(folder, `${name}.${ending}`);
      if (process.env.UPDATE_GOLDEN) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(existsSync(file)).toBe(true);
      expect(text).toBe(readFileSync(file, "utf8"));
    }
  },
);

function bucketsWith(lake: string): string {
  return JSON.stringify({
    landing: "workshop-landing",
    lake: `workshop-${lake}-2`,
    events: "workshop-events",
  });
}
