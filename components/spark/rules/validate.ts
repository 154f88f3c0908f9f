import shapes from "../../crds/generated/spark-operator.shapes.json";
import { type Shapes, shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { applicationRules } from "./application";
import { claimRules } from "./claims";
import { confValueRules } from "./conf-values";
import { executorCountWarnings } from "./node-size";
import { nodeRules, zoneWarnings } from "./nodes";
import { overruledConf } from "./overruled-conf";
import { podFieldRules } from "./pod-fields";
import { podSecurityRules } from "./pod-security";
import { prohibitionRules } from "./prohibitions";
import { secretRules } from "./secrets";
import { sidecarWarnings } from "./sidecars";
import { storageRules, storageWarnings } from "./storage";
import type { Rule, RuleSubject } from "./subject";
import { versionRules } from "./versions";
import { ignoredConf, webhookRules } from "./webhook";

/** The shapes of the pinned CRDs. */
export const crdShapes = shapes as unknown as Shapes;

const rules: readonly Rule[] = [
  webhookRules,
  applicationRules,
  prohibitionRules,
  versionRules,
  confValueRules,
  secretRules,
  storageRules,
  claimRules,
  nodeRules,
  podSecurityRules,
  podFieldRules,
];

/** What the operator and Spark pass over: a slip in a program, and often meant in a manifest that has run elsewhere. */
const strictRules: readonly Rule[] = [
  ({ spec, at }) => ignoredConf(spec.sparkConf ?? {}, `${at}.sparkConf`),
  overruledConf,
];

/** What is more likely wrong than right. */
export const warningRules: readonly Rule[] = [
  storageWarnings,
  zoneWarnings,
  executorCountWarnings,
  sidecarWarnings,
];

/** What the rules have to say about an application. */
export interface Verdict {
  /** What would be refused or would fail later. */
  readonly problems: Problem[];
  /** What is more likely wrong than right. */
  readonly warnings: Problem[];
}

/**
 * All that is wrong with an application, found before anything is sent.
 *
 * Fields come first: rules read a spec that has the CRD's shape, so with one that has not only the shape is told.
 */
export function validate(subject: RuleSubject): Verdict {
  const shaped = shapeProblems(subject.spec, "#SparkApplicationSpec", crdShapes, subject.at);
  if (shaped.length > 0) return { problems: shaped, warnings: [] };
  const strict = strictRules.flatMap((rule) => rule(subject));
  return {
    problems: [...(subject.manifest ? [] : strict), ...rules.flatMap((rule) => rule(subject))],
    warnings: [...(subject.manifest ? strict : []), ...warningRules.flatMap((rule) => rule(subject))],
  };
}
