import { shapeProblems } from "../../../components/crds/shape";
import { sentence } from "../../../components/errors";
import { crdShapes } from "../../../components/spark/rules/validate";

const driver = (fields: object): string[] =>
  shapeProblems(fields, "#SparkApplicationSpecDriver", crdShapes, "spec.driver").map(sentence);
const sidecar = (fields: object): string[] => driver({ sidecars: [{ name: "a", ...fields }] });

test.each([
  [
    "variables of one name",
    { env: [{ name: "A" }, { name: "B" }, { name: "A" }] },
    'env[2] ("A") has the name of spec.driver.sidecars[0].env[0]. Remove one of them.',
  ],
  [
    "mounts at one path",
    {
      volumeMounts: [
        { name: "x", mountPath: "/a" },
        { name: "y", mountPath: "/a" },
      ],
    },
    'volumeMounts[1] ("/a") has the mountPath of spec.driver.sidecars[0].volumeMounts[0].',
  ],
  [
    "one port twice, with and without its protocol",
    { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: "TCP" }] },
    "ports[1] (80) has the containerPort and protocol of spec.driver.sidecars[0].ports[0].",
  ],
])("%s of a container are refused, as the API server refuses them", (_, fields, text) => {
  expect(sidecar(fields)).toEqual([expect.stringContaining(text)]);
});

test("one port of two protocols are two ports", () => {
  expect(sidecar({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: "UDP" }] })).toEqual([]);
});

test("a pod's name that the CRD does not take is refused", () => {
  expect(driver({ podName: "a-1" })).toEqual([]);
  expect(driver({ podName: "" })).toEqual([expect.stringContaining('podName ("") is not valid here.')]);
  expect(driver({ podName: 1 })).toEqual([expect.stringContaining("podName (1) is not text.")]);
});

test("a field of a few letters is not guessed from half of them", () => {
  const shapes = { Spec: { fields: { env: "string", mode: "string", memory: "string" } } } as const;
  const cure = (field: string) => shapeProblems({ [field]: "x" }, "#Spec", shapes, "spec")[0]?.cure;
  expect(cure("foo")).toMatch(/^Remove it/);
  expect(cure("mod")).toBe("Is mode meant?");
  expect(cure("memroy")).toBe("Is memory meant?");
});
