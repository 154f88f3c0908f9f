import { allTogether, endingSignal, runTool } from "../../../../cli/process/exec";

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

describe("works side by side", () => {
  test("each comes to its own, in their order", async () => {
    const slow = async () => (await runTool("sh", ["-c", "sleep 0.2; printf slow"])).stdout;
    const fast = async () => (await runTool("printf", ["fast"])).stdout;
    expect(await allTogether(slow, fast)).toEqual(["slow", "fast"]);
  });

  test("when one fails, the others' programs are ended, no more are begun, and it is what is thrown", async () => {
    const codes: number[] = [];
    let told = false;
    const fails = async () => {
      await runTool("sleep", ["0.1"]);
      throw new Error("no network");
    };
    const works = async () => {
      endingSignal()?.addEventListener("abort", () => {
        told = true;
      });
      codes.push((await runTool("sleep", ["600"])).code);
      codes.push((await runTool("touch", ["/proc/never"])).code);
      throw new Error("ended");
    };
    await expect(allTogether(works, fails)).rejects.toThrow("no network");
    expect(codes).toEqual([143, 143]);
    expect(told).toBe(true);
  });

  test("what fails within ends with what is around it, and programs of others go on", async () => {
    const other = runTool("sh", ["-c", "sleep 0.4; exit 7"]);
    const inner = () => allTogether(async () => (await runTool("sleep", ["600"])).code);
    let code: number[] = [];
    const outer = allTogether(
      async () => {
        code = await inner();
      },
      async () => {
        await runTool("sleep", ["0.1"]);
        throw new Error("disk full");
      },
    );
    await expect(outer).rejects.toThrow("disk full");
    expect(code).toEqual([143]);
    expect(await other).toMatchObject({ code: 7 });
    expect(endingSignal()).toBeUndefined();
  });
});
