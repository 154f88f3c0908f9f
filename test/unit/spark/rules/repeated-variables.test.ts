import { sentence } from "../../../../components/errors";
import { repeatedVariableWarnings } from "../../../../components/spark/rules/repeated-variables";
import type { RuleSubject } from "../../../../components/spark/rules/subject";

const told = (spec: object): string[] =>
  repeatedVariableWarnings({
    spec: { driver: {}, executor: {}, ...spec },
    at: "spec",
  } as unknown as RuleSubject).map(sentence);

test("a variable that a container is given twice is told, also by two fields", () => {
  expect(
    told({
      driver: { env: [{ name: "A" }, { name: "B" }, { name: "A" }] },
      executor: {
        envVars: { C: "1", D: "2" },
        env: [{ name: "C" }],
        template: { spec: { containers: [{ name: "x", env: [{ name: "E" }, { name: "E" }] }] } },
      },
    }),
  ).toEqual([
    'spec.driver.env[2].name ("A") is given in spec.driver.env[0] already, and a container takes the last value in silence. Remove one of the two.',
    'spec.executor.env[0].name ("C") is given in spec.executor.envVars already, and a container takes the last value in silence. Remove one of the two.',
    'spec.executor.template.spec.containers[0].env[1].name ("E") is given in spec.executor.template.spec.containers[0].env[0] already, and a container takes the last value in silence. Remove one of the two.',
  ]);
});

test("the same name in another role or container, and in another case, is another variable", () => {
  const env = [{ name: "A" }, { name: "a" }];
  expect(
    told({ driver: { env }, executor: { env, template: { spec: { containers: [{ name: "x", env }] } } } }),
  ).toEqual([]);
});
