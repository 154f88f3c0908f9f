import { scopesOf } from "../../../bootstrap/scopes";

const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };

test("a stack's scope is what its file says", () => {
  expect(scopesOf(process.cwd(), ["hom"], account)).toEqual({
    hom: {
      account,
      clusterName: "spark-hom",
      buckets: ["landing", "lake", "events"].map((name) => `spark-workshop-hom-${name}-123456789012`),
    },
  });
});

test.each([
  ["dev", account, /Pulumi\.dev\.yaml.*target.*is not in an AWS account\. Take dev out/s],
  [
    "hom",
    { ...account, region: "eu-west-1" },
    /Pulumi\.hom\.yaml.*aws:region.*us-east-1.*not the region of the bootstrap/s,
  ],
])("%s is refused", (stack, where, message) => {
  expect(() => scopesOf(process.cwd(), [stack], where)).toThrow(message);
});
