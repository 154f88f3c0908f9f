import { sideBySide, suites } from "../../../../cli/testing/suites";

test("suites that take one core run side by side, so do those that wait, every other alone, and none is left out", () => {
  const groups = sideBySide(suites);
  expect(groups.flat()).toEqual(suites);
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
    ["lint", "workflows", "policy", "types"],
    ["unit"],
    ["site"],
    ["go"],
    ["job"],
    ["aws", "karpenter"],
    ["e2e"],
  ]);
});

test("a part of the suites keeps its order", () => {
  const chosen = suites.filter(({ name }) => name === "types" || name === "unit");
  expect(sideBySide(chosen).map((group) => group.length)).toEqual([1, 1]);
});

test("what takes one core needs nothing that must be prepared", () => {
  const quick = suites.filter(({ beside }) => beside === "one core");
  expect(quick.map(({ needs }) => needs)).toEqual(quick.map(() => "nothing"));
});
