import * as aws from "@pulumi/aws";
import { readyAccount } from "../../../stacks/aws-account";
import { FakeEngine, settled } from "../../support/engine";

const region = "us-east-1";
const identity = "aws:index/getCallerIdentity:getCallerIdentity";
const available = "aws:index/getAvailabilityZones:getAvailabilityZones";

afterEach(settled);

/** An account that answers so. */
async function account(answers: Record<string, () => Record<string, unknown>>, zones: readonly string[]) {
  const engine = await FakeEngine.start();
  engine.answers.set(identity, () => ({ accountId: "123456789012" }));
  engine.answers.set(available, () => ({ names: ["us-east-1a", "us-east-1b", "us-east-1c"] }));
  for (const [token, answer] of Object.entries(answers)) engine.answers.set(token, answer);
  return { engine, ready: readyAccount(new aws.Provider("aws", { region }), region, zones) };
}

/** As gRPC hands a provider's error over. */
const refusal = (details: string) => () => {
  throw Object.assign(new Error(details), { details });
};

test("an account with the zones is ready", async () => {
  const { ready } = await account({}, ["us-east-1a", "us-east-1c"]);
  expect(await ready).toEqual({
    accountId: "123456789012",
    region,
    partition: "aws",
  });
});

test("zones that the region lacks are all named, with those that it has", async () => {
  const { ready } = await account({}, ["us-east-1a", "us-east-1x", "us-east-1y"]);
  await expect(ready).rejects.toThrow(
    /2 problems[\s\S]*eks\.zones \("us-east-1x"\) is not a zone that account 123456789012 has in us-east-1\. Use us-east-1a, us-east-1b, us-east-1c\.[\s\S]*us-east-1y/,
  );
});

test.each([
  ["no credentials", "No valid credential sources found", /credentials do not work.*aws sso login/],
  ["a wrong region", "Invalid AWS Region: us-moon-1", /aws:region .* leads nowhere.*Use a region such as/],
  [
    "a missing permission",
    "AccessDenied: not authorized to perform sts:GetCallerIdentity",
    /permissions are missing/,
  ],
])("%s stop everything before the first resource", async (_, said, message) => {
  const { engine, ready } = await account({ [identity]: refusal(said) }, []);
  await expect(ready).rejects.toThrow(message);
  expect(engine.registered.map(({ type }) => type)).toEqual(["pulumi:providers:aws"]);
});
