import { createReporter, duration } from "../../../../cli/terminal/progress";
import type { SaidLeft } from "../../../../cli/time-left/say";
import type { TaskName, Work } from "../../../../cli/time-left/tasks";

/** A terminal whose clock the test turns. */
function terminal(isTTY: boolean) {
  const written: string[] = [];
  return {
    isTTY,
    columns: 40,
    time: 0,
    written,
    write: (text: string) => void written.push(text),
    now() {
      return this.time;
    },
  };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each([
  [0, "0.0 s"],
  [949, "0.9 s"],
  [9_949, "9.9 s"],
  [9_951, "10 s"],
  [59_499, "59 s"],
  [59_500, "1 min 0 s"],
  [125_000, "2 min 5 s"],
])("%i ms is %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test("without a terminal, a long step says every ten seconds that it is alive, and how long it took", () => {
  const out = terminal(false);
  const report = createReporter(out);
  report.step("Building the node image (about 10 minutes)");
  report.progress("3 of 12 layers");
  for (let second = 1; second <= 25; second += 1) {
    out.time = second * 1000;
    jest.advanceTimersByTime(1000);
  }
  report.note("a decision");
  report.close();
  expect(out.written).toEqual([
    "Building the node image (about 10 minutes)\n",
    "  … Building the node image (about 10 minutes) · 3 of 12 layers (10 s)\n",
    "  … Building the node image (about 10 minutes) · 3 of 12 layers (20 s)\n",
    "a decision\n",
    "Building the node image (about 10 minutes): 25 s\n",
  ]);
});

test("a short step is one line", () => {
  const out = terminal(false);
  const report = createReporter(out);
  report.step("Looking for tools");
  out.time = 500;
  report.close();
  expect(out.written).toEqual(["Looking for tools\n"]);
});

test("on a terminal one line is rewritten, never wider than the terminal", () => {
  const out = terminal(true);
  const report = createReporter(out);
  report.step("Downloading something with a rather long name");
  out.time = 1000;
  jest.advanceTimersByTime(1000);
  report.progress("12 of 95 MB");
  report.close();
  expect(
    out.written.slice(0, -1).every((text) => text.startsWith("\r\u001b[K") && !text.includes("\n")),
  ).toBe(true);
  expect(Math.max(...out.written.slice(0, -1).map((text) => text.length - "\r\u001b[K".length))).toBeLessThan(
    40,
  );
  expect(out.written.at(-1)).toBe("\r\u001b[KDownloading something with a rather long name\n");
});

test("nothing is written once it is closed", () => {
  const out = terminal(true);
  const report = createReporter(out);
  report.step("x");
  report.close();
  const { length } = out.written;
  out.time = 60_000;
  jest.advanceTimersByTime(60_000);
  expect(out.written).toHaveLength(length);
});

describe("steps of a whole run", () => {
  /** A run of which the same is always left. */
  function run() {
    const told: string[] = [];
    return {
      told,
      begin: ({ task, by }: Work) => void told.push(`${task} by ${by}`),
      end: (task: TaskName) => void told.push(`${task} over`),
      unneeded: (tasks: readonly TaskName[]) => void told.push(`no ${tasks}`),
      left: (): SaidLeft | undefined => ({
        short: "about 6 minutes left",
        line: "about 6 minutes left: job",
      }),
    };
  }

  test("tell whoever counts them what they are", () => {
    const whole = run();
    const report = createReporter(terminal(false), whole);
    report.step("Looking");
    report.step("Pulling a", { task: "node", by: "network" });
    report.step("Building a", { task: "node", by: "cores" });
    report.unneeded?.(["s3"]);
    report.close();
    expect(whole.told).toEqual(["node by network", "node over", "node by cores", "no s3", "node over"]);
  });

  test("without a terminal, what is left is said every half a minute at most", () => {
    const out = terminal(false);
    const report = createReporter(out, run());
    for (let second = 1; second <= 95; second += 1) {
      if (second % 7 === 0) report.step("Building", { task: "node", by: "cores" });
      out.time = second * 1000;
      jest.advanceTimersByTime(1000);
    }
    report.close();
    expect(out.written.filter((text) => text === "  about 6 minutes left: job\n")).toHaveLength(3);
  });

  test("on a terminal, it stands in front of the step, in the same line", () => {
    const out = terminal(true);
    createReporter(out, run()).step("Building the node image");
    expect(out.written).toEqual(["\r\u001b[Kabout 6 minutes left · Building the nod"]);
  });

  test("where it is not known, nothing is said", () => {
    const out = terminal(true);
    createReporter(out, { ...run(), left: () => undefined }).step("Building");
    expect(out.written).toEqual(["\r\u001b[KBuilding (0.0 s)"]);
  });
});

describe("work beside other work", () => {
  test("has steps of its own: each says that it is alive and how long it took", () => {
    const out = terminal(false);
    const report = createReporter(out);
    const beside = report.beside();
    report.step("Building Pulumi");
    report.progress("3 of 9 packages");
    beside.step("Installing Docker");
    for (let second = 1; second <= 12; second += 1) {
      out.time = second * 1000;
      jest.advanceTimersByTime(1000);
      if (second === 4) beside.step("Building the Spark image");
    }
    beside.close();
    report.close();
    expect(out.written).toEqual([
      "Building Pulumi\n",
      "Installing Docker\n",
      "Installing Docker: 4.0 s\n",
      "Building the Spark image\n",
      "  … Building Pulumi · 3 of 9 packages (10 s)\n",
      "Building the Spark image: 8.0 s\n",
      "Building Pulumi: 12 s\n",
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test("shares the terminal's line", () => {
    const out = terminal(true);
    const report = createReporter(out);
    report.step("Building kind");
    report.beside().step("Building Spark");
    expect(out.written.at(-1)).toBe("\r\u001b[KBuilding kind (0.0 s) · Building Spark ");
  });
});
