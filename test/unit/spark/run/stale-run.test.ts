import { removeRun } from "../../../../components/spark/run/stale-run";

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
