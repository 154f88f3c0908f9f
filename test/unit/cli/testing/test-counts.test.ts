import { checkCounts, jestCounts, sum, unittestCounts } from "../../../../cli/testing/test-counts";

const results = (passed: number, failed: number, broken: number, success: boolean) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: broken,
    success,
    testResults: [],
  });

test.each([
  ["all pass", results(12, 0, 0, true), 0, { passed: 12, failed: 0 }],
  ["some fail", results(10, 2, 0, false), 1, { passed: 10, failed: 2 }],
  ["a file cannot be run", results(10, 0, 1, false), 1, { passed: 10, failed: 1 }],
  ["there are no tests", results(0, 0, 0, false), 1, { passed: 0, failed: 1 }],
  ["it failed after the tests", results(10, 0, 0, true), 1, { passed: 10, failed: 1 }],
  ["it left nothing", undefined, 137, { passed: 0, failed: 1 }],
  ["it left half a file", '{"numPassedTests": 3', 0, { passed: 0, failed: 1 }],
])("jest when %s", (_, json, code, counts) => {
  expect(jestCounts(json, code)).toEqual(counts);
});

test.each([
  ["Ran 7 tests in 21.3s\n\nOK\n", 0, { passed: 7, failed: 0 }],
  ["Ran 7 tests in 21.3s\n\nOK (skipped=2)\n", 0, { passed: 5, failed: 0 }],
  ["Ran 7 tests in 2s\n\nFAILED (failures=1, errors=2, skipped=1)\n", 1, { passed: 3, failed: 3 }],
  ["Ran 1 test in 2s\n\nFAILED (unexpected successes=1)\n", 1, { passed: 0, failed: 1 }],
  ["docker: no such image\n", 125, { passed: 0, failed: 1 }],
  ["Ran 0 tests in 0s\n\nOK\n", 0, { passed: 0, failed: 1 }],
])("unittest that says %j", (text, code, counts) => {
  expect(unittestCounts(text, code)).toEqual(counts);
});

test("a check counts as one test, and everything is summed", () => {
  expect(sum([checkCounts(0), checkCounts(2), { passed: 7, failed: 1 }])).toEqual({ passed: 8, failed: 2 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});
