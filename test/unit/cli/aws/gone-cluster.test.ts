import type { AskAws } from "../../../../cli/aws/ask";
import { askAtHome, assertClusterGone, clusterHome } from "../../../../cli/aws/gone-cluster";
import { karpenterInstances, terminate } from "../../../../cli/aws/karpenter-instances";

const arn = "arn:aws:eks:us-east-1:123456789012:cluster/spark-workshop";
const state = `{"outputs":{"arn":"${arn}","other":"arn:aws:eks:eu-west-1:999999999999:cluster/spark"}}`;
const home = clusterHome(state, "spark-workshop");
const which = { cluster: "spark-workshop", home, command: "./workshop down -s aws" };
const notFound = "An error occurred (ResourceNotFoundException): No cluster found for name: spark-workshop.";

/** AWS, by the command's first two words; what it says is an error where it is a text. */
function account(answers: Record<string, object | string>) {
  const asked: string[] = [];
  const ask: AskAws = async (...args) => {
    asked.push(args.join(" "));
    const answer = answers[args.slice(0, 2).join(" ")] ?? {};
    return typeof answer === "string" ? { ok: false, said: answer } : { ok: true, value: answer };
  };
  return { ask, asked };
}

const me = { "sts get-caller-identity": { Account: "123456789012" } };

test("a cluster that AWS does not know is gone", async () => {
  const { ask } = account({ ...me, "eks describe-cluster": notFound });
  await expect(assertClusterGone(ask, which)).resolves.toBeUndefined();
});

test("a cluster that lives is not forgotten", async () => {
  const { ask } = account({ ...me, "eks describe-cluster": { cluster: { status: "ACTIVE" } } });
  await expect(assertClusterGone(ask, which)).rejects.toThrow(
    /exists in AWS \(ACTIVE\).*Nothing was forgotten/,
  );
});

test.each([
  "An error occurred (ExpiredTokenException) when calling the DescribeCluster operation",
  "An error occurred (AccessDeniedException) when calling the DescribeCluster operation",
  "Unable to locate credentials",
])("an answer that does not say so is no proof: %s", async (said) => {
  const { ask } = account({ ...me, "eks describe-cluster": said });
  await expect(assertClusterGone(ask, which)).rejects.toThrow(/did not say whether the cluster .* exists/);
});

test("another account does not know the cluster either, which proves nothing", async () => {
  const { ask } = account({
    "sts get-caller-identity": { Account: "999999999999" },
    "eks describe-cluster": notFound,
  });
  await expect(assertClusterGone(ask, which)).rejects.toThrow(/is in account 123456789012.*as 999999999999/);
});

test("the cluster's own region is asked, whatever the stack file says by now", async () => {
  expect(home).toEqual({ region: "us-east-1", account: "123456789012" });
  expect(clusterHome(state, "nobody")).toBeUndefined();
  const { ask, asked } = account({ ...me, "eks describe-cluster": notFound });
  await assertClusterGone(askAtHome(ask, home), which);
  expect(asked[0]).toBe("eks describe-cluster --name spark-workshop --region us-east-1");
});

test("the instances of Karpenter are those that bear the cluster's and a pool's tag, and are ended together", async () => {
  const { ask, asked } = account({
    "ec2 describe-instances": {
      Reservations: [
        { Instances: [{ InstanceId: "i-1", InstanceType: "m6i.large" }] },
        { Instances: [{ InstanceId: "i-2" }] },
      ],
    },
  });
  const found = await karpenterInstances(ask, "spark-workshop");
  expect(found.map(({ id }) => id)).toEqual(["i-1", "i-2"]);
  expect(asked[0]).toContain("Name=tag:kubernetes.io/cluster/spark-workshop,Values=owned");
  expect(asked[0]).toContain("Name=tag-key,Values=karpenter.sh/nodepool");
  expect(await terminate(ask, ["i-1", "i-2"])).toBeUndefined();
  expect(asked[1]).toBe("ec2 terminate-instances --instance-ids i-1 i-2");
});

test("an instance that is gone needs no end, and one that AWS keeps is told of", async () => {
  const refusing = (said: string) => account({ "ec2 terminate-instances": said }).ask;
  expect(await terminate(refusing("(InvalidInstanceID.NotFound)"), ["i-1"])).toBeUndefined();
  expect(await terminate(refusing("(UnauthorizedOperation)"), ["i-1"])).toBe("(UnauthorizedOperation)");
  expect(await terminate(refusing("never asked"), [])).toBeUndefined();
});

test("instances that AWS does not tell of stop the teardown", async () => {
  const { ask } = account({ "ec2 describe-instances": "UnauthorizedOperation" });
  await expect(karpenterInstances(ask, "c")).rejects.toThrow(/did not say which instances/);
});
