import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { sparkOperatorCharts } from "../../../components/charts/spark-operator-charts";
import { versions } from "../../../components/versions/versions";
import { readConfig } from "../../../stacks/config";
import { existingStack } from "../../../stacks/existing";
import { FakeEngine, settled } from "../../support/engine";
import type { KubernetesObject } from "./client";

/** What fences people off, in the order in which it can be created. */
const kinds = [
  "Namespace",
  "ServiceAccount",
  "Role",
  "RoleBinding",
  "ConfigMap",
  "LimitRange",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
];

/** The operator's definitions, and the fences of a stack with two attendees as the program renders them. */
export async function renderedFences(): Promise<KubernetesObject[]> {
  const values: Record<string, string> = {
    target: "existing",
    existing: JSON.stringify({ context: "any" }),
    attendees: "2",
  };
  const config = readConfig({ get: (key) => values[key] }, Object.keys(values), "existing");
  const charts = await sparkOperatorCharts(versions.sparkOperatorChart);
  const engine = await FakeEngine.start({}, true);
  existingStack(config, { charts, kubeconfig: "{}" });
  await settled();
  const fences = kinds.flatMap((kind) =>
    engine.registered
      .filter(({ type }) => type.startsWith("kubernetes:") && type.endsWith(`:${kind}`))
      .map(({ inputs }) => inputs as unknown as KubernetesObject),
  );
  return [...definitions(join(charts.operator, "crds")), ...fences];
}

function definitions(folder: string): KubernetesObject[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")))
    .map((document) => document.toJS() as KubernetesObject);
}
