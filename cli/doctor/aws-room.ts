import { z } from "zod";
import { partitionOf } from "../../components/aws/account";
import { tunnelOf } from "../../components/cluster/eks/public-access";
import { isUnheard } from "../../components/cost/budget";
import { minor } from "../../components/versions/versions";
import { billOf, priceOf } from "../../stacks/eks-config";
import type { AskAws } from "../aws/ask";
import { stackConfigOf } from "../aws/environment";
import { type AddonVersions, addonFinding, addonsOf } from "./addon-versions";
import type { Finding } from "./machine";
import type { ApiServerAccess } from "./own-address";

/** What a stack that is still to be made wants of its account. */
export interface AwsWants {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Kubernetes of the cluster, without the patch level. */
  readonly kubernetes: string;
  /** Addons of EKS in their pinned versions. */
  readonly addons: AddonVersions;
  /** VPCs, and addresses that others can see: one a NAT gateway. */
  readonly vpcs: number;
  readonly addresses: number;
  /** Who is let in to the API server. */
  readonly access: ApiServerAccess;
  /** Who hears of the price, in a line. */
  readonly alarm: string;
  /** Whether nobody does, and the file does not say that this is meant. */
  readonly unheard: boolean;
}

/** What the stack of a file wants; nothing where the file cannot be read. */
export function awsWants(root: string, stack: string, region: string): AwsWants | undefined {
  const config = stackConfigOf(root, stack);
  if (!config) return undefined;
  const { clusterName, kubernetesVersion, eks } = config;
  return {
    cluster: clusterName,
    kubernetes: minor(kubernetesVersion),
    addons: addonsOf(eks),
    vpcs: eks.network.existing ? 0 : 1,
    addresses: billOf(eks, region).natGateways,
    access: {
      publicAccess: eks.publicAccess,
      callersInside: eks.network.existing?.callersInside === true || tunnelOf(eks) !== undefined,
    },
    alarm: priceOf(eks, region).cost.alarm ?? "",
    unheard: isUnheard(eks.budget, partitionOf(region)),
  };
}

/** What must be free for a stack, and how it is counted. */
const rooms = [
  {
    service: "vpc",
    code: "L-F678F1CE",
    what: "VPCs in the region",
    wanted: ({ vpcs }: AwsWants) => vpcs,
    list: "describe-vpcs",
    property: "Vpcs",
  },
  {
    service: "ec2",
    code: "L-0263D0A3",
    what: "elastic addresses in the region",
    wanted: ({ addresses }: AwsWants) => addresses,
    list: "describe-addresses",
    property: "Addresses",
  },
] as const;

/** Whether the account has room for a stack that is still to be made: its plan, its VPCs and addresses, EKS' Kubernetes, and somebody who hears of the price. */
export async function roomFindings(wants: AwsWants, ask: AskAws): Promise<Finding[]> {
  const cluster = await ask("eks", "describe-cluster", "--name", wants.cluster);
  if (cluster.ok) return [{ state: "ok", need: "EKS", found: `the cluster ${wants.cluster} is there` }];
  const found = await Promise.all([
    planFinding(ask),
    versionFinding(wants.kubernetes, ask),
    addonFinding(wants.addons, wants.kubernetes, ask),
    ...rooms.filter((room) => room.wanted(wants) > 0).map((room) => roomFinding(room, wants, ask)),
  ]);
  return wants.unheard ? [unheard, ...found] : found;
}

/** An alarm is for a stack unless somebody says that it is not: nothing else tells that a stack was forgotten. */
const unheard: Finding = {
  state: "blocks",
  need: "Cost alarm",
  found: "nobody would hear of what the stack costs",
  cure: "Name somebody in the stack file, under eks: budget: { emails: [you@example.com] }. Or say that nobody shall: budget: false.",
};

async function roomFinding(room: (typeof rooms)[number], wants: AwsWants, ask: AskAws): Promise<Finding> {
  const { service, code, what, list, property } = room;
  const need = "Quota";
  const quota = await askedQuota(ask, service, code);
  const all = await ask("ec2", list);
  const said = quota.ok ? (all.ok ? undefined : all.said) : quota.said;
  if (!quota.ok || !all.ok) return { state: "ok", need, found: `${what}: could not be asked (${said})` };
  const used = z.record(z.string(), z.array(z.unknown()).catch([])).parse(all.value)[property]?.length ?? 0;
  const wanted = room.wanted(wants);
  const found = `${used} of ${quota.value} ${what} are in use, and the stack wants ${wanted}`;
  if (used + wanted <= quota.value) return { state: "ok", need, found };
  return { state: "blocks", need, found, cure: `Remove some, or: ${raise(service, code, used + wanted)}` };
}

/** An account on the Free plan launches none of the stack's instance types. @see AWS Free Tier API, GetAccountPlanState */
async function planFinding(ask: AskAws): Promise<Finding> {
  const need = "Account plan";
  const answer = await ask("freetier", "get-account-plan-state", "--region", "us-east-1");
  const plan = answer.ok
    ? z.looseObject({ accountPlanType: z.string() }).safeParse(answer.value).data
    : undefined;
  // Accounts older than the plans have none, and older CLIs do not know the question.
  if (!plan) return { state: "ok", need, found: "could not be asked; it must not be the Free plan" };
  if (plan.accountPlanType !== "FREE")
    return { state: "ok", need, found: plan.accountPlanType.toLowerCase() };
  return {
    state: "blocks",
    need,
    found: "the Free plan, on which EC2 launches none of the stack's instance types",
    cure: "Upgrade to the paid plan; the credits stay: aws freetier upgrade-account-plan --account-plan-type PAID --region us-east-1",
  };
}

/** The stack asks for standard support; a version that has left it would be upgraded by AWS, or refused. */
async function versionFinding(kubernetes: string, ask: AskAws): Promise<Finding> {
  const need = "Kubernetes";
  const answer = await ask("eks", "describe-cluster-versions", "--cluster-versions", kubernetes);
  const shape = z.object({
    clusterVersions: z.array(
      z.looseObject({
        versionStatus: z.string().optional(),
        endOfStandardSupportDate: z.unknown().optional(),
      }),
    ),
  });
  const version = answer.ok ? shape.safeParse(answer.value).data?.clusterVersions[0] : undefined;
  if (!version?.versionStatus) return { state: "ok", need, found: `${kubernetes}: could not be asked` };
  const end = String(version.endOfStandardSupportDate ?? "").slice(0, 10);
  if (version.versionStatus === "STANDARD_SUPPORT")
    return { state: "ok", need, found: `${kubernetes}, in standard support${end ? ` until ${end}` : ""}` };
  return {
    state: "blocks",
    need,
    found: `EKS has ${kubernetes} no more in standard support (${version.versionStatus})`,
    cure: "Take a newer revision of this project, whose versions.json has a newer kubernetes.",
  };
}

/** A quota's value. */
export async function askedQuota(
  ask: AskAws,
  service: string,
  code: string,
): Promise<{ ok: true; value: number } | { ok: false; said: string }> {
  const answer = await ask(
    "service-quotas",
    "get-service-quota",
    "--service-code",
    service,
    "--quota-code",
    code,
  );
  if (!answer.ok) return answer;
  const { data } = z.object({ Quota: z.object({ Value: z.number() }) }).safeParse(answer.value);
  return data ? { ok: true, value: data.Quota.Value } : { ok: false, said: "no such quota" };
}

/** The command that asks AWS for more. */
export function raise(service: string, code: string, value: number): string {
  return `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${value}`;
}
