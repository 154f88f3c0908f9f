import { sentence } from "../../../../components/errors";
import { deviceWarnings } from "../../../../components/spark/rules/devices";
import { schedulingFieldRules } from "../../../../components/spark/rules/scheduling-fields";
import type { RuleSubject } from "../../../../components/spark/rules/subject";

const subjectOf = (spec: object): RuleSubject =>
  ({ spec: { driver: {}, executor: {}, ...spec }, at: "spec" }) as unknown as RuleSubject;
const told = (spec: object): string[] =>
  schedulingFieldRules.flatMap((rule) => rule(subjectOf(spec))).map(sentence);
const tolerations = (...some: object[]): string[] => told({ driver: { tolerations: some } });
const node = (...matchExpressions: object[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
  },
});

test.each<[object, string]>([
  [
    { key: "a", operator: "Equals", value: "b" },
    'operator ("Equals") is not an operator of a toleration. Use Equal or Exists.',
  ],
  [
    { key: "a", operator: "Exists", value: "b" },
    'value ("b") stands beside Exists, which takes every value. Remove it, or use Equal.',
  ],
  [{ value: "b" }, "key is missing, and only Exists does without one. Name the taint's key."],
  [
    { key: "a", effect: "NoScheduling" },
    'effect ("NoScheduling") is not an effect of a taint. Use NoSchedule, PreferNoSchedule or NoExecute, or leave it out for all.',
  ],
  [
    { key: "a", effect: "NoSchedule", tolerationSeconds: 60 },
    "tolerationSeconds (60) needs the effect NoExecute. Remove it.",
  ],
  [{ key: "a b", operator: "Exists" }, 'key ("a b") is not a key that a taint can have. '],
])("the toleration %p is refused", (toleration, sentence) => {
  expect(tolerations(toleration)).toEqual([
    expect.stringContaining(`spec.driver.tolerations[0].${sentence}`),
  ]);
});

test("tolerations that Kubernetes takes are taken", () => {
  expect(
    tolerations(
      {},
      { operator: "Exists" },
      { key: "a" },
      { key: "spark-role", operator: "Equal", value: "executor", effect: "NoSchedule" },
      { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 0 },
    ).filter((text) => !text.startsWith("spec.driver.tolerations[0]")),
  ).toEqual([]);
});

test.each<[object, string]>([
  [
    { key: "a", operator: "in", values: ["b"] },
    'operator ("in") is not an operator of a requirement. Use In, NotIn, Exists, DoesNotExist, Gt or Lt.',
  ],
  [
    { key: "a", operator: "In", values: [] },
    "values is empty, and In needs values. Name the label's values.",
  ],
  [{ key: "a", operator: "NotIn" }, "values is empty, and NotIn needs values. Name the label's values."],
  [
    { key: "a", operator: "Exists", values: ["b"] },
    'values (["b"]) stands beside Exists, which takes none. Remove it, or use In.',
  ],
  [
    { key: "a", operator: "Gt", values: ["1", "2"] },
    'values (["1","2"]) is not one value, which Gt needs. Name one whole number.',
  ],
])("the requirement %p of nodes is refused, in a field and in a template", (requirement, sentence) => {
  const affinity = node(requirement);
  const path =
    "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";
  expect(told({ executor: { affinity, template: { spec: { affinity } } } })).toEqual([
    `spec.executor.${path}.${sentence}`,
    `spec.executor.template.spec.${path}.${sentence}`,
  ]);
});

test("terms, weights and topology keys that Kubernetes refuses are refused", () => {
  const affinity = {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 101, preference: {} }],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 0,
          podAffinityTerm: {
            labelSelector: { matchExpressions: [{ key: "a", operator: "Gt", values: ["1"] }] },
          },
        },
      ],
    },
  };
  expect(
    told({ driver: { affinity } }).map((text) => text.replace("DuringSchedulingIgnoredDuringExecution", "")),
  ).toEqual([
    "spec.driver.affinity.nodeAffinity.required.nodeSelectorTerms is empty, and a required affinity has at least one term. Add one.",
    "spec.driver.affinity.nodeAffinity.preferred[0].weight (101) is not a weight. Use 1 to 100.",
    "spec.driver.affinity.podAntiAffinity.preferred[0].weight (0) is not a weight. Use 1 to 100.",
    expect.stringContaining(
      'podAffinityTerm.topologyKey ("") is not the key of a label. Name a label of nodes, such as kubernetes.io/hostname or topology.kubernetes.io/zone.',
    ),
    expect.stringContaining(
      'podAffinityTerm.labelSelector.matchExpressions[0].operator ("Gt") is not an operator of a requirement. Use In, NotIn, Exists or DoesNotExist.',
    ),
  ]);
});

test("affinity that Kubernetes takes is taken", () => {
  const some = node(
    { key: "topology.kubernetes.io/zone", operator: "In", values: ["a", "b"] },
    { key: "a", operator: "DoesNotExist" },
    { key: "cpus", operator: "Gt", values: ["4"] },
  );
  const podAntiAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "kubernetes.io/hostname" }],
  };
  expect(told({ driver: { affinity: some }, executor: { affinity: { podAntiAffinity } } })).toEqual([]);
});

test("a number of devices that the operator passes over is a warning", () => {
  const gpu = { name: "nvidia.com/gpu", quantity: 0 };
  expect(
    deviceWarnings(subjectOf({ driver: { gpu }, executor: { gpu: { ...gpu, quantity: 1 } } })).map(sentence),
  ).toEqual([
    "spec.driver.gpu.quantity (0) gives the pod no device, and the operator passes over it in silence. Use 1 or more, or remove gpu.",
  ]);
});
