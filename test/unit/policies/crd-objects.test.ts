import { crdKind, crdObject } from "../../../policies/crd-objects";
import { secretMark, unknownMark } from "../../../policies/read";
import { job, type Props, pool, subject } from "./subjects";

test.each([
  ["kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", "SparkApplication"],
  ["kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", "ScheduledSparkApplication"],
  ["kubernetes:sparkoperator.k8s.io/v1alpha1:SparkConnect", "SparkConnect"],
  ["kubernetes:karpenter.sh/v1:NodePool", "NodePool"],
  ["kubernetes:karpenter.kind.workshop/v1alpha1:KindNodeClass", "KindNodeClass"],
  ["kubernetes:karpenter.sh/v1:NodePoolPatch", undefined],
  ["kubernetes:karpenter.sh/v1:NodeClaim", undefined],
  ["kubernetes:example.org/v1:NodePool", undefined],
  ["my-kubernetes:karpenter.sh/v1:NodePool", undefined],
  ["kubernetes:karpenter.sh/:NodePool", undefined],
  ["kubernetes:core/v1:Pod", undefined],
])("the kind of a %s of the pinned CRDs is %s", (type, kind) => {
  expect(crdKind(type)).toBe(kind);
  expect(crdObject(subject(type, {}))?.kind).toBe(kind);
});

/** What is known of a job's spec, of which parts are replaced. */
const known = (spec: Props): Props => crdObject(job(spec))?.spec as Props;

test("an object as the CRD has it is known as it stands; one with a fault only until somebody asks for more", () => {
  const { spec } = job().props;
  expect(crdObject(job())).toEqual({ kind: "SparkApplication", problems: [], known: spec, spec });
  const faulty = crdObject(job({ driver: { cores: "two" } }));
  expect(faulty?.problems.map(({ path }) => path)).toEqual(["spec.driver.cores"]);
  expect(faulty?.known).toMatchObject({ driver: { cores: "two" } });
  expect(faulty).not.toHaveProperty("spec");
});

test.each<[string, Props, Props]>([
  ["text that is known later is a text", { image: unknownMark }, { image: unknownMark }],
  ["a text of which a part is", { image: `r/${unknownMark}` }, { image: `r/${unknownMark}` }],
  ["a number is not there", { driver: { cores: unknownMark, memory: "1g" } }, { driver: { memory: "1g" } }],
  ["a secret number is not there", { driver: { cores: secretMark } }, { driver: {} }],
  [
    "a text of no number is one",
    { driver: { cores: 2, memory: "1g" } },
    { driver: { cores: 2, memory: "1g" } },
  ],
  ["an object is not there", { restartPolicy: unknownMark }, { restartPolicy: undefined }],
  ["an item of a list is not there", { volumes: [unknownMark, { name: "a" }] }, { volumes: [{ name: "a" }] }],
  ["a text of a list is one", { arguments: ["a", unknownMark] }, { arguments: ["a", unknownMark] }],
  [
    "an object without a field that it must have is not there",
    { driver: { tolerations: [{ key: "a" }], volumeMounts: [{ mountPath: "/a", name: "a" }, unknownMark] } },
    { driver: { tolerations: [{ key: "a" }], volumeMounts: [{ mountPath: "/a", name: "a" }] } },
  ],
  ["null is not there", { deps: null, driver: { cores: null } }, { deps: undefined, driver: {} }],
  [
    "a value of a map of texts is one",
    { nodeSelector: { a: unknownMark } },
    { nodeSelector: { a: unknownMark } },
  ],
  [
    "a property is a text",
    { sparkConf: { "spark.a": unknownMark } },
    { sparkConf: { "spark.a": unknownMark } },
  ],
  ["all properties are not there", { sparkConf: unknownMark }, { sparkConf: undefined }],
])("of what an engine does not show, %s", (_, given, part) => {
  for (const [key, value] of Object.entries(part)) expect(known(given)[key]).toEqual(value);
});

test("nothing is known of what lacks a field that it must have: the lack reaches up to one that may be left out", () => {
  const of = (spec: Props) => crdObject(pool(spec));
  expect(of({ template: unknownMark })).toEqual({ kind: "NodePool", problems: [] });
  expect(of({ template: { spec: unknownMark } })).toEqual({ kind: "NodePool", problems: [] });
  expect(of({ template: { spec: { nodeClassRef: unknownMark, requirements: [] } } })).toEqual({
    kind: "NodePool",
    problems: [],
  });
  expect(of({ disruption: { budgets: unknownMark } })?.spec).toMatchObject({ disruption: {} });
  expect(of({ limits: { cpu: unknownMark, memory: "1Gi" } })?.spec).toMatchObject({
    limits: { memory: "1Gi" },
  });
});

test("a field that no object has is told, whatever stands in it and whatever it is called", () => {
  const paths = (spec: Props) => crdObject(job(spec))?.problems.map(({ path }) => path);
  expect(paths({ drivr: 1 })).toEqual(["spec.drivr"]);
  expect(paths({ toString: [{ a: "b" }] })).toEqual(["spec.toString"]);
  expect(paths({ drivr: unknownMark })).toEqual([]);
});

test("an object without a spec has that told", () => {
  const resource = subject("kubernetes:karpenter.sh/v1:NodePool", { metadata: { name: "a" } });
  expect(crdObject(resource)?.problems).toHaveLength(1);
});
