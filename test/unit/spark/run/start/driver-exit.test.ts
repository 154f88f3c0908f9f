import {
  driverExit,
  driverTrouble,
  exitCure,
  exitInWords,
  firstException,
} from "../../../../../components/spark/run/start/driver-exit";
import { at, pod, running } from "./recorded";

const ended = (terminated: object, name = "spark-kubernetes-driver") => ({
  name,
  state: { terminated: { exitCode: 1, reason: "Error", finishedAt: at(12), ...terminated } },
});
const driver = (...containerStatuses: object[]) => pod("driver", { phase: "Failed", containerStatuses });

test("the driver's own container is told of, and the first where none has its name", () => {
  const pods = [ended({ exitCode: 3 }, "logs"), ended({ exitCode: 4 })];
  expect(driverExit(driver(...pods), ["ValueError: x"])).toEqual({
    exitCode: 4,
    reason: "Error",
    exception: "ValueError: x",
  });
  expect(driverExit(driver(ended({ exitCode: 3, reason: undefined }, "logs")))).toEqual({
    exitCode: 3,
    reason: "",
    exception: undefined,
  });
  expect(driverExit(running("driver"))).toBeUndefined();
  expect(driverExit(driver())).toBeUndefined();
});

test("a driver that ended well is no trouble, nor is an executor that ended", () => {
  expect(driverTrouble(driver(ended({ exitCode: 0 })), [])).toBeUndefined();
  expect(driverTrouble(pod("executor", { containerStatuses: [ended({})] }), [])).toBeUndefined();
});

test("its trouble is as old as its end, or as its pod where nobody says when that was", () => {
  expect(driverTrouble(driver(ended({})), [])?.since).toEqual(new Date(at(12)));
  expect(driverTrouble(driver(ended({ finishedAt: null })), [])?.since).toEqual(new Date(at(3)));
});

test.each([
  [{ exitCode: 1, reason: "Error", exception: undefined }, "exit code 1"],
  [{ exitCode: 1, reason: "", exception: "ValueError: x" }, "exit code 1: ValueError: x"],
  [{ exitCode: 137, reason: "OOMKilled", exception: undefined }, "exit code 137 (OOMKilled)"],
])("an exit in words: %j", (exit, words) => {
  expect(exitInWords(exit)).toBe(words);
});

test.each<[exception: string, cure: RegExp]>([
  ["java.lang.OutOfMemoryError: Java heap space", /^Raise driver\.memory, or bring less/],
  ["ModuleNotFoundError: No module named 'x'", /^Bring the module/],
  ["ImportError: cannot import name 'x'", /^Bring the module/],
  ["java.lang.ClassNotFoundException: x.Main", /^Bring the class/],
  ["java.lang.NoClassDefFoundError: x/Main", /^Bring the class/],
  ["Error: Failed to load class x.Main.", /^Bring the class/],
  ["python3: can't open file '/x.py': [Errno 2] No such file or directory", /^Name a file/],
  ["java.io.FileNotFoundException: /x", /^Name a file/],
  ["pyspark.errors.AnalysisException: [PATH_NOT_FOUND] Path does not exist: s3a://x", /^Name a path/],
  ["software.amazon.awssdk.NoSuchBucketException: x", /^Name a path/],
  ["java.nio.file.AccessDeniedException: s3a://lake/x: 403", /^Give the job's namespace access/],
  ["java.nio.file.AccessDeniedException: /opt/x", /^Write below \/tmp/],
  ["OSError: [Errno 30] Read-only file system: '/x'", /^Write below \/tmp/],
  ["java.net.UnknownHostException: x", /^See that the address is right/],
  ["ValueError: x", /^See the driver's log\.$/],
])("what to do about %s", (exception, cure) => {
  expect(exitCure({ exitCode: 1, reason: "Error", exception })).toMatch(cure);
});

test("a driver that was killed without a word may have been killed for its node", () => {
  const exit = { exitCode: 137, reason: "Error", exception: undefined };
  expect(exitCure(exit)).toMatch(/^The container was killed/);
  expect(exitCure({ ...exit, reason: "OOMKilled" })).toMatch(/^Raise driver\.memory or its overhead/);
});

test("the first line that names an exception is the cause; reports and traces are none", () => {
  const line = 'Exception in thread "main" java.lang.IllegalStateException: x';
  expect(
    firstException([
      "26/11/28 12:00:12 ERROR Utils: java.io.IOException: y",
      "    at x.Main(Main.java:3)",
      "  ValueError: indented",
      `${line}  `,
      "Caused by: java.io.IOException: z",
      "ValueError: later",
    ]),
  ).toBe(line);
  expect(firstException(["SystemExit", "ValueError: x"])).toBe("SystemExit");
  expect(firstException(["all is well"])).toBeUndefined();
});

test("a line is told as far as 500 characters", () => {
  const of = (length: number) => firstException([`ValueError: ${"x".repeat(length - 12)}`]);
  expect(of(500)).toHaveLength(500);
  expect(of(500)).not.toContain("…");
  expect(of(501)).toHaveLength(500);
  expect(of(501)).toMatch(/x…$/);
});
