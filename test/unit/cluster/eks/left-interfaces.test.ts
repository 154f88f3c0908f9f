import { deleteLeftInterfaces } from "../../../../components/cluster/eks/left-interfaces";
import { CommandFailed } from "../../../../components/commands/process";

/** An account whose interfaces of the cluster are, from look to look, these. */
function account(looks: readonly Readonly<Record<string, string>>[], onDelete: () => string = () => "") {
  const asked: string[] = [];
  const pauses: number[] = [];
  const left = [...looks];
  const aws = async (args: readonly string[]): Promise<string> => {
    asked.push(args.join(" "));
    if (args[1] === "delete-network-interface") return onDelete();
    const now = (left.length > 1 ? left.shift() : left[0]) ?? {};
    return JSON.stringify({
      NetworkInterfaces: Object.entries(now).map(([NetworkInterfaceId, Status]) => ({
        NetworkInterfaceId,
        Status,
      })),
    });
  };
  const sweep = () => deleteLeftInterfaces("spark", aws, async () => void pauses.push(0));
  return { sweep, asked, pauses };
}

test("where nodes have left none, it is one question, and nobody waits", async () => {
  const { sweep, asked, pauses } = account([{}]);
  expect(await sweep()).toEqual([]);
  expect(asked).toEqual([
    "ec2 describe-network-interfaces --filters Name=tag:cluster.k8s.amazonaws.com/name,Values=spark --output=json",
  ]);
  expect(pauses).toEqual([]);
});

test("those that belong to nobody are deleted, and those that are being detached are waited for", async () => {
  const { sweep, asked, pauses } = account([
    { "eni-1": "available", "eni-2": "in-use" },
    { "eni-2": "available" },
  ]);
  expect(await sweep()).toEqual(["eni-1", "eni-2"]);
  expect(asked.filter((line) => line.includes("delete"))).toEqual([
    "ec2 delete-network-interface --network-interface-id eni-1",
    "ec2 delete-network-interface --network-interface-id eni-2",
  ]);
  expect(pauses).toHaveLength(1);
});

test("one that somebody uses is left alone, and not waited for without end", async () => {
  const { sweep, asked, pauses } = account([{ "eni-1": "in-use" }]);
  expect(await sweep()).toEqual([]);
  expect(asked.join()).not.toContain("delete");
  expect(pauses.length).toBeLessThanOrEqual(12);
});

test("one that has gone meanwhile is what was wanted; another refusal is told", async () => {
  const refusing = (stderr: string) => () => {
    throw new CommandFailed("aws ec2", 254, false, stderr);
  };
  const gone = account([{ "eni-1": "available" }], refusing("(InvalidNetworkInterfaceID.NotFound)"));
  expect(await gone.sweep()).toEqual(["eni-1"]);
  await expect(account([{ "eni-1": "available" }], refusing("AccessDenied")).sweep()).rejects.toThrow(
    "AccessDenied",
  );
});
