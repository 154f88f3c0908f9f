import {
  checkCounts,
  goCounts,
  jestCounts,
  nodeCounts,
  sum,
  unittestCounts,
} from "../../../../cli/testing/test-counts";

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

const event = (action: string, name?: string) =>
  JSON.stringify({ Time: "2026-01-01T00:00:00Z", Action: action, Package: "p", Test: name });

test.each([
  ["all pass", [event("run", "A"), event("pass", "A"), event("pass", "B/one"), event("pass")], 0, [2, 0]],
  ["some fail", [event("pass", "A"), event("fail", "B"), event("fail")], 1, [1, 1]],
  ["a package does not compile", ["# p", "x.go:1: undefined: y", event("fail")], 1, [0, 1]],
  ["it is skipped", [event("skip", "A"), event("pass", "B"), event("pass")], 0, [1, 0]],
  ["it fails outside a test", [event("pass", "A"), event("fail")], 1, [1, 1]],
  ["there is nothing to test", [], 0, [0, 1]],
] as const)("go test when %s", (_, lines, code, [passed, failed]) => {
  expect(goCounts(lines.join("\n"), code)).toEqual({ passed, failed });
});

test.each([
  ["all pass", "ok 1 - a\n1..1\n# tests 1\n# pass 1\n# fail 0\n# cancelled 0\n", 0, { passed: 1, failed: 0 }],
  ["some fail", "# tests 5\n# pass 2\n# fail 2\n# cancelled 1\n", 1, { passed: 2, failed: 3 }],
  ["a file cannot be run", "# tests 0\n# pass 0\n# fail 0\n# cancelled 0\n", 1, { passed: 0, failed: 1 }],
  ["there is nothing to test", "# tests 0\n# pass 0\n# fail 0\n", 0, { passed: 0, failed: 1 }],
  ["it was ended", "ok 1 - a\n", 143, { passed: 0, failed: 1 }],
])("node --test when %s", (_, text, code, counts) => {
  expect(nodeCounts(text, code)).toEqual(counts);
});

test("a check counts as one test, and everything is summed", () => {
  expect(sum([checkCounts(0), checkCounts(2), { passed: 7, failed: 1 }])).toEqual({ passed: 8, failed: 2 });
  expect(sum([])).toEqual({ passed: 0, failed: 0 });
});
