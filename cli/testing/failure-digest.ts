import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { parsed } from "./test-counts";

const assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()).optional(),
});
const results = z.object({
  testResults: z.array(
    z.object({ message: z.string().optional(), assertionResults: z.array(assertion).optional() }),
  ),
});

/** Lines of each failure that are shown: its first, which says what failed, and its last, which mostly say why. */
const first = 3;
const last = 12;

/**
 * What failed in a run of `jest --json`, in a few lines each, for the end of a long log: whoever looks at that alone must
 * see the reason.
 *
 * @param json what jest wrote; nothing where it wrote nothing.
 */
export function failureDigest(json: string | undefined): string[] {
  const all = results.safeParse(parsed(json)).data?.testResults ?? [];
  return all.flatMap(({ message, assertionResults = [] }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    // A file that could not be run has a message, and no tests.
    if (failed.length === 0) return assertionResults.length === 0 && message ? short("", message) : [];
    return failed.flatMap(({ fullName, failureMessages = [] }) =>
      short(fullName, failureMessages.join("\n")),
    );
  });
}

function short(name: string, message: string): string[] {
  // Jest colours its messages.
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at .*\(?.*:\d+:\d+\)?$/.test(line));
  const shown =
    lines.length <= first + last
      ? lines
      : [...lines.slice(0, first), `… (${lines.length - first - last} lines)`, ...lines.slice(-last)];
  return [...(name === "" ? [] : [`✕ ${name}`]), ...shown.map((line) => `  ${line}`)];
}
