import type { Answer } from "../../../support/played-tools";
import { played, state, takeDown } from "./played-destroy";

const eks = { target: "eks", cluster: "c" } as const;
/** AWS knows no cluster of that name. */
const described = { "describe-cluster": { code: 254, stderr: "ResourceNotFoundException: no cluster" } };
const forgotten = "pulumi stack rm --yes --force --preserve-config --stack mine";

describe("of a cluster that is said to be gone", () => {
  const pod = { urn: "urn:pod", type: "kubernetes:core/v1:Pod" };
  const network = { urn: "urn:vpc", type: "aws:ec2/vpc:Vpc" };

  test.each(["kind", "existing"])("on %s the state is forgotten, and no engine runs", async (target) => {
    const { code, tools, engine } = await takeDown({ target, clusterGone: true });
    expect([code, engine]).toEqual([undefined, []]);
    expect(tools.was(forgotten)).toBe(true);
  });

  test("in an account its objects are forgotten, instances ended, and the rest deleted", async () => {
    const { code, tools, engine, notes } = await takeDown(
      { ...eks, clusterGone: true, force: true },
      {
        ...described,
        "stack export": state(pod, network),
        "describe-instances": '{ "Reservations": [{ "Instances": [{ "InstanceId": "i-1" }] }] }',
      },
    );
    expect([code, engine]).toEqual([undefined, ["destroy"]]);
    expect(tools.was("aws ec2 terminate-instances --instance-ids i-1")).toBe(true);
    expect(tools.inputs.map((text) => JSON.parse(text))).toEqual([{ deployment: { resources: [network] } }]);
    // Nobody is there to be asked.
    expect(tools.was("kubectl")).toBe(false);
    expect(notes).toContain("Ended the instances");
  });

  test.each([
    ["lives", { "describe-cluster": '{ "cluster": { "status": "ACTIVE" } }' }, /exists in AWS \(ACTIVE\)/],
    [
      "left instances that AWS does not end",
      {
        ...described,
        "describe-instances": '{ "Reservations": [{ "Instances": [{ "InstanceId": "i-1" }] }] }',
        "terminate-instances": { code: 254, stderr: "UnauthorizedOperation" },
      },
      /did not end the instances/,
    ],
  ])("nothing is forgotten where it %s", async (_, answers: Record<string, Answer>, reason) => {
    const going = takeDown({ ...eks, clusterGone: true }, answers);
    await expect(going).rejects.toThrow(reason);
    expect(played.tools.was("stack import")).toBe(false);
    expect(played.tools.was("stack rm")).toBe(false);
    expect(played.engine).toEqual([]);
  });
});

describe("a cluster in an account that is said to be gone", () => {
  const gone = { ...eks, clusterGone: true };
  const cluster = {
    urn: "urn:c",
    type: "aws:eks/cluster:Cluster",
    outputs: { arn: "arn:aws:eks:sa-east-1:123456789012:cluster/c" },
  };
  const there = {
    ...described,
    "stack export": state(cluster),
    "get-caller-identity": '{ "Account": "123456789012" }',
  };
  const instances = (...ids: string[]) =>
    JSON.stringify({ Reservations: [{ Instances: ids.map((InstanceId) => ({ InstanceId })) }] });

  test("is asked for in its region and as its account, whatever the stack file says today", async () => {
    const { tools, notes } = await takeDown(gone, there);
    expect(tools.was("eks describe-cluster --name c --region sa-east-1")).toBe(true);
    expect(tools.was("cluster/c,Values=owned")).toBe(true);
    expect(notes).toContain("AWS knows no cluster c; forgetting");
    expect(notes).not.toMatch(/Ended|could not/);
    const other = takeDown(gone, { ...there, "get-caller-identity": '{ "Account": "999999999999" }' });
    await expect(other).rejects.toThrow(/is in account 123456789012/);
  });

  test("that is there after all is told of with the command without that word", async () => {
    const answers = { ...there, "describe-cluster": '{ "cluster": { "status": "ACTIVE" } }' };
    await expect(takeDown(gone, answers)).rejects.toMatchObject({
      cure: expect.stringContaining("./workshop down -s mine without --cluster-gone"),
    });
  });

  test("has its instances named, that are ended", async () => {
    const { notes } = await takeDown(gone, { ...there, "describe-instances": instances("i-1", "i-2") });
    expect(notes).toContain("launched for c: i-1, i-2.");
  });

  test("goes on with the rest where its objects cannot be forgotten, and says so", async () => {
    const { notes } = await takeDown(gone, { ...there, "stack import": { code: 1, stderr: "locked" } });
    expect(notes).toContain("Pulumi could not forget it: locked");
    expect(played.engine).toHaveLength(1);
  });

  test("elsewhere is taken at the person's word, which is said", async () => {
    const { notes } = await takeDown({ clusterGone: true });
    expect(notes).toContain("The cluster of mine is said to be gone");
  });
});
