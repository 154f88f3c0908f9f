import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { Cloud, readWhole, type Thing, writeWhole } from "../../../offline/plugins/aws/cloud";
import { refusal } from "../../../offline/plugins/aws/kinds";
import { accountId, region } from "../../../offline/plugins/aws/outputs";

// The AWS CLI, in the account of the stand-in for the provider.
const { STAND_IN_AWS: file = "", STAND_IN_API_SERVER: api = "" } = process.env;
const [service = "", command = ""] = process.argv.slice(2);
const words = process.argv.slice(2);

/** What tagged things are to the tagging API: a service and the beginning of an ARN's last part. */
const arns: Readonly<Record<string, string>> = {
  "aws:ec2/vpc:Vpc": "ec2:vpc/",
  "aws:ec2/subnet:Subnet": "ec2:subnet/",
  "aws:ec2/internetGateway:InternetGateway": "ec2:internet-gateway/",
  "aws:ec2/routeTable:RouteTable": "ec2:route-table/",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "ec2:vpc-endpoint/",
  "aws:ec2/natGateway:NatGateway": "ec2:natgateway/",
  "aws:ec2/eip:Eip": "ec2:elastic-ip/",
  "aws:eks/cluster:Cluster": "eks:cluster/",
  "aws:eks/nodeGroup:NodeGroup": "eks:nodegroup/",
  "aws:eks/addon:Addon": "eks:addon/",
  "aws:kms/key:Key": "kms:key/",
  "aws:s3/bucket:Bucket": "s3:",
};

function arn({ type, id, state }: Thing): string[] {
  if (typeof state.arn === "string") return [state.arn];
  const [of = "", kind] = (arns[type] ?? "").split(":");
  return kind === undefined ? [] : [`arn:aws:${of}:${region}:${accountId}:${kind}${id.replace(":", "/")}`];
}

const all = (): Thing[] => [...readWhole<Thing>(file), ...readWhole<Thing>(`${file}.foreign`)];
const of = (type: string) => all().filter((thing) => thing.type === type);
const option = (name: string) => words[words.indexOf(`--${name}`) + 1] ?? "";

/** Whether what is asked for has a tag that this project gives, or that Karpenter gives. */
const asks = (tag: string) => words.some((word) => word.includes(tag));

const answers: Readonly<Record<string, () => object>> = {
  "ec2 describe-instances": () => ({
    Reservations: [
      {
        Instances: asks("tag:kubernetes.io/cluster/")
          ? of("instance").map(({ id }) => ({ InstanceId: id, InstanceType: "m5.large" }))
          : [],
      },
    ],
  }),
  "ec2 describe-volumes": () => ({}),
  "ec2 describe-network-interfaces": () => ({}),
  "ec2 describe-launch-templates": () => ({}),
  "ec2 describe-security-groups": () => ({
    SecurityGroups: of("aws:eks/cluster:Cluster").map(({ state }) => ({
      GroupId: (state.vpcConfig as { clusterSecurityGroupId?: string }).clusterSecurityGroupId,
    })),
  }),
  "iam list-instance-profiles": () => ({
    InstanceProfiles: of("aws:iam/instanceProfile:InstanceProfile").map(({ id, state }) => ({
      InstanceProfileName: id,
      Path: "/",
      Roles: [{ RoleName: state.role }],
    })),
  }),
  "iam list-roles": () => ({
    Roles: of("aws:iam/role:Role").map(({ id }) => ({ RoleName: id })),
  }),
  // The provider gives the cluster's tag to every role.
  "iam list-role-tags": () => ({ Tags: [{ Key: "spark-workshop/cluster", Value: "spark-workshop" }] }),
  "iam list-policies": () => ({
    Policies: of("aws:iam/policy:Policy").map(({ id, state }) => ({ PolicyName: state.name, Arn: id })),
  }),
  "iam create-service-linked-role": () =>
    fail("InvalidInput", "Service role name AWSServiceRoleForEC2Spot has been taken in this account"),
  "logs describe-log-groups": () => ({}),
  "ecr describe-repositories": () => ({
    repositories: of("aws:ecr/repository:Repository").map(({ id }) => ({ repositoryName: id })),
  }),
  "ec2 terminate-instances": () => {
    const ended = words.filter((word) => of("instance").some(({ id }) => id === word));
    const foreign = `${file}.foreign`;
    writeWhole(
      foreign,
      readWhole<Thing>(foreign).filter(({ id }) => !ended.includes(id)),
    );
    return {};
  },
  "eks delete-nodegroup": () =>
    remove("aws:eks/nodeGroup:NodeGroup", `${option("cluster-name")}:${option("nodegroup-name")}`),
  "eks delete-cluster": () => remove("aws:eks/cluster:Cluster", option("name")),
  "eks describe-cluster": () => ({ cluster: { name: cluster(), status: "ACTIVE" } }),
  "sts get-caller-identity": () => ({
    Account: accountId,
    Arn: `arn:aws:iam::${accountId}:user/test`,
    UserId: "AIDA",
  }),
  "eks update-kubeconfig": () => {
    const name = cluster();
    const { endpoint, certificate } = JSON.parse(readFileSync(api, "utf8"));
    const token = readFileSync(`${api}.token`, "utf8");
    const config = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificate } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      "current-context": name,
      users: [{ name, user: { token } }],
    };
    writeFileSync(option("kubeconfig"), stringify(config));
    return {};
  },
  "resourcegroupstaggingapi get-resources": () => ({
    // The provider gives the stack's tag to everything that can have one.
    ResourceTagMappingList: asks("spark-workshop/stack")
      ? readWhole<Thing>(file)
          .flatMap(arn)
          .map((ResourceARN) => ({ ResourceARN }))
      : [],
  }),
};

function cluster(): string {
  const name = option("name");
  if (of("aws:eks/cluster:Cluster").some(({ id }) => id === name)) return name;
  return fail("ResourceNotFoundException", `No cluster found for name: ${name}.`);
}

/** Deletes something of the stack's by hand, as far as AWS lets it go. */
function remove(type: string, id: string): object {
  const cloud = new Cloud(file, `${file}.foreign`);
  const thing = cloud.find(type, id);
  if (!thing) return fail("ResourceNotFoundException", `no ${id} here.`);
  const said = refusal(thing, cloud.things());
  if (said !== undefined) return fail("ResourceInUseException", said);
  cloud.remove(type, id);
  return {};
}

function fail(code: string, said: string): never {
  process.stderr.write(`\nAn error occurred (${code}) when calling the operation: ${said}\n`);
  process.exit(254);
}

const answer = answers[`${service} ${command}`];
if (words.includes("--version")) process.stdout.write("aws-cli/2.31.0\n");
else if (answer) process.stdout.write(`${JSON.stringify(answer())}\n`);
else fail("InvalidAction", `no such command here: aws ${words.join(" ")}`);
