import { mergeSpec } from "../../../../components/spark/application/merge-spec";
import { schedulerOf, scheduling } from "../../../../components/spark/scheduling/scheduling";
import { subject } from "../../../support/subject";

const affinity = (value: string) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "In", values: [value] }] }],
    },
  },
});
const template = {
  spec: { containers: [], affinity: affinity("template"), nodeSelector: { a: "t", b: "t" } },
};

describe.each(["driver", "executor"] as const)("of the %s", (role) => {
  const of = (pod: object, more: object = {}) => scheduling(subject({ ...more, [role]: pod }), role);

  test("the field's affinity takes the place of the template's", () => {
    expect(of({ affinity: affinity("field"), template }).affinity).toEqual(affinity("field"));
    expect(of({ template }).affinity).toEqual(affinity("template"));
  });

  test("selectors go from the template, the weakest, to the role's field", () => {
    const property = (owner: string) => `spark.kubernetes.${owner}node.selector.`;
    const more = {
      nodeSelector: { c: "both", d: "both", e: "both" },
      sparkConf: {
        [`${property("")}b`]: "property",
        [`${property("")}c`]: "property",
        [`${property(`${role}.`)}d`]: "role",
        [`${property(`${role}.`)}e`]: "role",
      },
    };
    expect(of({ template, nodeSelector: { e: "field" } }, more).nodeSelector).toMatchObject({
      a: "t",
      b: "property",
      c: "both",
      d: "role",
      e: "field",
    });
  });

  test("tolerations of field and template add up", () => {
    const toleration = (key: string) => ({ key, operator: "Exists" });
    const tolerant = { ...template, spec: { ...template.spec, tolerations: [toleration("t")] } };
    expect(of({ tolerations: [toleration("f")], template: tolerant }).tolerations).toEqual([
      toleration("t"),
      toleration("f"),
    ]);
  });

  test("a scheduler is the first that is said, and Kubernetes' own is none", () => {
    const own = `spark.kubernetes.${role}.scheduler.name`;
    const said: [string, object][] = [
      ["batchScheduler", { batchScheduler: "volcano" }],
      [`${role}.schedulerName`, { [role]: { schedulerName: "volcano" } }],
      [`sparkConf["${own}"]`, { sparkConf: { [own]: "volcano" } }],
      [
        'sparkConf["spark.kubernetes.scheduler.name"]',
        { sparkConf: { "spark.kubernetes.scheduler.name": "volcano" } },
      ],
      [
        `${role}.template.spec.schedulerName`,
        { [role]: { template: { spec: { containers: [], schedulerName: "volcano" } } } },
      ],
    ];
    for (const [i, [path, spec]] of said.entries()) {
      const pathWith = (more: object) =>
        schedulerOf(subject(mergeSpec(spec, more) as object).spec, role)?.path;
      expect(pathWith({})).toBe(path);
      for (const [, weaker] of said.slice(i + 1)) expect(pathWith(weaker)).toBe(path);
    }
    expect(
      schedulerOf(subject({ [role]: { schedulerName: "default-scheduler" } }).spec, role),
    ).toBeUndefined();
  });
});
