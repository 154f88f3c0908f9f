import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Rendering } from "../../../cli/preview/declared";
import { record } from "../../../cli/preview/record";
import type { SparkOperatorCharts } from "../../../components/charts/spark-operator-charts";
import { readConfig } from "../../../stacks/config";
import { kindStack } from "../../../stacks/kind";
import { chartWithValuesOf } from "../../support/chart";
import { withoutTraces } from "../../support/traces";

const root = process.cwd();
const charts: SparkOperatorCharts = { operator: chartWithValuesOf(), crds: "crds" };

/** What a program declares for a stack, recorded in this process. */
export function recorded(
  stack: string,
  config: Record<string, string>,
  program: () => unknown,
): Promise<Rendering> {
  const full = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [`spark-workshop:${key}`, value]),
  );
  withoutTraces();
  return record({ root, project: "spark-workshop", stack, config: full }, pulumi, program);
}

const known = new Map<string, Promise<Rendering>>();

/** The kind stack with fixed workers, which are quicker to draw: many changes begin from it. */
export function plainKind(): Promise<Rendering> {
  const found = known.get("kind") ?? kind();
  known.set("kind", found);
  return found;
}

/** The kind stack, as a stack file with these keys would have it. The chart lies in no place that matters here. */
export async function kind(
  over: Record<string, string> = {},
  more: () => unknown = () => {},
): Promise<Rendering> {
  const config: Record<string, string> = { target: "kind", karpenter: "false", ...over };
  const rendering = await recorded("dev", config, () => {
    kindStack(readConfig({ get: (key) => config[key] }, Object.keys(config), "dev"), charts);
    more();
  });
  return JSON.parse(neutral(JSON.stringify(rendering))) as Rendering;
}

/** Without what every edit of an image or of the job changes, and what is no matter of a report. */
function neutral(text: string): string {
  return text
    .replaceAll(charts.operator, "spark-operator-chart")
    .replace(/(spark-workshop\/[a-z-]+):[A-Za-z0-9._-]+/g, "$1:tag")
    .replace(/(flights-code|nycflights13)-[0-9a-f]{8,12}/g, "$1-hash")
    .replace(/"flights\.py":"(?:[^"\\]|\\.)*"/g, '"flights.py":"print(1)\\n"');
}

/** A little of what an AWS stack is made of. */
export interface Cloud {
  readonly environment?: string;
  readonly forceDestroy?: boolean;
  readonly publicAccessBlock?: boolean;
  readonly action?: string;
  readonly cidr?: string;
  readonly instanceTypes?: readonly string[];
  readonly limits?: Record<string, string>;
  readonly queue?: boolean;
  readonly publicAccess?: string;
}

export function cloud(args: Cloud = {}): Promise<Rendering> {
  const config = { target: "eks", environment: args.environment ?? "prod", eks: '{"disposable":false}' };
  return recorded("aws", config, () => {
    const provider = new aws.Provider("aws", { region: "us-east-1" });
    const inAws = { provider };
    const vpc = new aws.ec2.Vpc("network", { cidrBlock: args.cidr ?? "10.0.0.0/16" }, inAws);
    new aws.ec2.Subnet(
      "network-a",
      { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1a" },
      inAws,
    );
    const lake = new aws.s3.Bucket(
      "lake",
      { bucket: "workshop-lake", forceDestroy: args.forceDestroy },
      inAws,
    );
    if (args.publicAccessBlock ?? true) {
      const all = {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      };
      new aws.s3.BucketPublicAccessBlock("lake-private", { bucket: lake.id, ...all }, inAws);
    }
    const encryption = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
    new aws.s3.BucketServerSideEncryptionConfiguration(
      "lake-encryption",
      { bucket: lake.id, rules: [encryption] },
      inAws,
    );
    new aws.s3.BucketPolicy("lake-tls", { bucket: lake.id, policy: tlsOnly("workshop-lake") }, inAws);
    const role = new aws.iam.Role("jobs", { name: "workshop-jobs", assumeRolePolicy: "{}" }, inAws);
    new aws.iam.RolePolicy(
      "jobs-lake",
      { role: role.name, policy: lakePolicy(args.action ?? "s3:GetObject") },
      inAws,
    );
    if (args.queue) new aws.sqs.Queue("interruptions", { name: "workshop-interruptions" }, inAws);
    const publicAccessCidrs = [args.publicAccess ?? "52.94.76.0/24"];
    new eks.Cluster("workshop", { name: "workshop", publicAccessCidrs }, { providers: { aws: provider } });
    const cluster = new k8s.Provider("cluster", { kubeconfig: "{}", clusterIdentifier: "eks-workshop" });
    new k8s.apiextensions.CustomResource(
      "executors",
      {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name: "executors" },
        spec: {
          limits: args.limits ?? { cpu: "64" },
          template: {
            spec: {
              nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "workshop" },
              terminationGracePeriod: "30m",
              requirements: [
                { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
                {
                  key: "node.kubernetes.io/instance-type",
                  operator: "In",
                  values: args.instanceTypes ?? ["m5.xlarge", "m5.2xlarge"],
                },
              ],
            },
          },
        },
      },
      { provider: cluster },
    );
  });
}

function tlsOnly(bucket: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

function lakePolicy(action: string): string {
  const Statement = [
    { Sid: "Lake", Effect: "Allow", Action: action, Resource: "arn:aws:s3:::workshop-lake/*" },
  ];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
