import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../../components/errors";
import { reportErrors } from "../../../stacks/program-errors";

const thrownBy = (program: () => Promise<unknown>): Promise<unknown> =>
  reportErrors(program).then(
    () => undefined,
    (error: unknown) => error,
  );

test("a refusal reaches Pulumi as an error that it shows by its message alone", async () => {
  const refused = await thrownBy(async () =>
    refuse("Pulumi.dev.yaml", [{ path: "zone", value: "z", reason: "has no worker" }]),
  );
  expect(pulumi.RunError.isInstance(refused)).toBe(true);
  expect(refused).toMatchObject({
    message: 'Pulumi.dev.yaml: 1 problem\n - zone ("z") has no worker.',
    stack: "",
  });
});

test("any other error is shown with its trace, and leaves Node none to colour", async () => {
  const error = new TypeError("no such thing");
  const told = await thrownBy(async () => {
    throw error;
  });
  expect(pulumi.RunError.isInstance(told)).toBe(true);
  expect(told).toMatchObject({ message: error.stack, stack: "" });
});

test("an error about a resource stays what it is, and a result a result", async () => {
  const error = new pulumi.ResourceError("it failed", undefined);
  expect(
    await thrownBy(async () => {
      throw error;
    }),
  ).toBe(error);
  expect(await reportErrors(async () => 1)).toBe(1);
});
