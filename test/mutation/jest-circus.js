const { default: circus } = require("jest-circus/runner");
const { createEmptyTestResult } = require("@jest/test-result");
const { took } = require("./shortest-first");

/** Names of the tests of each file, by its path: a run tells them, of tests that are left out as well. */
const namesOf = new Map();

/** The result of a file that was not asked: Jest takes none without a test. */
const leftOut = {
  ...createEmptyTestResult(),
  numPendingTests: 1,
  testResults: [{ status: "pending", fullName: "", title: "", ancestorTitles: [], failureMessages: [] }],
};

/** The wrong program that a test has noticed last. */
let noticed;

/**
 * Jest's own runner of a file of tests, but a file that has none of the wanted tests is not loaded: Jest would load it and
 * leave its tests out one by one, which is most of the time where one wrong program follows the other. Nor is a program that
 * a test has noticed shown to further files.
 *
 * Stryker learns which tests run a line only from a runner that has `jest-circus` in its path.
 */
module.exports = async function run(globalConfig, config, environment, runtime, path, ...rest) {
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant !== undefined && (mutant === noticed || !mayBeWanted(path, globalConfig.testNamePattern))) {
    return { ...leftOut };
  }
  const began = Date.now();
  const result = await circus(globalConfig, config, environment, runtime, path, ...rest);
  namesOf.set(
    path,
    result.testResults.map(({ fullName }) => fullName),
  );
  if (mutant === undefined) took.set(path, Date.now() - began);
  if (mutant !== undefined && (result.numFailingTests > 0 || result.testExecError)) noticed = mutant;
  return result;
};

/** A process that Stryker started after one that hung has seen no file yet. */
function mayBeWanted(path, pattern) {
  const wanted = new RegExp(pattern ?? "", "i");
  return namesOf.get(path)?.some((name) => wanted.test(name)) ?? true;
}
