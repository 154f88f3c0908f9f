import { readFileSync } from "node:fs";
import { argumentShapes, argumentShapesFile } from "../../../../codegen/args/generate";
import { InvalidInput } from "../../../../components/errors";
import { argsShapeProblems } from "../../../../components/spark/application/args-shape";

test("the shapes of arguments are those of the interfaces", () => {
  expect(readFileSync(argumentShapesFile, "utf8")).toBe(argumentShapes());
});

const told = (args: object): string[] => {
  const sound = { platform: {}, namespace: {} };
  const problems = argsShapeProblems("SparkApplicationArgs", { ...sound, ...args });
  return new InvalidInput("x", problems).message.split("\n").slice(1);
};

test("everything is told at once, with what is meant", () => {
  expect(
    told({
      driver: { memroy: "2g" },
      executor: { cores: "2" },
      run: "Wait",
      spec: { driver: { memroy: 1 } },
    }),
  ).toEqual([
    ' - driver.memroy ("2g") is unknown. Is memory meant?',
    ' - executor.cores ("2") is not a number.',
    ' - run ("Wait") is none of the values there are. Use "wait", "start", "suspended".',
    " - spec.driver.memroy (1) is not a field of the CRD. Is memory meant?",
  ]);
});

test("a member that is named as nothing there is told what there is", () => {
  expect(told({ logging: { foo: 1 } })).toEqual([
    " - logging.foo (1) is unknown. Use one of format, level, loggers, or remove it.",
  ]);
  expect(told({ executor: { constructor: 1 } })[0]).toContain("executor.constructor (1) is unknown");
});

test("arguments that are no object are refused as a whole", () => {
  for (const args of [undefined, null, "x", 5]) {
    expect(argsShapeProblems("SparkApplicationArgs", args).map(({ path }) => path)).toEqual(["args"]);
  }
});

test("a value in a message is short, whatever it is, and without its secrets", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(told({ driver: { cores: 2n } })).toEqual([' - driver.cores ("a bigint") is not a number.']);
  expect(told({ driver: { cores: circle } })).toEqual([
    ' - driver.cores ({"self":"itself"}) is not a number.',
  ]);
  expect(told({ driver: { cores: Number.NaN } })).toEqual([' - driver.cores ("NaN") is not a number.']);
  expect(told({ zone: ["x".repeat(10_000)] })[0]?.length).toBeLessThan(300);
  const secrets = told({
    arguments: "--password hunter2",
    settings: ["--password", "hunter2", "jdbc:postgresql://u:hunter2@h/db"],
    argumets: { password: "hunter2" },
  }).join("\n");
  expect(secrets).not.toContain("hunter2");
  expect(secrets.match(/\[secret\]/g)?.length).toBe(4);
});
