import { webhookNeeds } from "../../components/spark/rules/webhook-fields";
import { at } from "../read";
import { always, type StackRule } from "../rule";
import { sparkJobs } from "../spark";

export const webhookOn: StackRule = {
  about: "stack",
  name: "webhook-on",
  description: "The spark-operator's mutating webhook is on when a job uses fields that only it applies.",
  reason:
    "Without the webhook the operator takes affinity, tolerations and mounts without a word and starts pods that have none of them: drivers land on spot nodes in any zone. https://www.kubeflow.org/docs/components/spark-operator/getting-started/#about-the-mutating-admission-webhook",
  level: always("mandatory"),
  check: (resources) => {
    const operators = resources.filter(
      ({ type, props }) =>
        type.startsWith("kubernetes:helm.sh/") &&
        String(at(props, "chart") ?? "").includes("spark-operator") &&
        !String(at(props, "chart")).includes("crds"),
    );
    const off = operators.find(({ props }) => at(props, "values", "webhook", "enable") === false);
    if (!off) return [];
    return sparkJobs(resources).flatMap((job) => {
      const needs = webhookNeeds(Object(job.spec), job.paths);
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
