const { dirname, resolve } = require("node:path");
const { projects } = require("../../jest.config");

const { displayName: _, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** Environment and runtime share what a worker keeps, so both are this checkout's and not the copy's. */
const here = (path) => path.replace("<rootDir>", resolve(__dirname, "../.."));

/** The files of tests that `run.ts` has chosen. */
const testFiles = JSON.parse(process.env.MUTATION_TESTS ?? "[]");

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
module.exports = {
  testRunner: "jest",
  // Those that jest.config.js gives to Jest's workers.
  testRunnerNodeArgs: process.execArgv,
  jest: {
    projectType: "custom",
    config: {
      ...unit,
      // Stryker lays this over the file of Jest's settings, and would ask each test once for every project there.
      projects: [],
      testEnvironment: here(unit.testEnvironment),
      runtime: here(unit.runtime),
      testRunner: resolve(__dirname, "jest-circus.js"),
      testSequencer: resolve(__dirname, "shortest-first.js"),
      testMatch: testFiles.map((file) => `<rootDir>/${file}`),
      // Jest looks at every file below these, once for each wrong program; modules are found wherever they lie.
      roots: [...new Set(testFiles.map((file) => `<rootDir>/${dirname(file)}`))],
      testTimeout: 60_000,
    },
    // Those tests and no others, which saves Jest the search for what imports the file, once for each wrong program.
    enableFindRelatedTests: false,
  },
  // A mutant is asked only the tests that ran its line.
  coverageAnalysis: "perTest",
  // What a module does once, when it is loaded, such as a table: each would be shown to all of the tests.
  ignoreStatic: true,
  concurrency: 1,
  plugins: ["@stryker-mutator/*", resolve(__dirname, "wording.js"), resolve(__dirname, "sample.js")],
  ignorers: ["wording", "sample"],
  // Bounds for what hangs, not measures: the machine may be busy with something else.
  dryRunTimeoutMinutes: 60,
  timeoutMS: 60_000,
  // The transformer of the tests knows no types.
  disableTypeChecks: false,
  // The copy lies where git, the linter and Jest look at nothing.
  tempDirName: ".workshop/mutation",
  ignorePatterns: [".workshop"],
  // What is known of a program stays until its file or its tests change; `--force` forgets it.
  incremental: true,
  incrementalFile: process.env.MUTATION_SAMPLE ? ".workshop/mutation-sample.json" : ".workshop/mutation.json",
  reporters: ["clear-text", "html"],
  clearTextReporter: { reportTests: false, logTests: false, allowEmojis: false },
  htmlReporter: { fileName: ".workshop/mutation.html" },
};
