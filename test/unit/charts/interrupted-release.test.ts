import { forget } from "../../../components/charts/interrupted-release";

const release = { name: "operator", namespace: "ops" };

/** A cluster's Secrets as far as Helm's records go. */
class Records {
  constructor(readonly statuses: Record<string, string>) {}

  asked: unknown;

  readonly core = {
    listNamespacedSecret: async (request: unknown) => {
      this.asked = request;
      const items = Object.entries(this.statuses).map(([name, status]) => ({
        metadata: { name, labels: { status } },
      }));
      return { items };
    },
    deleteNamespacedSecret: async ({ name }: { name: string }) => {
      if (!(name in this.statuses)) throw Object.assign(new Error("not found"), { code: 404 });
      delete this.statuses[name];
      return {};
    },
  };
}

test("a release to be created starts without a record, in whatever state an interrupted up left it", async () => {
  const records = new Records({ v1: "pending-install", v2: "deployed" });
  await forget(release, "create", records.core);
  expect(records.statuses).toEqual({});
});

test("a release to be updated loses only what was under way", async () => {
  const records = new Records({ v1: "superseded", v2: "deployed", v3: "pending-upgrade" });
  await forget(release, "update", records.core);
  expect(records.statuses).toEqual({ v1: "superseded", v2: "deployed" });
});

test("only Helm's own records of this release are looked at", async () => {
  const records = new Records({});
  await forget(release, "create", records.core);
  expect(records.asked).toEqual({
    namespace: "ops",
    labelSelector: "owner=helm,name=operator",
    fieldSelector: "type=helm.sh/release.v1",
  });
});

test("a record that goes by itself meanwhile is not an error, a refusal is", async () => {
  const records = new Records({ v1: "pending-install" });
  const core = (code: number) => ({
    ...records.core,
    deleteNamespacedSecret: async () => {
      throw Object.assign(new Error("no"), { code });
    },
  });
  await expect(forget(release, "create", core(404))).resolves.toBeUndefined();
  await expect(forget(release, "create", core(403))).rejects.toThrow("no");
});
