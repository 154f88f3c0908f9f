import { finishTimes } from "../../../../cli/time-left/side-by-side";

test.each([
  ["nothing", [], []],
  ["one thing", [{ seconds: 8, busy: 2 }], [8]],
  [
    "two that need all cores take as long as one after the other",
    [
      { seconds: 10, busy: 2 },
      { seconds: 10, busy: 2 },
    ],
    [20, 20],
  ],
  [
    "the longer one has the cores to itself in the end",
    [
      { seconds: 10, busy: 2 },
      { seconds: 30, busy: 2 },
    ],
    [20, 40],
  ],
  [
    "two that need a core each",
    [
      { seconds: 10, busy: 1 },
      { seconds: 30, busy: 1 },
    ],
    [10, 30],
  ],
  [
    "what waits is slowed down by nobody",
    [
      { seconds: 10, busy: 0 },
      { seconds: 10, busy: 2 },
      { seconds: 10, busy: 2 },
    ],
    [10, 20, 20],
  ],
  [
    "nothing to do is finished at once",
    [
      { seconds: 0, busy: 2 },
      { seconds: 5, busy: 2 },
    ],
    [0, 5],
  ],
])("%s", (_, works, finished) => {
  expect(finishTimes(works).map((seconds) => Number(seconds.toFixed(6)))).toEqual(finished);
});
