import { assertSameCluster } from "../../../../cli/state/same-cluster";

const recorded = { context: "minikube", uid: "uid-1" };
const answering = (uid: string | undefined) => jest.fn(async () => uid);

test("another cluster of the same context's name is left alone, with what to do", async () => {
  await expect(assertSameCluster(recorded, "mine", answering("uid-2"))).rejects.toMatchObject({
    message: expect.stringMatching(/context minikube leads to another cluster.*uid-2, and had uid-1/),
    cure: expect.stringContaining("./workshop down -s mine --yes --cluster-gone"),
  });
});

test.each([
  ["the same cluster", recorded, "uid-1"],
  ["the same cluster, with a line's end", recorded, "uid-1\n"],
  ["no answer", recorded, undefined],
  ["an empty answer", recorded, ""],
  ["a stack from before it was kept", { ...recorded, uid: undefined }, "uid-2"],
])("%s is no reason to stop", async (_, cluster, answer) => {
  await expect(assertSameCluster(cluster, "mine", answering(answer))).resolves.toBeUndefined();
});

test("it is the namespace kube-system that is asked for", async () => {
  const ask = answering("uid-1");
  await assertSameCluster(recorded, "mine", ask);
  expect(ask).toHaveBeenCalledWith([
    ...["get", "namespace", "kube-system", "--output=jsonpath={.metadata.uid}"],
    "--request-timeout=5s",
  ]);
});
