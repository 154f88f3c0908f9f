// Fast transformer here; the types are checked by `npm run types`, once for the whole tree.
const swc = [
  "@swc/jest",
  {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  },
];

// For the workers, which Jest starts with the flags of its own process.
for (const flag of [
  // Jest keeps each test's context across its promises; Node 22 without this calls back for every promise that Pulumi makes.
  "--experimental-async-context-frame",
  // Building a stack makes much that lives briefly: with more room fewer collections copy it.
  "--max-semi-space-size=64",
]) {
  const known = process.allowedNodeEnvironmentFlags.has(flag.split("=")[0]);
  if (known && !process.execArgv.includes(flag)) process.execArgv.push(flag);
}

const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: "node",
  // The end-to-end tests keep copies of the whole project there.
  modulePathIgnorePatterns: ["<rootDir>/.workshop/", "<rootDir>/dist/"],
  transform: { "^.+\\.(ts|js)$": swc },
  ...extra,
});

/** @type {import('jest').Config} */
module.exports = {
  // A bound for what hangs, not a measure: machines that run this may be busy with something else.
  testTimeout: 60_000,
  // Jest keeps a core free for itself, which of two cores is half.
  maxWorkers: "100%",
  projects: [
    project("unit", {
      testMatch: ["<rootDir>/test/unit/**/*.test.ts"],
      testEnvironment: "<rootDir>/test/support/jest/environment.js",
      runtime: "<rootDir>/test/support/jest/runtime.js",
    }),
    // Needs Go: the suite of Karpenter's provider for kind runs it.
    project("oracle", { testMatch: ["<rootDir>/test/oracle/**/*.test.ts"] }),
    // Run with --runInBand: these tests share Docker, its ports and the machine's memory.
    project("e2e", {
      testMatch: ["<rootDir>/test/e2e/**/*.test.ts"],
      testPathIgnorePatterns: [
        "/node_modules/",
        "aws-stack",
        "e2e/karpenter\\.test",
        "component-package",
        "e2e/languages",
      ],
    }),
    // Suites of their own, which run side by side: the one works on the engine while the other waits for nodes.
    project("e2e-aws", { testMatch: ["<rootDir>/test/e2e/aws-stack.test.ts"] }),
    project("e2e-karpenter", { testMatch: ["<rootDir>/test/e2e/karpenter.test.ts"] }),
    // Not in CI: where nothing is cached it builds a language host and installs packages.
    project("e2e-languages", {
      testMatch: ["<rootDir>/test/e2e/component-package.test.ts", "<rootDir>/test/e2e/languages.test.ts"],
    }),
  ],
};
