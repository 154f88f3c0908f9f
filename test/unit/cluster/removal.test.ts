import { look, removeUntilGone } from "../../../components/commands/docker-removal";
import { CommandFailed } from "../../../components/commands/process";

/**
 * A Docker with one thing in it.
 *
 * @param refusals what it says to each attempt to remove it; nothing when that works.
 * @param goneAfter how many looks later the thing is gone.
 */
function docker(refusals: readonly (string | undefined)[], goneAfter: number) {
  let looks = 0;
  const asked: string[] = [];
  const list = async () => (looks++ >= goneAfter ? [] : ["node"]);
  const ask = async (args: readonly string[]) => {
    const refusal = refusals[asked.length];
    asked.push(args.join(" "));
    if (refusal !== undefined) throw new CommandFailed(`docker ${args.join(" ")}`, 1, false, refusal);
    return "";
  };
  return {
    asked,
    removed: removeUntilGone([{ list, words: ["rm", "--force"] }], { ask, pauseMs: 1, timeoutMs: 200 }),
  };
}

test("what is not there is not removed", async () => {
  const { asked, removed } = docker([], 0);
  await removed;
  expect(asked).toEqual([]);
});

test.each([
  "Error response from daemon: removal of container node is already in progress",
  "Error response from daemon: No such container: node",
  "Error response from daemon: No such volume: node",
  "Error response from daemon: network node not found",
  "Error response from daemon: error while removing network: network node has active endpoints",
  "Error: No such network: node\nexit status 1",
  "Error response from daemon: cannot remove container node: could not kill: tried to kill container, but did not receive an exit event",
])("waits and looks again on %j", async (refusal) => {
  const { asked, removed } = docker([refusal, undefined], 2);
  await removed;
  expect(asked).toEqual(["rm --force node", "rm --force node"]);
});

test("another refusal is a failure at once", async () => {
  const { asked, removed } = docker(["permission denied"], 9);
  await expect(removed).rejects.toThrow(/docker rm --force node ended with code 1: permission denied/);
  expect(asked).toHaveLength(1);
});

test("what never goes is a failure in the end, with Docker's own words", async () => {
  const refusals = Array<string>(10_000).fill("removal of container node is already in progress");
  await expect(docker(refusals, Number.POSITIVE_INFINITY).removed).rejects.toThrow(/already in progress/);
  await expect(docker([], Number.POSITIVE_INFINITY).removed).rejects.toThrow(/Docker still has them/);
});

test("one that Docker refuses for good beside one that goes is a failure at once", async () => {
  const { removed } = docker(["No such container: a\nError response from daemon: permission denied"], 9);
  await expect(removed).rejects.toThrow(/permission denied/);
});

test("a listing that fails on something that goes is asked for again", async () => {
  let asked = 0;
  const ask = async () => {
    if (asked++ === 0) throw new CommandFailed("docker ps", 1, false, "No such container: node");
    return "worker";
  };
  await expect(look(["ps"], { ask, pauseMs: 1 })).resolves.toBe("worker");
});
