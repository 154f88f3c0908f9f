import type { Outcome } from "../../../cli/process/exec";
import { BuiltImages, type BuiltImageWorld } from "../../../cli/toolchain/built-images";
import { nameIn } from "../../../components/images/built-name";
import { sparkImage } from "../../../components/images/catalog";
import { registryProblems } from "../../../components/images/registry-name";
import { versions } from "../../../components/versions/versions";
import { fakeRun, recorder } from "./fakes";

const spark = sparkImage(versions);
const registry = "ghcr.io/acme";
const name = nameIn(registry, spark.reference);

/** A Docker with images, and a registry with images of a processor. */
function played(parts: {
  readonly has?: readonly string[];
  readonly published?: Readonly<Record<string, string>>;
  readonly pull?: Partial<Outcome>;
  readonly registry?: string;
}) {
  const local = new Set(parts.has);
  const built: string[] = [];
  const run = fakeRun({
    docker: ([verb = "", ...args], options) => {
      const last = args.at(-1) ?? "";
      if (verb === "pull") {
        if (!parts.published?.[last])
          return parts.pull ?? { code: 1, stderr: `manifest for ${last} not found: manifest unknown` };
        options?.onLine?.("x: Pulling from acme");
        local.add(last);
      } else if (verb === "tag") local.add(last);
      else if (args[0] === "rm") local.delete(last);
      else if (args[0] === "inspect") return { stdout: `${parts.published?.[last]}\n` };
      return {};
    },
  });
  const world: BuiltImageWorld = {
    engine: { cli: "docker", buildKit: true, version: "28.2.2", platform: { os: "linux", arch: "amd64" } },
    registry: parts.registry,
    run,
    present: async (reference) => local.has(reference),
    build: async ({ reference }) => {
      built.push(reference);
      local.add(reference);
    },
  };
  const report = recorder();
  return { images: new BuiltImages(world), local, built, run, report };
}

test("what Docker has is used, and nobody is asked", async () => {
  const { images, run, built, report } = played({ has: [spark.reference], registry });
  expect(await images.ensure(spark, "spark", report)).toBe(spark.reference);
  expect([run.calls, built]).toEqual([[], []]);
});

test("what the registry has under the exact content tag is pulled, and keeps this checkout's name alone", async () => {
  const { images, local, built, report } = played({ published: { [name]: "amd64" }, registry });
  await images.ensure(spark, "spark", report);
  expect([[...local], built]).toEqual([[spark.reference], []]);
});

test("what it has not is built, and that is said", async () => {
  const { images, local, built, report } = played({
    published: { [`${registry}/spark-workshop/spark:4.1.2-000000000000`]: "amd64" },
    registry,
  });
  await images.ensure(spark, "spark", report);
  expect([[...local], built]).toEqual([[spark.reference], [spark.reference]]);
  expect(report.lines.join("\n")).toContain(`${name} cannot be pulled (manifest for ${name} not found`);
});

test("an image for another processor is not kept", async () => {
  const { images, local, built, report } = played({ published: { [name]: "arm64" }, registry });
  await images.ensure(spark, "spark", report);
  expect([[...local], built]).toEqual([[spark.reference], [spark.reference]]);
});

test("a registry that does not answer is waited for once", async () => {
  const pull = { code: 1, stderr: "dial tcp: lookup ghcr.io: no such host" };
  const { images, run, built, report } = played({ pull, registry });
  await images.ensure(spark, "spark", report);
  await images.ensure({ ...spark, reference: "spark-workshop/other:1" }, "flightsData", report);
  expect(run.calls.filter((call) => call.startsWith("docker pull"))).toEqual([`docker pull ${name}`]);
  expect(built).toEqual([spark.reference, "spark-workshop/other:1"]);
});

test("without a registry nothing is pulled", async () => {
  const { images, run, built, report } = played({});
  await images.ensure(spark, "spark", report);
  expect([run.calls, built]).toEqual([[], [spark.reference]]);
});

test.each(["https://ghcr.io/acme", "ghcr.io/acme/", "ghcr.io/Acme", "ghcr.io/acme:1"])(
  "%s is no registry",
  (value) => {
    expect(registryProblems("imageRegistry", value)).toMatchObject([{ path: "imageRegistry", value }]);
  },
);

test.each(["", "ghcr.io/acme", "localhost:5000", "192.168.1.2:5000/room"])("%p is one, or none", (value) => {
  expect(registryProblems("imageRegistry", value)).toEqual([]);
});

test("what another task has left most of done is said to take as long as it takes then, and is built that way", async () => {
  const { images, built, report } = played({});
  const other: string[] = [];
  await images.ensure(spark, "spark", report);
  await images.ensure({ ...spark, reference: "k:1" }, "karpenter", report, async (build) => ({
    build: async (image, log) => {
      other.push(image.reference);
      await build(image, log);
    },
    after: "node",
  }));
  await images.ensure({ ...spark, reference: "k:2" }, "karpenter", report);
  expect([other, built]).toEqual([["k:1"], [spark.reference, "k:1", "k:2"]]);
  expect(report.lines.slice(1)).toEqual([
    "step: Building k:1 (about half a minute on two cores, once)",
    "step: Building k:2 (about 3 minutes on two cores, once)",
  ]);
});

test("how it would be built is not asked where Docker has it", async () => {
  const { images, report } = played({ has: [spark.reference] });
  await images.ensure(spark, "karpenter", report, () => Promise.reject(new Error("asked")));
  expect(report.lines).toEqual([]);
});
