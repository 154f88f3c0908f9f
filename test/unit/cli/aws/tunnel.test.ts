import type { AskAws } from "../../../../cli/aws/ask";
import { tunnelArguments } from "../../../../cli/aws/tunnel";
import { tunnel } from "../../../../cli/commands/tunnel";

/** An account that answers so by the question's verb. */
function account(answers: Record<string, unknown>): { ask: AskAws; asked: string[] } {
  const asked: string[] = [];
  const ask: AskAws = async (...args) => {
    asked.push(args.join(" "));
    const value = answers[args[1] ?? ""];
    return value === undefined ? { ok: false, said: "ResourceNotFoundException" } : { ok: true, value };
  };
  return { ask, asked };
}

const cluster = { cluster: { endpoint: "https://ABC.gr7.us-east-1.eks.amazonaws.com" } };
const nodes = {
  Reservations: [{ Instances: [{ InstanceId: "i-1" }] }, { Instances: [{ InstanceId: "i-2" }] }],
};

test("the private endpoint comes to a port of this machine, through a system node of this cluster that runs", async () => {
  const { ask, asked } = account({ "describe-cluster": cluster, "describe-instances": nodes });
  expect(await tunnelArguments(ask, "workshop", 8443)).toEqual([
    "ssm",
    "start-session",
    "--target",
    "i-1",
    "--document-name",
    "AWS-StartPortForwardingSessionToRemoteHost",
    "--parameters",
    "host=abc.gr7.us-east-1.eks.amazonaws.com,portNumber=443,localPortNumber=8443",
  ]);
  expect(asked[1]).toMatch(
    /tag:eks:cluster-name,Values=workshop .*nodegroup-name,Values=system .*instance-state-name,Values=running/,
  );
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["no cluster", {}, /API server of workshop cannot be found: ResourceNotFoundException/],
  ["one that is being made", { "describe-cluster": { cluster: {} } }, /it has no address yet/],
  [
    "no node",
    { "describe-cluster": cluster, "describe-instances": { Reservations: [] } },
    /has no system node that runs/,
  ],
])("with %s it says what to do", async (_, answers, message) => {
  await expect(tunnelArguments(account(answers).ask, "workshop", 8443)).rejects.toMatchObject({
    message: expect.stringMatching(message),
    cure: expect.stringContaining("eks.publicAccess"),
  });
});

test("without a port in the stack file it says which key is missing, and what goes with it", async () => {
  await expect(tunnel({ stack: "aws" })).rejects.toThrow(
    /^Pulumi\.aws\.yaml: 1 problem\n - eks\.tunnelPort is missing: the port .*such as 8443, beside eks\.publicAccess: \[\], and run/,
  );
});

test("a stack that is not on EKS has no tunnel", async () => {
  await expect(tunnel({ stack: "dev" })).rejects.toMatchObject({
    name: "UsageError",
    message: "dev is no stack on EKS.",
  });
});
