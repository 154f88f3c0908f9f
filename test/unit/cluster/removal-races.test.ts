import { networkName, ownerLabels } from "../../../components/cluster/kind/ownership";
import { removeCluster } from "../../../components/cluster/kind/removal";
import { racingDocker } from "../../support/racing-docker";

const network = networkName("dev");
const node = (id: string, on = network, cluster = "dev") => ({ id, cluster, network: on });
const ours = { id: "our-network", name: network, labels: ownerLabels("dev", "/clone") };
const fast = { pauseMs: 0, timeoutMs: 2_000 };

describe("a cluster that others remove and make at the same time", () => {
  const refusals = new Set<string>();
  test.each(Array.from({ length: 50 }, (_, i) => i + 1))("is gone in the end, in order %i", async (seed) => {
    const docker = racingDocker(
      {
        nodes: [node("control-plane"), node("worker"), node("other-worker", "workshop-other", "other")],
        networks: [ours, { id: "other-network", name: "workshop-other", labels: ownerLabels("other", "/o") }],
        raced: ["control-plane", "worker", "our-network"],
        late: [node("worker2")],
      },
      seed,
    );
    await removeCluster("dev", "/clone", { ...fast, ask: docker.ask });
    for (const line of docker.said) refusals.add(line);
    expect(docker.there()).toEqual(["other-worker", "other-network"]);
  });

  test("the orders met every refusal that Docker has for that", () => {
    const all = [...refusals].join("\n");
    for (const said of [
      /already in progress/,
      /No such container: worker/,
      /not found/,
      /active endpoints/,
      /exit event/,
    ])
      expect(all).toMatch(said);
  });
});

describe("what looks like the cluster stays", () => {
  const cases = {
    "a cluster of that name made by hand, beside a network that a killed up left": {
      world: { nodes: [node("by-hand", "kind")], networks: [ours] },
      stays: ["by-hand"],
    },
    "containers alone": { world: { nodes: [node("by-hand", "kind")], networks: [] }, stays: ["by-hand"] },
    "containers alone that were on such a network": {
      world: { nodes: [node("w")], networks: [] },
      stays: ["w"],
    },
    "another clone's half-made cluster": {
      world: {
        nodes: [node("theirs")],
        networks: [{ ...ours, id: "their-network", labels: ownerLabels("dev", "/other") }],
      },
      stays: ["theirs", "their-network"],
    },
    "a network of that name without labels": {
      world: { nodes: [], networks: [{ id: "plain", name: network, labels: {} }] },
      stays: ["plain"],
    },
    "a network of this clone's for another cluster": {
      world: {
        nodes: [node("w", "workshop-dev2", "dev2")],
        networks: [{ id: "second", name: "workshop-dev2", labels: ownerLabels("dev2", "/clone") }],
      },
      stays: ["w", "second"],
    },
  };
  test.each(Object.entries(cases))("%s", async (_, { world, stays }) => {
    for (const seed of [1, 2, 3]) {
      const docker = racingDocker(world, seed);
      await removeCluster("dev", "/clone", { ...fast, ask: docker.ask });
      expect(docker.there()).toEqual(stays);
    }
  });
});
