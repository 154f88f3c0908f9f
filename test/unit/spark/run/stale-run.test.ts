import type { KubernetesApi } from "../../../../components/cluster/kubernetes-api";
import { deleteStaleRun, removeRun } from "../../../../components/spark/run/stale-run";

const done: string[] = [];
let answer: () => Promise<unknown>;
jest.mock("../../../../components/cluster/local-api", () => ({ askLocalApi: () => answer() }));
jest.mock("../../../../components/spark/commands/record", () => ({
  markIn: async (_: string, verb: string, ...of: string[]) => void done.push([verb, ...of].join(" ")),
}));
jest.mock("../../../../components/cluster/kubernetes-api", () => ({
  ...jest.requireActual("../../../../components/cluster/kubernetes-api"),
  kubernetesApi: async (): Promise<Pick<KubernetesApi, "custom">> => ({
    custom: {
      deleteNamespacedCustomObject: async () => {
        done.push("delete");
        throw notFound();
      },
    } as unknown as KubernetesApi["custom"],
  }),
}));

describe("before a run is created", () => {
  const remove = async (api: () => Promise<unknown>) => {
    answer = api;
    done.length = 0;
    await deleteStaleRun({ namespace: "jobs", name: "flights" }, "kubeconfig");
    return done;
  };

  test("nothing is done where the cluster says that there is none", async () => {
    expect(await remove(async () => null)).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["has one", async () => ({ kind: "SparkApplication" })],
    ["does not answer", () => Promise.reject(new Error("timed out"))],
    ["is one that only the library can ask", async () => undefined],
  ])("the record is released and the run deleted where the cluster %s", async (_, api) => {
    expect(await remove(api)).toEqual(["release jobs flights", "delete"]);
  });
});

const notFound = () => Object.assign(new Error("not found"), { code: 404 });

/** A cluster with one SparkApplication that is gone after so many looks at it. */
function cluster(looks: number) {
  const asked: unknown[] = [];
  const custom = {
    deleteNamespacedCustomObject: async (request: unknown) => {
      asked.push(request);
      if (looks === 0) throw notFound();
      return {};
    },
    getNamespacedCustomObject: async () => {
      looks -= 1;
      if (looks <= 0) throw notFound();
      return {};
    },
  };
  return { custom, asked, left: () => looks };
}

test("no run left: nothing to do", async () => {
  const { custom, asked } = cluster(0);
  await removeRun({ name: "flights", namespace: "jobs" }, custom, 1);
  expect(asked).toHaveLength(1);
});

test("a run that was left goes with its pods, and is waited for", async () => {
  const { custom, asked, left } = cluster(3);
  await removeRun({ name: "flights", namespace: "jobs" }, custom, 1);
  expect(left()).toBe(0);
  expect(asked).toEqual([
    expect.objectContaining({
      plural: "sparkapplications",
      name: "flights",
      namespace: "jobs",
      propagationPolicy: "Foreground",
    }),
  ]);
});

test("what the API server refuses is told", async () => {
  const { custom } = cluster(1);
  const refusing = {
    ...custom,
    deleteNamespacedCustomObject: async () => {
      throw Object.assign(new Error("forbidden"), { code: 403 });
    },
  };
  await expect(removeRun({ name: "flights", namespace: "jobs" }, refusing, 1)).rejects.toThrow("forbidden");
});
