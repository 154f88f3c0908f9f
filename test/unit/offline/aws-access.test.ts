import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsProvider } from "../../../offline/plugins/aws/aws";
import type { Properties } from "../../../offline/plugins/protocol/values";

const account = "arn:aws:iam::123456789012:";
const stack = { "spark-workshop/stack": "aws" };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "played-account-"));
  const api = join(folder, "api.json");
  writeFileSync(api, JSON.stringify({ endpoint: "https://127.0.0.1:6443", certificate: "" }));
  process.env.STAND_IN_API_SERVER = api;
  process.env.STAND_IN_AWS = join(folder, "account.json");
  process.env.STAND_IN_CALLER = `${account}role/deploy`;
});

afterEach(() => {
  for (const name of ["STAND_IN_API_SERVER", "STAND_IN_AWS", "STAND_IN_CALLER"]) delete process.env[name];
  rmSync(folder, { recursive: true });
});

/** The account with a cluster in it. */
async function withCluster() {
  const provider = awsProvider();
  provider.configure?.({ defaultTags: JSON.stringify({ tags: stack }) });
  const make = async (type: string, inputs: Properties) =>
    provider.create({ urn: "urn", type, name: "x", inputs, preview: false, timeout: 0 });
  await make("aws:eks/cluster:Cluster", { name: "workshop", vpcConfig: {} });
  const entry = (principalArn: string, type = "STANDARD") =>
    make("aws:eks/accessEntry:AccessEntry", { clusterName: "workshop", principalArn, type });
  const associate = (principalArn: string) =>
    make("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
      clusterName: "workshop",
      principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    });
  const ask = async (principalArn: string) =>
    provider.invoke?.("aws:eks/getAccessEntry:getAccessEntry", { clusterName: "workshop", principalArn });
  return { entry, associate, ask };
}

test("the creator has an entry, and gets no second one", async () => {
  const { entry, ask } = await withCluster();
  await expect(entry(`${account}role/deploy`)).rejects.toThrow(/ResourceInUseException/);
  expect(await ask(`${account}role/deploy`)).toMatchObject({ tags: {}, type: "STANDARD" });
});

test("an entry made by the program bears the provider's tags", async () => {
  const { entry, ask } = await withCluster();
  await entry(`${account}role/read`);
  expect(await ask(`${account}role/read`)).toMatchObject({ tags: stack });
  await expect(ask(`${account}role/nobody`)).rejects.toThrow("couldn't find resource");
});

test("an entry is for a role or user, and a policy for an entry of people", async () => {
  const { entry, associate } = await withCluster();
  await expect(entry("arn:aws:sts::123456789012:assumed-role/deploy/run")).rejects.toThrow(
    /InvalidParameterException.*invalid principal/,
  );
  await expect(associate(`${account}role/read`)).rejects.toThrow(/ResourceNotFoundException/);
  await entry(`${account}role/node`, "EC2_LINUX");
  await expect(associate(`${account}role/node`)).rejects.toThrow(/InvalidRequestException/);
});
