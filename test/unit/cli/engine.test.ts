import { policyPack } from "../../../cli/engine";

test("the engine asks the rules itself where others rely on the stack", () => {
  expect(policyPack("/clone", "dev")).toEqual([]);
  for (const environment of ["hom", "prod"]) {
    expect(policyPack("/clone", environment)).toEqual(["--policy-pack", "/clone/policies"]);
  }
});
