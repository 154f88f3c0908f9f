import { stringify } from "yaml";
import { parseManifest, parseManifests } from "../../../../components/spark/application/manifest";
import { soundSpec } from "../../../support/subject";

const manifest = {
  apiVersion: "sparkoperator.k8s.io/v1beta2",
  kind: "SparkApplication",
  metadata: { name: "pi", labels: { team: "data" } },
  spec: soundSpec,
};
const yaml = (over: object = {}) => stringify({ ...manifest, ...over }, { aliasDuplicateObjects: false });

test("what kubectl gets is what was applied: status and the server's own metadata are left out", () => {
  const text = yaml({
    metadata: {
      ...manifest.metadata,
      uid: "1",
      resourceVersion: "7",
      creationTimestamp: "2026-01-01T00:00:00Z",
      generation: 1,
      managedFields: [],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}", mine: "stays" },
    },
    status: { applicationState: { state: "COMPLETED" } },
  });
  expect(parseManifest("SparkApplication", text, "pi.yaml")).toEqual({
    ...manifest,
    metadata: { ...manifest.metadata, annotations: { mine: "stays" } },
  });
});

test("every unknown, missing and mistyped field is told at once, with the field that may be meant", () => {
  const { mainApplicationFile: _, ...spec } = soundSpec;
  const text = yaml({
    spec: { ...spec, arguements: ["1"], driver: { ...spec.driver, cores: "1" } },
    extra: 1,
  });
  expect(() => parseManifests(text, "pi.yaml")).toThrow(
    [
      "pi.yaml: 4 problems",
      " - extra (1) is not a field of a manifest.",
      " - spec.mainApplicationFile is missing. The CRD requires it.",
      ' - spec.driver.cores ("1") is not a whole number.',
      ' - spec.arguements (["1"]) is not a field of the CRD. Is arguments meant?',
    ].join("\n"),
  );
});

test("a typo in a pod template, which the CRD lets pass, is refused too", () => {
  const text = yaml({
    spec: {
      ...soundSpec,
      driver: { ...soundSpec.driver, template: { spec: { containers: [{ name: "a", imge: "x" }] } } },
    },
  });
  expect(() => parseManifests(text, "pi.yaml")).toThrow(
    /template\.spec\.containers\[0\]\.imge \("x"\) is not a field.*Is image meant/,
  );
});

test.each([
  [
    "a kind that the operator does not have",
    yaml({ kind: "SparkCluster" }),
    /is not a kind of the pinned spark-operator/,
  ],
  [
    "another version",
    yaml({ apiVersion: "sparkoperator.k8s.io/v1beta1" }),
    /SparkApplication of sparkoperator\.k8s\.io\/v1beta2/,
  ],
  ["no name", yaml({ metadata: { generateName: "pi-" } }), /metadata\.name is missing/],
  ["no YAML", "a: [", /document 1 is no YAML/],
  ["nothing", "", /is of sparkoperator\.k8s\.io in no document/],
])("%s is refused", (_, text, message) => {
  expect(() => parseManifests(text, "pi.yaml")).toThrow(message);
});

test("other objects in the file are told of, and two applications are one too many", () => {
  const text = `${yaml()}---\n${stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "conf" } })}`;
  expect(parseManifests(text, "pi.yaml").others).toEqual(["ConfigMap conf"]);
  expect(() => parseManifest("SparkApplication", `${yaml()}---\n${yaml()}`, "pi.yaml")).toThrow(
    /in 2 documents/,
  );
  expect(() => parseManifest("SparkConnect", yaml(), "pi.yaml")).toThrow(/SparkConnect in 0 documents/);
});
