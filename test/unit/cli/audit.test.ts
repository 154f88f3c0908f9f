import type { AskAws } from "../../../cli/aws/ask";
import { audit, renderAudit } from "../../../cli/aws/audit";
import { refuseProtected, refuseProtectedState } from "../../../cli/aws/protected";
import { awsFindings, cliFinding } from "../../../cli/doctor/aws";
import { awsWants } from "../../../cli/doctor/aws-room";
import { readAwsSettings } from "../../../components/aws/settings";
import { isUnheard } from "../../../components/cost/budget";

const whose = { stack: "aws", cluster: "spark-workshop" };

/** An account that answers by the words of a question; to everything else, that there is nothing. */
function account(answers: Record<string, unknown>): { ask: AskAws; asked: string[][] } {
  const asked: string[][] = [];
  const ask: AskAws = async (...args) => {
    asked.push(args);
    const found = Object.entries(answers).find(([words]) => args.join(" ").includes(words));
    if (found?.[1] instanceof Error) return { ok: false, said: found[1].message };
    if (!found && args.includes("describe-cluster")) return { ok: false, said: "ResourceNotFoundException" };
    return { ok: true, value: found?.[1] ?? {} };
  };
  return { ask, asked };
}

test("an empty account has nothing left", async () => {
  const { ask, asked } = account({});
  expect(await audit(ask, whose)).toEqual({ left: [], unanswered: [] });
  // Read-only: what it asks are lists and descriptions.
  for (const [, verb] of asked) expect(verb).toMatch(/^(describe|list|get)-/);
});

test("what is left is named with its price and the command that removes it", async () => {
  const tagged = (...arns: string[]) => ({
    ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })),
  });
  const { ask } = account({
    "tag:kubernetes.io/cluster/spark-workshop,Values=owned --output": {},
    "describe-instances --filters Name=instance-state-name,Values=pending,running,stopping,stopped Name=tag:kubernetes.io":
      { Reservations: [{ Instances: [{ InstanceId: "i-1", InstanceType: "m5.xlarge" }] }] },
    "describe-volumes": { Volumes: [{ VolumeId: "vol-1", Size: 73 }] },
    "list-instance-profiles": {
      InstanceProfiles: [
        { InstanceProfileName: "KarpenterNodeRole-spark-workshop", Path: "/", Roles: [{ RoleName: "r" }] },
        { InstanceProfileName: "KarpenterNodeRole-spark-workshop-2", Path: "/", Roles: [] },
      ],
    },
    "describe-log-groups": { logGroups: [{ logGroupName: "/aws/eks/spark-workshop/cluster" }] },
    "describe-repositories": {
      repositories: [
        { repositoryName: "spark-workshop/spark" },
        { repositoryName: "spark-workshop-2/spark" },
      ],
    },
    "Key=spark-workshop/stack,Values=aws": tagged(
      "arn:aws:ec2:us-east-1:1:natgateway/nat-1",
      "arn:aws:ec2:us-east-1:1:instance/i-1",
      "arn:aws:s3:::workshop-lake-1",
    ),
  });
  const found = await audit(ask, whose);
  const price = Object.fromEntries(found.left.map(({ id, dollarsPerHour }) => [id, dollarsPerHour]));
  expect(price).toEqual({
    "i-1": 0.192,
    "vol-1": expect.closeTo(0.008),
    "KarpenterNodeRole-spark-workshop": 0,
    "/aws/eks/spark-workshop/cluster": 0,
    "spark-workshop/spark": 0,
    "nat-1": 0.045,
    "workshop-lake-1": 0,
  });
  const lines = renderAudit(found, whose).join("\n");
  expect(lines).toContain("Still in the account, $0.245 an hour");
  expect(lines).toContain("aws ec2 terminate-instances --instance-ids i-1");
  expect(lines).toContain(
    "aws iam remove-role-from-instance-profile --instance-profile-name KarpenterNodeRole-spark-workshop",
  );
});

