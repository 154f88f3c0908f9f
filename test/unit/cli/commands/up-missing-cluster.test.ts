import { assertClusterExists } from "../../../../cli/commands/up-missing-cluster";
import { UserError } from "../../../../cli/process/user-errors";

const docker = (answer: string[] | undefined) => async () => answer;

test("a cluster that was deleted by hand is said, with the way out", async () => {
  const refused = assertClusterExists("spark-workshop", "dev", docker([]));
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toMatchObject({
    cure: expect.stringContaining("./workshop down clears the state"),
  });
});

test.each([
  ["a cluster with containers, running or not", "spark-workshop", ["4f2a"]],
  ["a Docker that does not answer", "spark-workshop", undefined],
  ["a stack that was never up", undefined, []],
])("%s is no reason to stop", async (_, cluster, answer) => {
  await expect(assertClusterExists(cluster, "dev", docker(answer))).resolves.toBeUndefined();
});
