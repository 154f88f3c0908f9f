const { isDrawn, sampleOf } = require("../../mutation/drawn");

test.each([
  ["1", { of: 1, which: 0 }],
  ["24", { of: 24, which: 0 }],
  ["24:7", { of: 24, which: 7 }],
  ["24:23", { of: 24, which: 23 }],
  ["24:24", undefined],
  ["0", undefined],
  ["24:", undefined],
  ["24:-1", undefined],
  ["a tenth", undefined],
  ["", undefined],
])("a sample that is said as %p", (text, sample) => {
  expect(sampleOf(text)).toEqual(sample);
});

test("each function is in one of the samples, and these are alike in size", () => {
  const functions = Array.from({ length: 1000 }, (_, more) => ({ name: "plan", length: 100 + more }));
  const samples = [0, 1, 2, 3].map((which) => functions.filter((one) => isDrawn(one, { of: 4, which })));
  expect(new Set(samples.flat())).toEqual(new Set(functions));
  expect(samples.flat()).toHaveLength(functions.length);
  for (const { length } of samples) expect(Math.abs(length - 250)).toBeLessThan(50);
});
