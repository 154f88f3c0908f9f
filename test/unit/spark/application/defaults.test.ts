import { readFileSync } from "node:fs";
import { sparkDefaults } from "../../../../components/spark/application/defaults";

const text = readFileSync("components/spark/application/args.ts", "utf8");

/** The `@default` of a property, as it stands in the comment right above it. */
function documented(owner: string, property: string): string | undefined {
  const from = text.slice(text.indexOf(`export interface ${owner} `));
  const until = from.indexOf(`  readonly ${property}?:`);
  const comment = from.slice(from.lastIndexOf("/**", until), until);
  return /@default (.*?)(?: \*\/)?$/m.exec(comment)?.[1];
}

const { driver, executor, timeout } = sparkDefaults;

test.each([
  ["DriverArgs", "cores", String(driver.cores)],
  ["DriverArgs", "coreRequest", `"${driver.coreRequest}"`],
  ["DriverArgs", "memory", `"${driver.memory}"`],
  ["ExecutorArgs", "instances", String(executor.instances)],
  ["ExecutorArgs", "perNode", String(executor.perNode)],
  ["RunArgs", "timeout", `"${timeout}"`],
  [
    "JobArgs",
    "driver",
    `${driver.cores} core of which ${driver.coreRequest} are requested, ${driver.memory} of heap, on-demand`,
  ],
  ["JobArgs", "executor", `${executor.instances} instances, ${executor.perNode} per node, on spot`],
])("the documented default of %s.%s is the one in use", (owner, property, value) => {
  expect(documented(owner, property)).toBe(value);
});

test("a Connect server's documentation says the same of its server and executors", () => {
  const connect = readFileSync("components/spark/spark-connect.ts", "utf8");
  for (const property of ["driver", "executor"]) {
    expect(connect).toContain(`@default ${documented("JobArgs", property)}`);
  }
});
