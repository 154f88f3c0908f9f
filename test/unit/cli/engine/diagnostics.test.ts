import { diagnose, readable } from "../../../../cli/engine/diagnostics";
import type { TimedEvent } from "../../../../cli/engine/events";
import { renderFailure } from "../../../../cli/engine/failure";

const thrown = `Running program '/home/me/workshop/' failed with an unhandled exception:
/home/me/workshop/components/errors.ts:44
  if (problems.length > 0) throw new InvalidInput(subject, problems);
                                 ^

InvalidInput: Pulumi.dev.yaml: 2 problems
 - workers[1].count (0) is not a valid count of nodes. Use at least 1.
 - zone ("mars") is not a zone of the workers.
    at refuse (/home/me/workshop/components/errors.ts:44:34)
    at readConfig (/home/me/workshop/stacks/config.ts:70:3) {
  subject: 'Pulumi.dev.yaml',
  problems: [ { path: 'workers[1].count' } ]
}

Node.js v22.23.3
`;

function error(message: string, urn?: string): TimedEvent {
  return { kind: "message", severity: "error", message, urn, at: 0 };
}

test("an error of the program is shown as it was meant, without excerpt, class and stack trace", () => {
  expect(readable(thrown)).toBe(
    'Pulumi.dev.yaml: 2 problems\n - workers[1].count (0) is not a valid count of nodes. Use at least 1.\n - zone ("mars") is not a zone of the workers.',
  );
});

test.each([
  ["update failed\n", "update failed"],
  ["ResourceError: the job failed: OOMKilled\n    at x (y:1:2)", "the job failed: OOMKilled"],
  ["exit status 1: kind could not create dev", "exit status 1: kind could not create dev"],
  ['Error: listen at {"a": 1}', 'listen at {"a": 1}'],
])("readable(%j)", (message, text) => {
  expect(readable(message)).toBe(text);
});

describe("diagnose", () => {
  const job = "urn:pulumi:dev::w::workshop:spark:SparkApplication$k:v1:SparkApplication::flights";
  const stack = "urn:pulumi:dev::w::pulumi:pulumi:Stack::w-dev";

  test("names the resource, tells each cause once, and leaves out that the update failed", () => {
    const events = [error("driver failed", job), error("driver failed", job), error("update failed", stack)];
    expect(diagnose(events)).toEqual([{ resource: "SparkApplication flights", message: "driver failed" }]);
  });

  test("says that the update failed when nothing else is known", () => {
    expect(diagnose([error("update failed", stack)])).toEqual([
      { resource: undefined, message: "update failed" },
    ]);
  });

  test("takes warnings for no errors", () => {
    expect(
      diagnose([{ kind: "message", severity: "warning", message: "using x from $PATH", at: 0 }]),
    ).toEqual([]);
  });
});

describe("renderFailure", () => {
  const run = {
    task: "bring dev up",
    diagnoses: [{ resource: "Job flights", message: "a\nb" }],
    command: "./workshop up",
    log: __filename,
  };

  test("tells cause, log and cure", () => {
    const text = renderFailure({ ...run, interrupted: false }).join("\n");
    expect(text).toContain("Could not bring dev up.\n\n  Job flights: a\n  b\n");
    expect(text).toContain("Log: test/unit/cli/engine/diagnostics.test.ts");
    expect(text).toContain("Then: ./workshop up again");
  });

  test("tells after an interruption how to go on", () => {
    const text = renderFailure({ ...run, interrupted: true }).join("\n");
    expect(text).toContain("run ./workshop up again");
    expect(text).not.toContain("flights");
  });

  test("names no log that was not written", () => {
    expect(renderFailure({ ...run, log: "/none.log", interrupted: false }).join("\n")).not.toContain("Log:");
  });
});