test("whatever a stack may leave is known by its name, its price and the command that removes it", async () => {
  const arn = (rest: string) => ({ ResourceARN: `arn:aws:${rest}` });
  const { ask } = account({
    "describe-network-interfaces": { NetworkInterfaces: [{ NetworkInterfaceId: "eni-1" }] },
    "describe-launch-templates": { LaunchTemplates: [{ LaunchTemplateId: "lt-1" }] },
    "describe-security-groups": { SecurityGroups: [{ GroupId: "sg-1" }] },
    "describe-cluster": { cluster: { name: "spark-workshop" } },
    "Key=spark-workshop/stack": {
      ResourceTagMappingList: [
        arn("ec2:us-east-1:1:elastic-ip/eipalloc-1"),
        arn("ec2:us-east-1:1:vpc/vpc-1"),
        arn("ec2:us-east-1:1:subnet/subnet-1"),
        // Asked for by their state as well: tags outlive them.
        ...["instance/i-1", "volume/vol-1", "network-interface/eni-1"].map((id) =>
          arn(`ec2:us-east-1:1:${id}`),
        ),
        arn("eks:us-east-1:1:cluster/spark-workshop"),
        arn("kms:us-east-1:1:key/k-1"),
        arn("sqs:us-east-1:1:spark-workshop"),
      ],
    },
    "Key=elbv2.k8s.aws/cluster": {
      ResourceTagMappingList: [arn("elasticloadbalancing:us-east-1:1:loadbalancer/net/x/1")],
    },
  });
  const { left } = await audit(ask, whose);
  expect(left.map(({ kind, dollarsPerHour }) => [kind, dollarsPerHour > 0]).sort()).toEqual([
    ["EKS cluster", true],
    ["KMS key", true],
    ["VPC", false],
    ["address", true],
    ["launch template", false],
    ["load balancer", true],
    ["network interface", false],
    ["security group", false],
    ["sqs", false],
    ["subnet", false],
  ]);
  for (const { id, remove } of left) {
    expect(remove).toMatch(/^aws [a-z0-9]+ [a-z-]+ /);
    expect(remove).toContain(id);
  }
});

test("what has gone, and bears its tags for a while yet, is not left", async () => {
  const things = ["ec2:us-east-1:1:natgateway/nat-1", "ec2:us-east-1:1:natgateway/nat-2"];
  const others = [
    "ec2:us-east-1:1:vpc-endpoint/vpce-1",
    "kms:us-east-1:1:key/k-1",
    "kms:us-east-1:1:key/k-2",
  ];
  const { ask } = account({
    "Key=spark-workshop/stack": {
      ResourceTagMappingList: [...things, ...others].map((rest) => ({ ResourceARN: `arn:aws:${rest}` })),
    },
    "--nat-gateway-ids nat-1": { NatGateways: [{ NatGatewayId: "nat-1", State: "deleted" }] },
    "--nat-gateway-ids nat-2": { NatGateways: [{ NatGatewayId: "nat-2", State: "deleting" }] },
    "--vpc-endpoint-ids vpce-1": new Error("An error occurred (InvalidVpcEndpointId.NotFound)"),
    "--key-id k-1": { KeyMetadata: { KeyState: "PendingDeletion" } },
    "--key-id k-2": new Error("AccessDeniedException"),
  });
  const { left } = await audit(ask, whose);
  // Whoever may not ask is told of it rather than not.
  expect(left.map(({ id }) => id)).toEqual(["nat-2", "k-2"]);
});

test("a question that is refused is said, and is no clean bill", async () => {
  const { ask } = account({ "describe-log-groups": new Error("AccessDenied") });
  const found = await audit(ask, whose);
  expect(found.unanswered).toEqual(["aws logs describe-log-groups: AccessDenied"]);
});

