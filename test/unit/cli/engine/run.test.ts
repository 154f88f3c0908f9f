import { cliErrorsWithoutEvents, policyPack } from "../../../../cli/engine/run";

test("the engine asks the rules itself where others rely on the stack", () => {
  expect(policyPack("/clone", "dev")).toEqual([]);
  for (const environment of ["hom", "prod"]) {
    expect(policyPack("/clone", environment)).toEqual(["--policy-pack", "/clone/policies"]);
  }
});

describe("what the CLI refuses before the engine begins", () => {
  const refused = ["Updating (dev):", "error: getting secrets manager: incorrect passphrase"];

  test("is an error like any other", () => {
    expect(cliErrorsWithoutEvents(255, [], refused)).toEqual([
      { kind: "message", severity: "error", message: "getting secrets manager: incorrect passphrase" },
    ]);
  });

  test("is not said twice, and not of a run that went well", () => {
    expect(
      cliErrorsWithoutEvents(
        255,
        [{ kind: "message", severity: "error", message: "update failed" }],
        refused,
      ),
    ).toEqual([]);
    expect(cliErrorsWithoutEvents(0, [], refused)).toEqual([]);
  });
});
