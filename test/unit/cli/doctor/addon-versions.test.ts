import type { AskAws } from "../../../../cli/aws/ask";
import { addonFinding } from "../../../../cli/doctor/addon-versions";

/** EKS, offering these versions of every addon. */
const offering =
  (...offered: string[]): AskAws =>
  async () => ({
    ok: true,
    value: { addons: [{ addonVersions: offered.map((addonVersion) => ({ addonVersion })) }] },
  });

test("versions that EKS has are in order, and one that it took away stands in the way of a first up", async () => {
  const addons = { coredns: "v1.14.6-eksbuild.4" };
  expect(
    await addonFinding(addons, "1.36", offering("v1.14.7-eksbuild.1", "v1.14.6-eksbuild.4")),
  ).toMatchObject({
    state: "ok",
  });
  expect(await addonFinding(addons, "1.36", offering("v1.14.7-eksbuild.1"))).toMatchObject({
    state: "blocks",
    found: "EKS does not offer coredns v1.14.6-eksbuild.4 for 1.36",
    cure: "Pin others under eks in versions.json: coredns v1.14.7-eksbuild.1.",
  });
});

test("who may not ask is not held up", async () => {
  const refused: AskAws = async () => ({ ok: false, said: "AccessDenied" });
  expect(await addonFinding({ coredns: "v1" }, "1.36", refused)).toMatchObject({ state: "ok" });
});
