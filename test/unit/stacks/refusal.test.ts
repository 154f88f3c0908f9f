import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../../components/errors";
import { refusalsAsTheyAre } from "../../../stacks/refusal";

test("a refusal reaches Pulumi as an error that it shows without a stack trace", async () => {
  const refused = await refusalsAsTheyAre(async () =>
    refuse("Pulumi.dev.yaml", [{ path: "zone", value: "z", reason: "has no worker" }]),
  ).catch((error: unknown) => error);
  expect(pulumi.RunError.isInstance(refused)).toBe(true);
  expect((refused as Error).message).toBe('Pulumi.dev.yaml: 1 problem\n - zone ("z") has no worker.');
});

test("any other error stays what it is, and a result a result", async () => {
  const error = new TypeError("no such thing");
  await expect(
    refusalsAsTheyAre(async () => {
      throw error;
    }),
  ).rejects.toBe(error);
  expect(await refusalsAsTheyAre(async () => 1)).toBe(1);
});
