import { setTimeout as delay } from "node:timers/promises";
import { mapAtOnce } from "../../../../cli/process/at-once";

test("things are begun in their order, no more at once than asked for, and each once", async () => {
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const results = await mapAtOnce(
    [1, 2, 3, 4, 5, 6, 7],
    async (thing) => {
      begun.push(thing);
      most = Math.max(most, ++now);
      await delay(thing === 1 ? 20 : 2);
      now--;
      return thing * 10;
    },
    3,
  );
  expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test("after an error nothing more is begun, and it is thrown when what had begun has ended", async () => {
  const begun: string[] = [];
  const ended: string[] = [];
  const work = async (thing: string) => {
    begun.push(thing);
    if (thing === "b") throw new Error("b is broken");
    await delay(5);
    ended.push(thing);
  };
  await expect(mapAtOnce(["a", "b", "c", "d"], work, 2)).rejects.toThrow("b is broken");
  expect([begun, ended]).toEqual([["a", "b"], ["a"]]);
});

test("nothing to do is done at once", async () => {
  await expect(mapAtOnce([], () => Promise.reject(new Error("never")))).resolves.toEqual([]);
});
