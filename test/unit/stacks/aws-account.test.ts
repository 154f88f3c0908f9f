import * as aws from "@pulumi/aws";
import { readyAccount } from "../../../stacks/aws-account";
import { renderingVariable } from "../../../stacks/rendering";
import { FakeEngine, settled } from "../../support/engine";

const region = "us-east-1";
const identity = "aws:index/getCallerIdentity:getCallerIdentity";
const available = "aws:index/getAvailabilityZones:getAvailabilityZones";

afterEach(settled);

/** An account that answers so. */
async function account(
  answers: Record<string, (inputs?: Record<string, unknown>) => Record<string, unknown>>,
  zones?: readonly string[],
) {
  const engine = await FakeEngine.start();
  engine.answers.set(identity, () => ({ accountId: "123456789012" }));
  engine.answers.set(available, () => ({
    names: ["us-east-1a", "us-east-1b", "us-east-1c"],
    zoneIds: ["use1-az4", "use1-az6", "use1-az1"],
  }));
  for (const [token, answer] of Object.entries(answers)) engine.answers.set(token, answer);
  return { engine, ready: readyAccount(new aws.Provider("aws", { region }), region, zones) };
}

/** As gRPC hands a provider's error over. */
const refusal = (details: string) => () => {
  throw Object.assign(new Error(details), { details });
};

test("an account with the zones is ready", async () => {
  const { ready } = await account({}, ["us-east-1a", "us-east-1c"]);
  const us = { accountId: "123456789012", region, partition: "aws" };
  expect(await ready).toEqual({ account: us, zones: ["us-east-1a", "us-east-1c"] });
});

const dealt = (names: string[], zoneIds: string[]) => ({ [available]: () => ({ names, zoneIds }) });
const fourZones = dealt(
  ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"],
  ["use1-az6", "use1-az3", "use1-az1", "use1-az2"],
);

test("where the file names no zone, the account's first three that EKS takes are chosen", async () => {
  expect(await (await account(fourZones)).ready).toMatchObject({
    zones: ["us-east-1a", "us-east-1c", "us-east-1d"],
  });
});

test("a zone that EKS does not take is refused by its id, with those that it takes", async () => {
  const { ready } = await account(fourZones, ["us-east-1a", "us-east-1b"]);
  await expect(ready).rejects.toThrow(
    /eks\.zones \("us-east-1b"\) is use1-az3 in account 123456789012, where EKS has no control plane\. Use us-east-1a, us-east-1c, us-east-1d\./,
  );
});

test("a region in which the account has two zones gives two, and one that EKS leaves one of is refused", async () => {
  const two = await account(dealt(["us-west-1a", "us-west-1c"], ["usw1-az1", "usw1-az3"]));
  expect(await two.ready).toMatchObject({ zones: ["us-west-1a", "us-west-1c"] });
  const one = await account(dealt(["us-west-1a", "us-west-1b"], ["usw1-az1", "usw1-az2"]));
  await expect(one.ready).rejects.toThrow(/eks\.zones .* are not two or three different zones/);
});

test("a zone that fails does not move the stack to another", async () => {
  const names = ["us-east-1a", "us-east-1b", "us-east-1c"];
  const zoneIds = ["use1-az4", "use1-az6", "use1-az1"];
  const { ready } = await account({
    [available]: (inputs?: Record<string, unknown>) =>
      inputs?.state === "available"
        ? { names: names.slice(1), zoneIds: zoneIds.slice(1) }
        : { names, zoneIds },
  });
  await expect(ready).rejects.toThrow(/"us-east-1a"\) is not a zone that account 123456789012 has/);
});

test("zones that the region lacks are all named, with those that it has", async () => {
  const { ready } = await account({}, ["us-east-1a", "us-east-1x", "us-east-1y"]);
  await expect(ready).rejects.toThrow(
    /2 problems[\s\S]*eks\.zones \("us-east-1x"\) is not a zone that account 123456789012 has in us-east-1\. Use us-east-1a, us-east-1b, us-east-1c\.[\s\S]*us-east-1y/,
  );
});

test("a preview that asks no account names none", async () => {
  process.env[renderingVariable] = "true";
  try {
    const { ready } = await account({}, ["us-east-1a", "us-east-1z"]);
    await expect(ready).rejects.toThrow(
      /eks\.zones \("us-east-1z"\) is not a zone of us-east-1, as far as is known without an account\. Use us-east-1a/,
    );
  } finally {
    delete process.env[renderingVariable];
  }
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
  const { engine, ready } = await account({ [identity]: refusal(said) });
  await expect(ready).rejects.toThrow(message);
  expect(engine.registered.map(({ type }) => type)).toEqual(["pulumi:providers:aws"]);
});
