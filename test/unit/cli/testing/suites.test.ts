import { sideBySide, suites } from "../../../../cli/testing/suites";

test("suites that take one core run side by side, every other alone, and none is left out", () => {
  const groups = sideBySide(suites);
  expect(groups.flat()).toEqual(suites);
  expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
    ["lint", "workflows", "policy", "types"],
    ["unit"],
    ["go"],
    ["job"],
    ["aws"],
    ["e2e"],
  ]);
});

test("a part of the suites keeps its order", () => {
  const chosen = suites.filter(({ name }) => name === "types" || name === "unit");
  expect(sideBySide(chosen).map((group) => group.length)).toEqual([1, 1]);
});

test("what runs beside others needs nothing that must be prepared", () => {
  for (const group of sideBySide(suites)) {
    if (group.length > 1) expect(group.map(({ needs }) => needs)).toEqual(group.map(() => "nothing"));
  }
});
