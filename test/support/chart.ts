import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { versions } from "../../components/versions/versions";

/** A folder with the part of the spark-operator chart's values.yaml that the operator component sets. */
export function chartWithValuesOf(): string {
  const folder = mkdtempSync(join(tmpdir(), "chart-"));
  const some = { nodeSelector: {}, tolerations: [], resources: {} };
  const values = {
    image: { registry: "", repository: "", tag: "", pullPolicy: "" },
    controller: { ...some, workers: 10, env: [], volumes: [], volumeMounts: [] },
    webhook: { ...some, enable: true },
    spark: { jobNamespaces: [], serviceAccount: { create: true }, rbac: { create: true } },
    prometheus: { metrics: { enable: false } },
  };
  writeFileSync(join(folder, "values.yaml"), stringify(values));
  return folder;
}

/** Puts charts where a program in this folder looks for them: what is there is not fetched. */
export function chartsIn(folder: string): void {
  const charts = join(folder, ".workshop", "charts");
  const values = chartWithValuesOf();
  for (const chart of ["spark-operator", "spark-operator-crds"])
    cpSync(values, join(charts, `${chart}-${versions.sparkOperatorChart}`), { recursive: true });
  const karpenter = join(charts, `karpenter-${versions.karpenter}`);
  mkdirSync(join(charts, `karpenter-crd-${versions.karpenter}`), { recursive: true });
  mkdirSync(karpenter, { recursive: true });
  const known = { replicas: 2, controller: { resources: {} }, serviceAccount: { name: "" } };
  const settings = { clusterName: "", interruptionQueue: "" };
  writeFileSync(join(karpenter, "values.yaml"), JSON.stringify({ ...known, settings }));
}
