import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";

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
