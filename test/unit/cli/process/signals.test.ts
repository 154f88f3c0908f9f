import { stopWhenInterrupted, wasInterrupted, watchInterruption } from "../../../../cli/process/signals";

test("after Ctrl-C no further part of a work is begun", () => {
  expect(stopWhenInterrupted).not.toThrow();
  const before = process.listeners("SIGINT");
  const exit = jest.fn();
  watchInterruption(exit);
  for (const listener of process.listeners("SIGINT")) if (!before.includes(listener)) listener("SIGINT");
  expect([wasInterrupted(), exit.mock.calls]).toEqual([true, []]);
  expect(stopWhenInterrupted).toThrow("interrupted");
});
