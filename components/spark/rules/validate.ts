import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import shapes from "../../crds/generated/spark-operator.shapes.json";
import { isMap, type Shapes, shapeProblems } from "../../crds/shape";
import { askWellShaped } from "../../crds/well-shaped";
import type { Problem } from "../../errors";
import { applicationRules } from "./application";
import { claimRules } from "./claims";
import { confValueRules, memoryShareWarnings, misspeltConfWarnings } from "./conf-values";
import { containerFieldRules } from "./container-fields";
import { deviceWarnings } from "./devices";
import { encryptionConfRules } from "./encryption-conf";
import { executorCountWarnings } from "./node-size";
import { nodeRules, zoneWarnings } from "./nodes";
import { overruledConf } from "./overruled-conf";
import { podFieldRules } from "./pod-fields";
import { podSecurityRules } from "./pod-security";
import { prohibitionRules } from "./prohibitions";
import { repeatedVariableWarnings } from "./repeated-variables";
import { schedulingFieldRules } from "./scheduling-fields";
import { secretRules } from "./secrets";
import { sidecarWarnings } from "./sidecars";
import { storageRules, storageWarnings } from "./storage";
import type { Rule, RuleSubject } from "./subject";
import { versionRules } from "./versions";
import { volumeFieldRules } from "./volume-fields";
import { ignoredConf, webhookRules } from "./webhook";

/** The shapes of the pinned CRDs. */
export const crdShapes = shapes as unknown as Shapes;

const rules: readonly Rule[] = [
  ...webhookRules,
  ...applicationRules,
  ...prohibitionRules,
  versionRules,
  confValueRules,
  encryptionConfRules,
  ...storageRules,
  claimRules,
  nodeRules,
  podSecurityRules,
  ...podFieldRules,
  ...containerFieldRules,
  ...volumeFieldRules,
  ...schedulingFieldRules,
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
  repeatedVariableWarnings,
  memoryShareWarnings,
  misspeltConfWarnings,
  deviceWarnings,
];

/** What the rules have to say about an application. */
export interface RuleFindings {
  /** What would be refused or would fail later. */
  readonly problems: Problem[];
  /** What is more likely wrong than right. */
  readonly warnings: Problem[];
}

/**
 * All that is wrong with an application, found before anything is sent.
 *
 * @param subject whose spec need not have the CRD's shape: what has not is told, and rules that read such a field are not asked.
 */
export function validate(subject: RuleSubject): RuleFindings {
  const { at, spec } = subject;
  const shaped = shapeProblems(spec, "#SparkApplicationSpec", crdShapes, at);
  const ask = askWellShaped<SparkApplicationSpec, Problem>(spec, at, shaped);
  const asked = (some: readonly Rule[]) =>
    some.flatMap((rule) => ask((readable) => rule({ ...subject, spec: readable })));
  const strict = asked(strictRules);
  return {
    problems: [
      ...shaped,
      ...(subject.manifest ? [] : strict),
      ...asked(rules),
      // It passes over what is of another shape.
      ...(isMap(spec) ? secretRules(subject) : []),
    ],
    warnings: [...(subject.manifest ? strict : []), ...asked(warningRules)],
  };
}
