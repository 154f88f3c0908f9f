import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../../cli/preview/record";
import { entriesOfOthers } from "../../../stacks/aws-access";
import { readyAccount } from "../../../stacks/aws-account";
import { isCluster } from "../../../stacks/aws-clusters";
import { withoutTraces } from "../../support/traces";

test("everything that the AWS stack asks its account before it begins has an answer in an offline preview", async () => {
  withoutTraces();
  const region = "eu-west-1";
  let answered: unknown;
  const order = { root: process.cwd(), project: "p", stack: "s", config: { "aws:region": region } };
  const { error } = await record(order, pulumi, async () => {
    const provider = new aws.Provider("aws", { region });
    const { account, zones } = await readyAccount(provider, region, undefined);
    const access = { admins: [], viewers: [] };
    const cluster = { provider, region, clusterName: "c" };
    const exists = await isCluster(cluster);
    const entries = await entriesOfOthers({ ...cluster, exists, access, tags: {} });
    answered = { account, zones, entries };
  });
  expect(error).toBeUndefined();
  expect(answered).toEqual({
    account: { accountId: "000000000000", region, partition: "aws" },
    zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    entries: [],
  });
});
