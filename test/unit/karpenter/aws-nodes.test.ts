import { interruptionEvents } from "../../../components/aws/karpenter-names";
import { eventPattern } from "../../../components/karpenter/aws/interruption-events";
import { nodeClassSpec } from "../../../components/karpenter/aws/node-class";

const input = { instanceProfile: "nodes", disk: { sizeGiB: 50 }, tags: { team: "data" } };
const disk = (spec: ReturnType<typeof nodeClassSpec>) => spec.blockDeviceMappings?.[0]?.ebs;

test("pods do not reach an instance's credentials: tokens alone, and no hop beyond the instance", () => {
  expect(nodeClassSpec(input).metadataOptions).toEqual({
    httpEndpoint: "enabled",
    httpTokens: "required",
    httpPutResponseHopLimit: 1,
    httpProtocolIPv6: "disabled",
  });
});

test("a node's disk is encrypted, goes with the node, and is as fast as it is asked to be", () => {
  const usual = { volumeType: "gp3", volumeSize: "50Gi", encrypted: true, deleteOnTermination: true };
  expect(disk(nodeClassSpec(input))).toEqual(usual);
  const fast = { sizeGiB: 50, throughput: 500, iops: 6000 };
  expect(disk(nodeClassSpec({ ...input, disk: fast }))).toEqual({ ...usual, throughput: 500, iops: 6000 });
});

test("shuffle lies on the instance's own disks, and nodes bear the stack's tags and profile", () => {
  expect(nodeClassSpec(input)).toMatchObject({
    instanceStorePolicy: "RAID0",
    instanceProfile: "nodes",
    tags: { team: "data" },
  });
});

// The detail types of AWS' services, as EventBridge's and AWS Health's references write them.
test("rules match the events in the services' own words", () => {
  expect(interruptionEvents.map(eventPattern).map((text) => JSON.parse(text))).toEqual([
    { source: ["aws.health"], "detail-type": ["AWS Health Event"] },
    { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
    { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
    { source: ["aws.ec2"], "detail-type": ["EC2 Instance State-change Notification"] },
    { source: ["aws.ec2"], "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"] },
  ]);
});
