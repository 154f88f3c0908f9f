import { mark, type Objects, recordFinalizer } from "../../../../components/spark/commands/record";

/** A cluster with one SparkApplication, or none. */
function cluster(metadata?: { finalizers?: string[]; deletionTimestamp?: string }) {
  const written: string[][] = [];
  const objects: Objects = {
    read: async (namespace, name) =>
      metadata && {
        apiVersion: "v1beta2",
        kind: "SparkApplication",
        metadata: { namespace, name, ...metadata },
      },
    write: async (_, finalizers) => {
      written.push(finalizers);
    },
  };
  return { objects, written };
}

test("keeping adds the finalizer once, beside those of others", async () => {
  const fresh = cluster({ finalizers: ["other"] });
  expect(await mark("keep", fresh.objects, "jobs", "pi")).toBe("done");
  expect(fresh.written).toEqual([["other", recordFinalizer]]);
  const kept = cluster({ finalizers: [recordFinalizer] });
  expect(await mark("keep", kept.objects, "jobs", "pi")).toBe("nothing to do");
});

test("what is going, or gone, cannot be kept", async () => {
  const going = cluster({ deletionTimestamp: "2026-01-01T00:00:00Z" });
  expect(await mark("keep", going.objects, "jobs", "pi")).toBe("nothing to do");
  expect(await mark("keep", cluster().objects, "jobs", "pi")).toBe("nothing to do");
  expect(going.written).toEqual([]);
});

test("releasing takes only ours away, also from what waits for it to go", async () => {
  const held = cluster({ finalizers: ["other", recordFinalizer], deletionTimestamp: "2026-01-01T00:00:00Z" });
  expect(await mark("release", held.objects, "jobs", "pi")).toBe("done");
  expect(held.written).toEqual([["other"]]);
  expect(await mark("release", cluster().objects, "jobs", "pi")).toBe("nothing to do");
});
