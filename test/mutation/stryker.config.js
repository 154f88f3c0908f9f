const { resolve } = require("node:path");
const { projects } = require("../../jest.config");

const { displayName: _, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** Environment and runtime share what a worker keeps, so both are this checkout's and not the copy's. */
const here = (path) => path.replace("<rootDir>", resolve(__dirname, "../.."));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
module.exports = {
  testRunner: "jest",
  jest: {
    projectType: "custom",
    config: {
      ...unit,
      testEnvironment: here(unit.testEnvironment),
      runtime: here(unit.runtime),
      testTimeout: 60_000,
      // Whole stacks run every line, in seconds each: a rule that only their trees hold has no test of its own.
      testPathIgnorePatterns: [
        "/node_modules/",
        "/test/unit/(stacks|preview|docs|lab|bench|workflows|policies/rendered)",
      ],
    },
  },
  // A mutant is asked only the tests that ran its line.
  coverageAnalysis: "perTest",
  concurrency: 1,
  // Bounds for what hangs, not measures: the machine may be busy with something else.
  dryRunTimeoutMinutes: 60,
  timeoutMS: 60_000,
  // The transformer of the tests knows no types.
  disableTypeChecks: false,
  // The copy lies where git, the linter and Jest look at nothing.
  tempDirName: ".workshop/mutation",
  ignorePatterns: [".workshop"],
  reporters: ["clear-text", "html"],
  clearTextReporter: { reportTests: false, logTests: false, allowEmojis: false },
  htmlReporter: { fileName: ".workshop/mutation.html" },
};
