import { failureDigest } from "../../../../cli/testing/failure-digest";

const text = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join("\n");
const run = (...testResults: object[]) => JSON.stringify({ testResults });
const failed = (fullName: string, ...failureMessages: string[]) => ({
  status: "failed",
  fullName,
  failureMessages,
});

test("a failure keeps its name, its first lines and its last ones, without colours and without the stack", () => {
  const message = `\u001b[31mError: it ended with 1:\u001b[39m\n${text(40)}\n    at down (test/e2e/x.ts:29:12)\n`;
  const digest = failureDigest(
    run({ assertionResults: [{ status: "passed", fullName: "fine" }, failed("down ends", message)] }),
  );
  expect(digest.slice(0, 5)).toEqual([
    "✕ down ends",
    "  Error: it ended with 1:",
    "  line 1",
    "  line 2",
    "  … (26 lines)",
  ]);
  expect(digest.at(-1)).toBe("  line 40");
});

test("a short failure is whole", () => {
  expect(failureDigest(run({ assertionResults: [failed("a", "one\ntwo")] }))).toEqual([
    "✕ a",
    "  one",
    "  two",
  ]);
});

test("a file that could not be run has its message", () => {
  expect(failureDigest(run({ message: "SyntaxError: x", assertionResults: [] }))).toEqual([
    "  SyntaxError: x",
  ]);
});

test.each([[undefined], ["{"], [run({ assertionResults: [{ status: "passed", fullName: "a" }] })]])(
  "%j has no failures",
  (json) => expect(failureDigest(json)).toEqual([]),
);
