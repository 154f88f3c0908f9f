import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type Properties, text } from "../protocol/values";

export const accountId = "123456789012";
export const region = "us-east-1";

/** The account's zones, with the letters that it was dealt: the third is one that EKS does not take. */
export const zoneIds: Readonly<Record<string, string>> = {
  [`${region}a`]: "use1-az6",
  [`${region}b`]: "use1-az1",
  [`${region}c`]: "use1-az3",
  [`${region}d`]: "use1-az2",
};

/** What AWS adds to inputs. */
export type Outputs = (inputs: Properties) => Properties & { id: string };

export const hex = (): string => randomBytes(8).toString("hex").slice(0, 17);
/** Known by an id that AWS chooses. */
export const made =
  (prefix: string): Outputs =>
  () => ({ id: `${prefix}-${hex()}` });
/** Known by a name that a person chose. */
export const called =
  (service: string, kind: string, key = "name") =>
  (inputs: Properties): Properties & { id: string; arn: string } => {
    const name = text(inputs, key);
    const where = service === "iam" ? "" : region;
    return { id: name, arn: `arn:aws:${service}:${where}:${accountId}:${kind}${name}` };
  };
/** Known by what it ties together. */
export const tie =
  (...keys: string[]): Outputs =>
  (inputs) => ({ id: keys.map((key) => text(inputs, key)).join("/") });

/** Known by the names of a cluster and of something of it. */
export const ofCluster =
  (key: string): Outputs =>
  (inputs) => ({ id: `${text(inputs, "clusterName")}:${text(inputs, key)}` });

/** An association of Pod Identity, whose ID is an attribute too. */
export const associated: Outputs = () => {
  const associationId = `a-${hex()}`;
  return { id: associationId, associationId };
};

/** Part of a kubeconfig, of the API server that stands behind every cluster here. */
function apiServer(): { endpoint: string; certificate: string } {
  const file = process.env.STAND_IN_API_SERVER ?? "";
  if (!existsSync(file)) throw new Error("STAND_IN_API_SERVER names no file with { endpoint, certificate }");
  return JSON.parse(readFileSync(file, "utf8")) as { endpoint: string; certificate: string };
}

/** A control plane, with the API server that stands behind every cluster here. */
export function cluster(inputs: Properties): Properties & { id: string } {
  const { endpoint, certificate } = apiServer();
  const vpcConfig = inputs.vpcConfig as Properties;
  return {
    ...called("eks", "cluster/")(inputs),
    endpoint,
    certificateAuthority: { data: certificate },
    status: "ACTIVE",
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${region}.amazonaws.com/id/1` }] }],
    vpcConfig: { ...vpcConfig, clusterSecurityGroupId: `sg-${hex()}` },
  };
}
