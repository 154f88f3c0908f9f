import { webhookNeeds } from "../../components/spark/rules/webhook-fields";
import { at } from "../read";
import { always, type StackRule, type Subject } from "../rule";
import { askJobs } from "../spark";

/** The release of the operator's chart, by its own name or by the chart's folder: the CRDs are a release beside it. */
function isOperator({ type, props }: Subject): boolean {
  if (!type.startsWith("kubernetes:helm.sh/")) return false;
  const chart = String(at(props, "chart") ?? "")
    .split("/")
    .at(-1);
  return at(props, "name") === "spark-operator" || /^spark-operator(?!-crds)(-\d.*)?$/.test(chart ?? "");
}

export const webhookOn: StackRule = {
  about: "stack",
  name: "webhook-on",
  description: "The spark-operator's mutating webhook is on when a job uses fields that only it applies.",
  reason:
    "Without the webhook the operator takes affinity, tolerations and mounts without a word and starts pods that have none of them: drivers land on spot nodes in any zone. https://www.kubeflow.org/docs/components/spark-operator/getting-started/#about-the-mutating-admission-webhook",
  level: always("mandatory"),
  check: (resources) => {
    const operators = resources.filter(isOperator);
    const off = operators.find(({ props }) => at(props, "values", "webhook", "enable") === false);
    if (!off) return [];
    return askJobs(resources, (job) => {
      const needs = webhookNeeds(job.spec, job.paths);
      if (needs.length === 0) return [];
      return [
        {
          urn: job.urn,
          message: `${job.label} sets ${needs.join(", ")}, which only the webhook applies, and ${off.name} has it off. Set webhook.enable: true, or use pod templates.`,
        },
      ];
    });
  },
};
