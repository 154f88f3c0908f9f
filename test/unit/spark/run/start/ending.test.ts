import { applicationPath } from "../../../../../components/spark/run/run-name";
import { endingText } from "../../../../../components/spark/run/start/end-run";
import { podWithReason } from "../../../../../components/spark/run/start/observe";
import { judged, problemLine, type StartProblem } from "../../../../../components/spark/run/start/problem";
import { application, at, event, pod, running, view, waiting } from "./recorded";

const problem = (kind: StartProblem["kind"], reason: string = kind): StartProblem => ({
  about: "pod a",
  reason,
  cure: "Do it.",
  kind,
  since: new Date(at(0)),
});
const driver = waiting("driver", "ContainerCreating");

test("a run's end names what is wrong, the final first, and the last warnings of its pods", () => {
  const events = [
    event(driver, "Failed", " later ", { lastTimestamp: at(9) }),
    event(driver, "Failed", "earlier", { lastTimestamp: at(8) }),
    event(driver, "Pulled", "fine", { type: "Normal" }),
    event(driver, "FailedMount", 'configmap "spark-drv-0a-conf-map" not found'),
  ];
  const problems = [problem("open"), problem("progress"), problem("final")];
  expect(endingText(problems, view(20, { events }))).toBe(
    [
      " - pod a: final. Do it.",
      " - pod a: open. Do it.",
      "Events of its pods:",
      "  | flights-driver: Failed: earlier",
      "  | flights-driver: Failed: later",
    ].join("\n"),
  );
});

test("without events there is no word of them, and of many the last eight are kept", () => {
  expect(endingText([problem("final")], view(20, {}))).toBe(" - pod a: final. Do it.");
  const events = Array.from({ length: 9 }, (_, i) =>
    event(driver, "Failed", `no ${i}.`, { lastTimestamp: at(i) }),
  );
  const text = endingText([], view(20, { events }));
  expect(text).not.toContain("no 0.");
  expect(text).toContain("no 1.");
  expect(endingText([problem("final", "x".repeat(9000))], view(20, {}))).toHaveLength(8000);
});

test("a problem is final from its second on, and ends as a sentence", () => {
  const trouble = { ...problem("open", "wrong"), finalAfter: 20 };
  expect(judged(trouble, new Date(at(19))).kind).toBe("open");
  expect(judged(trouble, new Date(at(20))).kind).toBe("final");
  expect(judged({ ...trouble, finalAfter: undefined }, new Date(at(999))).kind).toBe("open");
  expect(judged(trouble, new Date(at(20)))).not.toHaveProperty("finalAfter");
  for (const end of [".", "!", "?"])
    expect(problemLine(problem("open", `why${end}`))).toBe(`pod a: why${end} Do it.`);
  expect(problemLine({ ...problem("open", "why"), cure: "" })).toBe("pod a: why.");
});

describe("the driver whose log may say more", () => {
  const one = running("driver");
  const late = new Date(at(17));
  test.each<[string, Parameters<typeof podWithReason>, boolean]>([
    ["has failed", [application("FAILING"), [pod("driver", { phase: "Failed" })], new Date(at(1))], true],
    ["has no executors after a while", [application("RUNNING"), [one], late], true],
    ["may still get executors", [application("RUNNING"), [one], new Date(at(16))], false],
    ["has executors", [application("RUNNING"), [one, waiting("executor", "x")], late], false],
    ["waits itself", [application("RUNNING"), [driver], late], false],
    ["is not there", [application("RUNNING"), [running("executor")], late], false],
    ["was never submitted", [application(""), [one], late], false],
  ])("%s", (_, given, told) => {
    expect(podWithReason(...given)?.metadata.name).toBe(told ? "flights-driver" : undefined);
  });
});

test("the path of an application holds its names as they are", () => {
  expect(applicationPath({ namespace: "a/b", name: "c d" })).toBe(
    "/apis/sparkoperator.k8s.io/v1beta2/namespaces/a%2Fb/sparkapplications/c%20d",
  );
});
