import { runTool } from "../../../../cli/process/exec";

const listeners = () => ["SIGINT", "SIGTERM", "exit"].map((event) => process.listenerCount(event));

test("many programs at once need one listener of a signal, and none afterwards", async () => {
  const before = listeners();
  const outcomes = Array.from({ length: 12 }, (_, i) => runTool("sh", ["-c", `exit ${i}`]));
  expect(listeners()).toEqual(before.map((count) => count + 1));
  expect((await Promise.all(outcomes)).map(({ code }) => code)).toEqual(outcomes.map((_, i) => i));
  expect(listeners()).toEqual(before);
});

test("a program that is not there is told, and leaves no listener", async () => {
  const before = listeners();
  expect(await runTool("no-such-program", [])).toMatchObject({ code: 127 });
  expect(listeners()).toEqual(before);
});
