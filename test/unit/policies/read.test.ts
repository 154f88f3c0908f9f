import { cpuMillis, sparkMiB } from "../../../policies/read";

test("rules read quantities and sizes as components do", () => {
  expect(["500m", "2", "1500u", "two"].map(cpuMillis)).toEqual([500, 2000, 2, undefined]);
  expect(["768m", "2g", "4GiB", "4 g", "4Gi"].map(sparkMiB)).toEqual([
    768,
    2048,
    undefined,
    undefined,
    undefined,
  ]);
});
