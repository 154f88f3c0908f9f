import { type CniPod, renewCniPods } from "../../../../components/cluster/eks/cni-pods";

/** A pod of the CNI. */
function pod(name: string, nodeName: string, own: boolean, ready = true): CniPod {
  const env = own ? [{ name: "AWS_CONTAINER_CREDENTIALS_FULL_URI" }] : [];
  return {
    metadata: { name },
    spec: { nodeName, containers: [{ env }] },
    status: { conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  };
}

/** A DaemonSet: what is removed comes back, at the second look. */
function daemonSet(start: readonly CniPod[], back: (nodeName: string) => CniPod | undefined) {
  let now = [...start];
  const removed: string[] = [];
  const most: number[] = [];
  let coming: CniPod | undefined;
  const pods = {
    list: async () => {
      const seen = now;
      if (coming) now = [...now, coming];
      coming = undefined;
      return seen;
    },
    remove: async (name: string) => {
      removed.push(name);
      const gone = now.find(({ metadata }) => metadata?.name === name);
      const nodeName = gone?.spec?.nodeName ?? "";
      now = now.filter((one) => one !== gone);
      most.push(start.length - now.length);
      coming = back(nodeName);
    },
  };
  const renew = (limitMs = 5_000) =>
    renewCniPods(pods, { signal: new AbortController().signal, limitMs, pauseMs: 2 });
  return { removed, most, renew };
}

test("without nodes there is nothing to do", async () => {
  expect(await daemonSet([], () => undefined).renew()).toEqual([]);
});

test("pods that act by their node's role are made anew one by one, and others stay", async () => {
  const start = [pod("a", "node-a", false), pod("b", "node-b", true), pod("c", "node-c", false)];
  const { renew, removed, most } = daemonSet(start, (nodeName) => pod(`${nodeName}-2`, nodeName, true));
  expect(await renew()).toEqual(["node-a", "node-c"]);
  expect(removed).toEqual(["a", "c"]);
  // No two nodes are without a CNI at once.
  expect(most).toEqual([1, 1]);
});

test("a node that stays without fails the update, so that nothing is taken from its role", async () => {
  const start = [pod("a", "node-a", false), pod("c", "node-c", false)];
  const { renew, removed } = daemonSet(start, (nodeName) => pod("next", nodeName, true, false));
  await expect(renew(50)).rejects.toThrow(
    /^The VPC CNI on node-a is not ready.*The nodes keep their rights until then\.$/,
  );
  expect(removed).toEqual(["a"]);
});

test("a node that goes meanwhile is no failure", async () => {
  expect(await daemonSet([pod("a", "node-a", false)], () => undefined).renew(30)).toEqual(["node-a"]);
});
