import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { stringify } from "yaml";
import { awsCli } from "../../components/aws/cli";
import { type AwsReady, stackTags } from "../../stacks/aws";
import { readConfig, type StackConfig } from "../../stacks/config";
import { chartWithValuesOf } from "./chart";

/** A configuration as Pulumi hands it over. */
export function awsConfig(eks: Record<string, unknown> = {}, over: Record<string, string> = {}): StackConfig {
  const values: Record<string, string> = { target: "eks", eks: JSON.stringify(eks), ...over };
  return readConfig({ get: (key) => values[key] }, Object.keys(values), "aws");
}

/** A folder with the part of Karpenter's values.yaml that the component sets. */
export function karpenterChart(): string {
  const folder = mkdtempSync(join(tmpdir(), "karpenter-"));
  const values = {
    replicas: 2,
    controller: { resources: {} },
    serviceAccount: { name: "" },
    settings: { clusterName: "", interruptionQueue: "" },
  };
  writeFileSync(join(folder, "values.yaml"), stringify(values));
  return folder;
}

/** What the stack is made with, no account asked. Call after the mocks were set. */
export function awsReady(config: StackConfig): AwsReady {
  const tags = stackTags(config, "aws");
  return {
    account: { accountId: "123456789012", region: "us-east-1", partition: "aws" },
    provider: new aws.Provider("aws", { region: "us-east-1", defaultTags: { tags } }),
    cli: awsCli({ region: "us-east-1" }),
    tags,
    entriesOfOthers: [],
    charts: {
      karpenter: { controller: karpenterChart(), definitions: "karpenter-crd" },
      operator: { operator: chartWithValuesOf(), crds: "crds" },
    },
  };
}
