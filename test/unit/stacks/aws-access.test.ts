import * as aws from "@pulumi/aws";
import type { ClusterAccess } from "../../../components/cluster/eks/access";
import { entriesOfOthers } from "../../../stacks/aws-access";
import { FakeEngine, settled } from "../../support/engine";

const account = "arn:aws:iam::123456789012:";
const deploy = `${account}role/deploy`;
const session = "arn:aws:sts::123456789012:assumed-role/deploy/run-1";
const tags = { "spark-workshop/stack": "hom" };

afterEach(settled);

interface World {
  readonly caller: string;
  /** Whether the cluster is there. @default false */
  readonly exists?: boolean;
  /** Tags by the principal that has an entry. */
  readonly entries?: Record<string, Record<string, string>>;
  /** ARN of the caller's role; asking is refused where there is none. */
  readonly role?: string;
}

/** As gRPC hands a provider's error over. */
function refuse(details: string): never {
  throw Object.assign(new Error(details), { details });
}

/** Asks in an account like this. */
async function ask(
  access: ClusterAccess,
  { caller, exists = false, entries = {}, role }: World,
): Promise<string[]> {
  const engine = await FakeEngine.start();
  engine.answers.set("aws:index/getCallerIdentity:getCallerIdentity", () => ({ arn: caller }));
  engine.answers.set("aws:iam/getSessionContext:getSessionContext", () => {
    if (!role) return refuse("AccessDenied: iam:GetRole");
    return { issuerArn: role };
  });
  engine.answers.set("aws:eks/getAccessEntry:getAccessEntry", ({ principalArn }) => {
    const found = entries[String(principalArn)];
    if (!found) return refuse("reading EKS Access Entry (a:b): couldn't find resource");
    return { principalArn, tags: found };
  });
  const provider = new aws.Provider("aws", { region: "us-east-1" });
  const cluster = { provider, region: "us-east-1", clusterName: "workshop" };
  return entriesOfOthers({ ...cluster, exists, access, tags });
}

const admins = [deploy, `${account}user/ana`];

test("before the cluster is there, EKS makes the caller's entry, and the stack all others", async () => {
  expect(await ask({ admins }, { caller: session })).toEqual([deploy]);
  expect(await ask({ admins }, { caller: `${account}user/root-like` })).toEqual([]);
});

test("afterwards the creator's is the one without the stack's tags, whoever calls", async () => {
  const world = { exists: true, entries: { [deploy]: {}, [`${account}user/ana`]: tags } };
  expect(await ask({ admins }, { ...world, caller: `${account}user/ana` })).toEqual([deploy]);
  expect(await ask({ admins }, { ...world, caller: session })).toEqual([deploy]);
});

test("an entry of another stack is not the stack's", async () => {
  const entries = { [deploy]: { "spark-workshop/stack": "prod" } };
  expect(await ask({ admins }, { caller: session, exists: true, entries })).toEqual([deploy]);
});

test("a caller who is named may come before the entry, and makes it", async () => {
  expect(await ask({ admins }, { caller: session, exists: true })).toEqual([]);
});

test("a caller who is not named is the creator, or known by an entry with a path", async () => {
  const role = `${account}role/people/owner`;
  const caller = "arn:aws:sts::123456789012:assumed-role/owner/ana";
  expect(await ask({}, { caller, role, exists: true, entries: { [role]: {} } })).toEqual([]);
  const plain = { [`${account}role/owner`]: {} };
  expect(await ask({}, { caller, exists: true, entries: plain })).toEqual([]);
});

test("a stranger is refused, with what an admin would do", async () => {
  const caller = "arn:aws:sts::123456789012:assumed-role/hom-read/run-2";
  await expect(ask({ admins }, { caller, exists: true })).rejects.toThrow(
    /eks\.access \("arn:aws:iam::123456789012:role\/hom-read"\) does not name this caller.*eks\.access\.admins, or \.viewers/,
  );
});

test("an account that does not answer is told as such", async () => {
  const engine = await FakeEngine.start();
  engine.answers.set("aws:index/getCallerIdentity:getCallerIdentity", () => {
    return refuse("ExpiredToken: the security token included in the request is expired");
  });
  const provider = new aws.Provider("aws", { region: "us-east-1" });
  const cluster = { provider, region: "us-east-1", clusterName: "workshop", exists: false };
  await expect(entriesOfOthers({ ...cluster, access: {}, tags })).rejects.toThrow(/AWS in us-east-1/);
});
