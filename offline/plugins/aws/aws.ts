import { setTimeout as sleep } from "node:timers/promises";
import { compare } from "../protocol/diff";
import { type Provider, sdkVersion } from "../protocol/provider";
import { isObject, type Properties, reveal, UNKNOWN } from "../protocol/values";
import { Cloud } from "./cloud";
import { accessEntry, entryOfCreator, refusalToCreate } from "./creation";
import { kinds, refusal } from "./kinds";
import { accountId, region, zoneIds } from "./outputs";
import { refusalOfInputs, refusalToUpdate } from "./rules";

/** Longest wait for what is in the way of a deletion, in milliseconds. The real provider waits for minutes. */
const timeoutMs = 8_000;

function kindOf(type: string) {
  const found = kinds[type];
  if (found) return found;
  throw new Error(
    `${type}: the stand-in for the aws provider does not know it; see offline/plugins/aws/kinds.ts`,
  );
}

/** Stands in for the `aws` provider, with an account in a file. */
export function awsProvider(): Provider {
  const file = process.env.STAND_IN_AWS;
  if (!file) throw new Error("STAND_IN_AWS names no file for the account");
  const cloud = new Cloud(file, `${file}.foreign`);
  /** Who calls AWS here. */
  const caller = process.env.STAND_IN_CALLER ?? `arn:aws:iam::${accountId}:user/test`;
  /** Tags that the provider puts on everything. */
  let tags: Properties = {};
  const inAccount = (state: Properties): Properties => ({ ...reveal(state), tagsAll: tags });
  return {
    version: sdkVersion("@pulumi/aws"),
    configure: ({ defaultTags }) => {
      const given = typeof defaultTags === "string" ? (JSON.parse(defaultTags) as Properties) : defaultTags;
      if (isObject(given) && isObject(given.tags)) tags = given.tags;
    },
    check: ({ type, news }) => {
      kindOf(type);
      return { inputs: news };
    },
    diff: ({ type, oldInputs, news }) => {
      const { replaces } = kindOf(type);
      const changes = compare(oldInputs, news, ([first]) => replaces.includes(String(first)));
      return { changes, deleteBeforeReplace: true };
    },
    create: async ({ type, inputs, preview }) => {
      const { outputs, slow = 0 } = kindOf(type);
      if (preview) {
        // What AWS decides is unknown before it has; a name that was chosen is not.
        const decided = Object.keys(
          type === "aws:eks/cluster:Cluster" ? eksDecides : outputs(reveal(inputs)),
        );
        return { id: "", state: { ...inputs, ...Object.fromEntries(decided.map((key) => [key, UNKNOWN])) } };
      }
      refuseInputs(type, inputs);
      const { id, ...added } = outputs(reveal(inputs));
      const state = { ...inputs, ...added };
      const said = refusalToCreate(type, id, reveal(state), cloud.things());
      if (said !== undefined) throw new Error(said);
      // There from the moment on that it is asked for, though not ready: also for a caller who does not live to hear of it.
      cloud.add({ type, id, state: inAccount(state) });
      if (type === "aws:eks/cluster:Cluster") cloud.add(entryOfCreator(id, caller));
      await sleep(slow);
      return { id, state };
    },
    read: ({ type, id, state, inputs }) => {
      const found = cloud.find(type, id);
      return found ? { id, state: { ...state, ...found.state }, inputs } : { id: "", state: {}, inputs: {} };
    },
    update: ({ type, id, state, inputs, preview }) => {
      const next: Properties = { ...state, ...inputs };
      // An update leaves alone what EKS has added to it.
      if (type === "aws:eks/cluster:Cluster")
        next.vpcConfig = { ...decided(state.vpcConfig), ...(inputs.vpcConfig as Properties) };
      if (preview) return next;
      refuseInputs(type, inputs);
      const leap = refusalToUpdate(type, reveal(state), reveal(next));
      if (leap !== undefined) throw new Error(leap);
      cloud.change(type, id, inAccount(next));
      return next;
    },
    delete: async ({ type, id }) => {
      await sleep(kindOf(type).slow ?? 0);
      for (const end = Date.now() + timeoutMs; ; await sleep(250)) {
        const thing = cloud.find(type, id);
        if (!thing) return;
        const said = refusal(thing, cloud.things());
        if (said === undefined) return cloud.remove(type, id);
        cloud.refused(said);
        if (Date.now() > end) throw new Error(said);
      }
    },
    invoke: (token, args): Properties => {
      switch (token) {
        case "aws:index/getCallerIdentity:getCallerIdentity":
          return { accountId, arn: caller, userId: "AIDA", id: accountId };
        case "aws:iam/getSessionContext:getSessionContext":
          return { arn: caller, issuerArn: caller, id: caller };
        case "aws:eks/getClusters:getClusters":
          return { id: region, names: cloud.named("aws:eks/cluster:Cluster") };
        case "aws:eks/getCluster:getCluster": {
          const cluster = cloud.find("aws:eks/cluster:Cluster", String(args.name));
          if (!cluster) throw new Error("reading EKS Cluster: couldn't find resource");
          return { id: cluster.id, name: cluster.id, version: cluster.state.version ?? "" };
        }
        case "aws:eks/getAccessEntry:getAccessEntry": {
          const entry = cloud.find(accessEntry, `${args.clusterName}:${args.principalArn}`);
          if (!entry) throw new Error("reading EKS Access Entry: couldn't find resource");
          return { ...entry.state, id: entry.id, tags: entry.state.tagsAll ?? {} };
        }
        case "aws:index/getAvailabilityZones:getAvailabilityZones":
          return { id: region, names: Object.keys(zoneIds), zoneIds: Object.values(zoneIds) };
        default:
          throw new Error(`${token}: the stand-in for the aws provider does not know the answer`);
      }
    },
    cancel: () => undefined,
  };
}

function refuseInputs(type: string, inputs: Properties): void {
  const said = refusalOfInputs(type, reveal(inputs));
  if (said !== undefined) throw new Error(said);
}

/** What EKS has added to a cluster's network. */
function decided(vpcConfig: Properties[string] | undefined): Properties {
  const { clusterSecurityGroupId } = isObject(vpcConfig) ? vpcConfig : {};
  return clusterSecurityGroupId === undefined ? {} : { clusterSecurityGroupId };
}

/** What EKS decides about a cluster. */
const eksDecides = { arn: 0, endpoint: 0, certificateAuthority: 0, identities: 0, status: 0, vpcConfig: 0 };
