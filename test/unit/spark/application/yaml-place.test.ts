import { LineCounter, parseDocument } from "yaml";
import { kubectlObjects } from "../../../../components/spark/application/kubectl-yaml";
import { locatorOf, stepsOf } from "../../../../components/spark/application/yaml-place";

test.each([
  ["spec.driver.cores", ["spec", "driver", "cores"]],
  ["spec.env[10].value", ["spec", "env", "10", "value"]],
  ['spec.sparkConf["spark.master"]', ["spec", "sparkConf", "spark.master"]],
  ['labels["a.b/c"].x', ["labels", "a.b/c", "x"]],
  ["containers[spark-kubernetes-driver].image", ["containers", "spark-kubernetes-driver", "image"]],
  ["", []],
])("the steps of %j", (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
});

const text = `base: &base
  cores: 1
other: &other { memory: 1g }
spec:
  driver:
    <<: *base
    name: pi
  executor:
    <<: [*base, *other]
    own: 2
  alias: *base
  sparkConf:
    spark.master: x
  containers:
    - name: first
      image: a
    - &second
      name: second
      image: b
    - *second
  1: number
`;
const locate = kubectlObjects(text).objects[0]?.locate ?? (() => undefined);

test.each<[string, number, number]>([
  ["spec", 4, 1],
  ["spec.driver.name", 7, 5],
  ['spec.sparkConf["spark.master"]', 13, 5],
  ["spec.containers[0].image", 16, 7],
  ["spec.containers[1]", 18, 7],
  ["spec.containers[second].image", 19, 7],
  ["spec.containers[2].image", 19, 7],
  ["spec.1", 21, 3],
])("%s stands in line %i, column %i", (path, line, column) => {
  expect(locate(path)).toEqual({ line, column });
});

test.each<[string, string, number, number]>([
  ["a field that is merged", "spec.driver.cores", 2, 3],
  ["one of several that are merged", "spec.executor.memory", 3, 17],
  ["a field of an alias", "spec.alias.cores", 2, 3],
])("%s is found where it was written", (_, path, line, column) => {
  expect(locate(path)).toEqual({ line, column });
});

test.each<[string, string, number, number]>([
  ["a missing field", "spec.driver.memory", 5, 3],
  ["a missing item", "spec.containers[7].image", 14, 3],
  ["a container of another name", "spec.containers[third].image", 14, 3],
  ["what a text has no fields of", "spec.driver.name.x", 7, 5],
  ["what nothing is of", "status.x", 1, 1],
])("of %s it is the nearest place around it", (_, path, line, column) => {
  expect(locate(path)).toEqual({ line, column });
});

test("an empty text begins at its beginning", () => {
  const empty = parseDocument("");
  expect(locatorOf(empty, empty.contents, new LineCounter())("spec")).toEqual({ line: 1, column: 1 });
});
