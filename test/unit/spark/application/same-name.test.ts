import { sentence } from "../../../../components/errors";
import { inspectManifests } from "../../../../components/spark/application/inspect-manifests";

const told = (text: string): string[] => inspectManifests(text).problems.map(sentence);
const object = (kind: string, name: string, more = ""): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

test("two objects of one kind, name and namespace are told with their lines", () => {
  expect(
    told([object("ConfigMap", "a"), object("Secret", "a"), object("ConfigMap", "a")].join("---\n")),
  ).toEqual([
    'line 14, column 3 ("ConfigMap a") is on line 4 already, and of two objects of one name the last alone would stay. Give it another name, or remove one of the two.',
  ]);
});

test("versions of one group are one kind, also inside a List", () => {
  const spark = (version: string): string =>
    `{ apiVersion: sparkoperator.k8s.io/${version}, kind: SparkApplication, metadata: { name: pi } }`;
  expect(told(`apiVersion: v1\nkind: List\nitems:\n- ${spark("v1beta2")}\n- ${spark("v1beta1")}\n`)).toEqual([
    expect.stringMatching(/^line 5, column \d+ \("SparkApplication pi"\) is on line 4 already/),
  ]);
});

test("another namespace, another group and a name that the server makes up are other objects", () => {
  const other = object("ConfigMap", "a", "  namespace: other\n");
  const role = object("ConfigMap", "a").replace("v1", "example.com/v1");
  const generated = "apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: x- }\n";
  expect(told([object("ConfigMap", "a"), other, role, generated, generated].join("---\n"))).toEqual([]);
});