describe("doctor", () => {
  const { settings, problems } = readAwsSettings({ region: "us-east-1" });
  const file = { settings, problems };
  const me = { "get-caller-identity": { Account: "1", Arn: "arn:aws:iam::1:role/me" } };

  test("says who one is, and where", async () => {
    const { ask } = account({ ...me, "get-service-quota": { Quota: { Value: 64 } } });
    const found = await awsFindings(file, ask, async () => "aws-cli/2.31.0 Python/3");
    expect(found.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok"]);
    expect(found[1]?.found).toBe("account 1, us-east-1, as arn:aws:iam::1:role/me");
  });

  test("no CLI, no credentials and no quota stand in the way, with what to do", async () => {
    const { ask } = account({
      ...me,
      "L-34B43A08": { Quota: { Value: 5 } },
      "get-service-quota": { Quota: { Value: 64 } },
    });
    const blocks = async (findings: ReturnType<typeof awsFindings>) =>
      (await findings).filter(({ state }) => state === "blocks").map(({ found, cure }) => `${found} ${cure}`);
    expect(await blocks(awsFindings(file, ask, async () => undefined))).toEqual([
      expect.stringMatching(/^not on PATH Install version 2/),
    ]);
    expect(await blocks(awsFindings(file, ask, async () => "aws-cli/2.31.0"))).toEqual([
      expect.stringMatching(/^only 5 spot vCPUs .* aws service-quotas request-service-quota-increase/),
    ]);
    const nobody = account({ "get-caller-identity": new Error("Unable to locate credentials") });
    expect(await blocks(awsFindings(file, nobody.ask, async () => "aws-cli/2.31.0"))).toEqual([
      expect.stringMatching(/^Unable to locate credentials aws sso login/),
    ]);
  });

  describe("of a stack that is still to be made", () => {
    const access = { publicAccess: ["52.94.76.0/24"], callersInside: false };
    const alarm = "no alarm: eks.budget is false";
    const room = { addons: { coredns: "v1" }, vpcs: 1, addresses: 3 };
    const wants = { cluster: "spark-workshop", kubernetes: "1.36", ...room, access, alarm, unheard: false };
    const enough = {
      ...me,
      "get-account-plan-state": { accountPlanType: "PAID" },
      "describe-cluster-versions": {
        clusterVersions: [
          { versionStatus: "STANDARD_SUPPORT", endOfStandardSupportDate: "2027-08-02T00:00:00Z" },
        ],
      },
      "describe-addon-versions": { addons: [{ addonVersions: [{ addonVersion: "v1" }] }] },
      "L-F678F1CE": { Quota: { Value: 5 } },
      "L-0263D0A3": { Quota: { Value: 5 } },
      "get-service-quota": { Quota: { Value: 64 } },
      "describe-vpcs": { Vpcs: [{}, {}] },
      "describe-addresses": { Addresses: [{}, {}] },
    };
    const all = (answers: Record<string, unknown>, unheard = false) =>
      awsFindings(
        file,
        account(answers).ask,
        async () => "aws-cli/2.31.0",
        { ...wants, unheard },
        async () => "52.94.76.7",
      );
    const of = async (answers: Record<string, unknown>) => (await all(answers)).slice(6);

    test("says whether the API server will let this machine in, and who hears of the price", async () => {
      const found = await all(enough);
      expect(found.slice(4, 6)).toEqual([
        { state: "ok", need: "API server", found: "will let 52.94.76.7 in" },
        { state: "ok", need: "Cost alarm", found: alarm },
      ]);
    });

    test("says how much of what is counted is in use, and how long the Kubernetes is supported", async () => {
      const found = await of(enough);
      expect(found.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
      expect(found.map(({ found }) => found)).toEqual([
        "paid",
        "1.36, in standard support until 2027-08-02",
        "EKS has the pinned versions for 1.36",
        "2 of 5 VPCs in the region are in use, and the stack wants 1",
        "2 of 5 elastic addresses in the region are in use, and the stack wants 3",
      ]);
    });

    test.each<[string, object, RegExp]>([
      [
        "the Free plan",
        { "get-account-plan-state": { accountPlanType: "FREE" } },
        /^the Free plan, .* Upgrade to the paid plan; the credits stay: aws freetier upgrade-account-plan/,
      ],
      [
        "as many VPCs as the quota allows",
        { "describe-vpcs": { Vpcs: Array(5).fill({}) } },
        /^5 of 5 VPCs .* --service-code vpc --quota-code L-F678F1CE --desired-value 6$/,
      ],
      [
        "too few addresses for a NAT gateway in each zone",
        { "describe-addresses": { Addresses: Array(3).fill({}) } },
        /^3 of 5 elastic addresses .* --quota-code L-0263D0A3 --desired-value 6$/,
      ],
      [
        "a Kubernetes in extended support",
        { "describe-cluster-versions": { clusterVersions: [{ versionStatus: "EXTENDED_SUPPORT" }] } },
        /^EKS has 1\.36 no more in standard support .* Take a newer revision/,
      ],
    ])("%s stands in the way, with the cure", async (_, answers, message) => {
      const blocking = (await of({ ...enough, ...answers })).filter(({ state }) => state === "blocks");
      expect(blocking.map(({ found, cure }) => `${found} ${cure}`)).toEqual([expect.stringMatching(message)]);
    });

    test("is not made as long as nobody would hear of its price, unless the file says that this is meant", async () => {
      const blocking = async (answers: object) =>
        (await all({ ...enough, ...answers }, true)).filter(({ state }) => state === "blocks");
      expect((await blocking({})).map(({ found, cure }) => `${found} ${cure}`)).toEqual([
        expect.stringMatching(/^nobody would hear.*budget: \{ emails: \[.*\] \}.*budget: false\.$/),
      ]);
      // One that stands is nobody's first.
      expect(await blocking({ "describe-cluster --name": { cluster: {} } })).toEqual([]);
      expect(isUnheard({ emails: [] }, "aws")).toBe(true);
      expect(isUnheard({ emails: ["ana@example.com"] }, "aws")).toBe(false);
      expect(isUnheard(false, "aws")).toBe(false);
      expect(isUnheard({ emails: [] }, "aws-us-gov")).toBe(false);
    });

    test("what cannot be asked is said and does not stand in the way", async () => {
      const refused = Object.fromEntries(
        Object.keys(enough).map((words) => [words, new Error("AccessDenied")]),
      );
      const found = await of({ ...refused, ...me });
      expect(found.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
      expect(found.map(({ found }) => found).join()).toMatch(/could not be asked.*could not be asked/);
    });

    test("a stack that is there needs no more room", async () => {
      const full = {
        ...enough,
        "describe-vpcs": { Vpcs: Array(5).fill({}) },
        "describe-cluster --name": { cluster: {} },
      };
      expect((await of(full)).map(({ found }) => found)).toEqual(["the cluster spark-workshop is there"]);
    });

    test("wants what its file says", () => {
      expect(awsWants(process.cwd(), "prod", "us-east-1")).toEqual({
        cluster: "spark-prod",
        kubernetes: expect.stringMatching(/^1\.\d+$/),
        addons: expect.objectContaining({ "vpc-cni": expect.stringMatching(/eksbuild/) }),
        vpcs: 1,
        addresses: 3,
        access: { publicAccess: ["YOUR-ADDRESS/32"], callersInside: false },
        alarm: "no alarm: eks.budget.emails names nobody",
        unheard: true,
      });
    });
  });

  test("an AWS CLI that @pulumi/eks refuses is refused", () => {
    expect(["aws-cli/1.23.9", "aws-cli/2.6.4"].map((text) => cliFinding(text).state)).toEqual([
      "blocks",
      "blocks",
    ]);
    expect(["aws-cli/1.45.11", "aws-cli/2.7.0"].map((text) => cliFinding(text).state)).toEqual(["ok", "ok"]);
  });
});

test("a destroy of protected buckets is refused before it begins, and how it goes is said", () => {
  expect(() => refuseProtected({ disposable: false }, "aws")).toThrow(/protected.*disposable: false/);
  expect(() => refuseProtected(undefined, "aws")).not.toThrow();
});

test("a state that still protects something stops a teardown before the rest is gone", () => {
  const urn = "urn:pulumi:aws::w::aws:s3/bucket:Bucket::lake";
  expect(() => refuseProtectedState([urn], "aws")).toThrow(/protects Bucket lake. Nothing was deleted/);
  expect(() => refuseProtectedState([], "aws")).not.toThrow();
});

test("what EKS and EC2 have made of a cut-off update is removed by a command of its own", async () => {
  const arn = (service: string, rest: string) => ({ ResourceARN: `arn:aws:${service}:us-east-1:1:${rest}` });
  const { ask } = account({
    "Key=spark-workshop/stack,Values=aws": {
      ResourceTagMappingList: [
        arn("eks", "nodegroup/spark/system/6ec1"),
        arn("eks", "addon/spark/coredns/6ec2"),
        arn("ec2", "internet-gateway/igw-1"),
        arn("ec2", "vpc-endpoint/vpce-1"),
      ],
    },
  });
  expect((await audit(ask, whose)).left.map(({ remove }) => remove)).toEqual([
    "aws eks delete-nodegroup --cluster-name spark --nodegroup-name system",
    "aws eks delete-addon --cluster-name spark --addon-name coredns",
    "aws ec2 delete-internet-gateway --internet-gateway-id igw-1",
    "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-1",
  ]);
});
