import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { chartsFolder, populateAtomically } from "../../../components/charts/acquire";

const home = process.cwd();
let folder: string;
const target = join(chartsFolder, "flights-1.0.0");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "workshop-charts-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

test("two previews that fetch the same chart at the same time both have it, and leave nothing else", async () => {
  const filled = async (by: string, ms: number) =>
    populateAtomically(target, async (into) => {
      await writeFile(join(into, "Chart.yaml"), by);
      await delay(ms);
      await writeFile(join(into, "values.yaml"), by);
    });
  await Promise.all([filled("one", 1), filled("another", 20)]);
  expect(readdirSync(chartsFolder)).toEqual(["flights-1.0.0"]);
  const [chart, values] = ["Chart.yaml", "values.yaml"].map((file) =>
    readFileSync(join(target, file), "utf8"),
  );
  expect([chart, values]).toEqual(["one", "one"]);
});

test("what is there is not fetched again", async () => {
  await populateAtomically(target, (into) => writeFile(join(into, "Chart.yaml"), "first"));
  await populateAtomically(target, () => Promise.reject(new Error("asked twice")));
  expect(readFileSync(join(target, "Chart.yaml"), "utf8")).toBe("first");
});

test("half a chart is none, and a place that cannot be filled is a fault", async () => {
  const half = async (into: string) => {
    await writeFile(join(into, "Chart.yaml"), "half");
    throw new Error("the network is gone");
  };
  await expect(populateAtomically(target, half)).rejects.toThrow("the network is gone");
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(chartsFolder)).toEqual([]);
  writeFileSync(join(folder, "file"), "");
  await expect(populateAtomically(join("file", "chart"), async () => {})).rejects.toThrow("ENOTDIR");
});
