import { spotNoticeSeconds } from "../../components/spark/conf/decommission";
import { at, entries } from "../read";
import { always, bindingBeyondDev, type ResourceRule } from "../rule";
import { askJobs } from "../spark";

const nodePool = /^kubernetes:karpenter\.sh\/[^:]+:NodePool$/;

export const poolLimits: ResourceRule = {
  about: "resource",
  name: "pool-limits",
  description: "Every NodePool has a limit.",
  reason:
    "Without spec.limits one job with a wrong number in it launches instances until the account's quota ends it, at full price. https://karpenter.sh/docs/concepts/nodepools/#speclimits",
  level: always("mandatory"),
  check({ type, props, name }) {
    if (!nodePool.test(type) || entries(at(props, "spec", "limits")).length > 0) return [];
    return [`NodePool ${name} may grow without end. Set spec.limits.cpu, memory or nodes.`];
  },
};

export const poolGracePeriods: ResourceRule = {
  about: "resource",
  name: "pool-grace-periods",
  description: "Every NodePool bounds how long its nodes may drain.",
  reason:
    "A node with a pod that must not be disrupted drains for ever without spec.template.spec.terminationGracePeriod, and a teardown with it. https://karpenter.sh/docs/concepts/nodepools/#spectemplatespecterminationgraceperiod",
  level: always("mandatory"),
  check({ type, props, name }) {
    if (!nodePool.test(type)) return [];
    if (at(props, "spec", "template", "spec", "terminationGracePeriod") !== undefined) return [];
    return [
      `NodePool ${name} lets a node drain without end. Set spec.template.spec.terminationGracePeriod, such as 30m.`,
    ];
  },
};

export const executorGracePeriods: ResourceRule = {
  about: "resource",
  name: "executor-grace-periods",
  description: "Executors have the time to move their shuffle files before a spot node goes.",
  reason:
    "Decommissioning moves shuffle blocks to other executors, if the pod is given time: with the 30 seconds that Kubernetes gives by itself it seldom ends, and with more than the notice of two minutes it is cut off.",
  level: bindingBeyondDev,
  check: (resource) =>
    askJobs([resource], (job) => {
      const own = at(job.spec, "executor", "terminationGracePeriodSeconds");
      const seconds = own ?? at(job.spec, "executor", "template", "spec", "terminationGracePeriodSeconds");
      if (typeof seconds === "number" && seconds > 30 && seconds <= spotNoticeSeconds) return [];
      const found =
        seconds === undefined ? "30 seconds, since they say nothing" : `${String(seconds)} seconds`;
      return [
        `The executors of ${job.label} have ${found} to end. Set ${job.pathOf(`${job.at}.executor.terminationGracePeriodSeconds`)} above 30 and within the spot notice of ${spotNoticeSeconds}.`,
      ];
    }),
};
