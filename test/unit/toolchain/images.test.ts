import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome } from "../../../cli/process/exec";
import { projectRoot } from "../../../cli/process/paths";
import { Cache } from "../../../cli/toolchain/cache";
import type { DockerWorld } from "../../../cli/toolchain/docker";
import type { ImageRecipe } from "../../../cli/toolchain/image-recipes";
import { imageRecipes } from "../../../cli/toolchain/image-recipes";
import { ensureImages, type ImageName, type ImageWorld } from "../../../cli/toolchain/images";
import { pullImage, repositoryOf } from "../../../cli/toolchain/pull";
import { presentInDocker } from "../../../cli/toolchain/stack-images";
import { builderOf } from "../../../components/images/builder";
import { sparkImage } from "../../../components/images/catalog";
import { registryOf } from "../../../components/images/registry-name";
import { versions } from "../../../components/versions/versions";
import { type Behaviour, fakeRun, recorder, temporaryFolder } from "./fakes";

const noHost: Partial<Outcome> = { code: 1, stderr: "Error: dial tcp: lookup registry: no such host" };

/** A Docker with images (by reference, with their inputs label) and a registry. */
function docker(
  parts: { images?: Record<string, string | null>; pull?: Partial<Outcome>; sparkImage?: string } = {},
) {
  const images = new Map(Object.entries(parts.images ?? {}));
  const built: string[] = [];
  const builders = new Set<string>();
  const run = fakeRun({
    docker: (args, options) => {
      const last = args.at(-1) ?? "";
      if (args[0] === "image") {
        const inputs = images.get(last);
        if (inputs === undefined) return { code: 1, stderr: "No such image" };
        return { stdout: JSON.stringify(inputs === null ? null : { "workshop.inputs": inputs }) };
      }
      if (args[0] === "pull") {
        const outcome = parts.pull ?? noHost;
        if (!outcome.code) {
          options?.onLine?.("v1: Pulling from x");
          images.set(last, null);
        }
        return outcome;
      }
      if (args[0] === "tag") images.set(last, null);
      return {};
    },
  });
  const recipe = (name: ImageName): ImageRecipe => ({
    ...imageRecipes[name],
    inputs: (_platform, bases) => ["inputs of", name, ...Object.values(bases)].join(" "),
    build: async ({ reference, labels }) => {
      built.push(reference);
      builders.add(labels[1] ?? "");
      images.set(reference, labels[0]?.replace("workshop.inputs=", "") ?? null);
    },
  });
  const world: ImageWorld = {
    engine: { cli: "docker", buildKit: true, version: "20.10.24", platform: { os: "linux", arch: "amd64" } },
    cache: new Cache(temporaryFolder()),
    run,
    recipes: {
      debian: recipe("debian"),
      node: recipe("node"),
      s3: recipe("s3"),
      sparkOperator: recipe("sparkOperator"),
    },
    sparkImage: parts.sparkImage ? async () => parts.sparkImage ?? "" : undefined,
  };
  return { world, run, built, builders, images };
}

const { debian, node, s3, sparkOperator } = versions.images;
const pulls = (run: { calls: string[] }) => run.calls.filter((call) => call.startsWith("docker pull"));

test("an image that someone else made is used as it is", async () => {
  const { world, run, built } = docker({ images: { [node.reference]: null } });
  expect(await ensureImages(recorder(), world, ["node"])).toEqual([
    { name: "node", reference: node.reference, origin: "present" },
  ]);
  expect([...pulls(run), ...built]).toEqual([]);
});

test("an image is pulled by its digest and has its name afterwards", async () => {
  const { world, run, built, images } = docker({ pull: {} });
  const [image] = await ensureImages(recorder(), world, ["node"]);
  expect(image?.origin).toBe("pulled");
  expect(pulls(run)).toEqual([`docker pull kindest/node@${node.digest}`]);
  expect(images.has(node.reference)).toBe(true);
  expect(built).toEqual([]);
});

test("what cannot be pulled is built, Debian before what stands on it, and said first", async () => {
  const { world, built, builders } = docker();
  const report = recorder();
  const ensured = await ensureImages(report, world, ["node", "s3"]);
  expect([...builders]).toEqual([`workshop.builder=${builderOf(projectRoot)}`]);
  expect(ensured.map(({ origin }) => origin)).toEqual(["built", "built"]);
  expect(built).toEqual([debian.reference, node.reference, s3.reference]);
  const note = report.lines.findIndex((line) =>
    line.startsWith(`note: ${node.reference} cannot be pulled (Error: dial tcp`),
  );
  const step = report.lines.findIndex((line) =>
    line.startsWith(`step: Building ${node.reference} (about 4 minutes`),
  );
  expect(note).toBeGreaterThanOrEqual(0);
  expect(step).toBeGreaterThan(note);
});

test("a registry that does not answer is asked once", async () => {
  const { world, run } = docker({ sparkImage: "spark:1" });
  await ensureImages(recorder(), world);
  // debian and node share docker.io; the other two share ghcr.io.
  expect(pulls(run)).toHaveLength(2);
});

test("a registry that answers is asked for the next image, too", async () => {
  const { world, run } = docker({ pull: { code: 1, stderr: "manifest unknown" }, sparkImage: "spark:1" });
  await ensureImages(recorder(), world);
  expect(pulls(run)).toHaveLength(4);
});

test("a mirror is asked first, under its own name, then the registry itself", async () => {
  const mirrors = { "docker.io": "mirror.example.com/hub" };
  const served = docker({ pull: {} });
  await ensureImages(recorder(), { ...served.world, mirrors }, ["debian", "s3"]);
  expect(pulls(served.run)).toEqual([
    expect.stringMatching(/^docker pull mirror\.example\.com\/hub\/library\/debian@sha256:/),
    expect.stringMatching(/^docker pull ghcr\.io\//),
  ]);
  expect(served.images.has(debian.reference)).toBe(true);
  const silent = docker();
  await ensureImages(recorder(), { ...silent.world, mirrors }, ["debian", "node"]);
  // Neither is waited for again.
  expect(pulls(silent.run)).toHaveLength(2);
});

test("an image that was built here is renewed when its inputs have changed, and only then", async () => {
  const { world, run, built, images } = docker({
    images: { [debian.reference]: null, [s3.reference]: "inputs of s3" },
  });
  expect((await ensureImages(recorder(), world, ["s3"]))[0]?.origin).toBe("present");
  expect(pulls(run)).toEqual([]);
  images.set(s3.reference, "other");
  const report = recorder();
  expect((await ensureImages(report, world, ["s3"]))[0]?.origin).toBe("built");
  expect(built).toEqual([s3.reference]);
  expect(report.lines).toContainEqual(expect.stringMatching(/was built here from other inputs/));
});

describe("the operator", () => {
  test("needs no Spark image where it can be pulled", async () => {
    const { world } = docker({ pull: {} });
    expect((await ensureImages(recorder(), world, ["sparkOperator"]))[0]?.origin).toBe("pulled");
  });

  test("is built on the Spark image, and again on another one", async () => {
    const { world, images, built } = docker({ sparkImage: "spark:1" });
    await ensureImages(recorder(), world, ["sparkOperator"]);
    expect(images.get(sparkOperator.reference)).toBe("inputs of sparkOperator spark:1");
    await ensureImages(recorder(), world, ["sparkOperator"]);
    expect(built).toHaveLength(1);
    await ensureImages(recorder(), { ...world, sparkImage: async () => "spark:2" }, ["sparkOperator"]);
    expect(built).toHaveLength(2);
  });

  test("cannot be built without one, and that is said", async () => {
    await expect(ensureImages(recorder(), docker().world, ["sparkOperator"])).rejects.toThrow(
      /built on the Spark image/,
    );
  });
});

describe("pullImage", () => {
  const base = { cli: "docker", reference: "kindest/node:v1", report: recorder() };

  test("gives up a registry that stays silent", async () => {
    const run = fakeRun({
      docker: (_args, options) =>
        new Promise((done) => options?.signal?.addEventListener("abort", () => done({ code: 124 }))),
    });
    expect(await pullImage({ ...base, run, timeoutMs: 20 })).toEqual({
      ok: false,
      reason: "no answer within 0.02 s",
      unreachable: true,
    });
  });

  test("lets one that has answered take its time", async () => {
    const run = fakeRun({
      docker: async (_args, options) => {
        options?.onLine?.("v1: Pulling from kindest/node");
        await new Promise((wake) => setTimeout(wake, 60));
        return options?.signal?.aborted ? { code: 124 } : {};
      },
    });
    expect(await pullImage({ ...base, run, timeoutMs: 20 })).toEqual({ ok: true });
  });
});

test.each([
  ["debian:bookworm-slim", "docker.io"],
  ["kindest/node:v1.34.3", "docker.io"],
  ["ghcr.io/versity/versitygw:v1.8.0", "ghcr.io"],
  ["localhost:5000/x:1", "localhost:5000"],
])("%s is of %s", (reference, registry) => expect(registryOf(reference)).toBe(registry));

test("the repository of an image is its name without the tag", () => {
  expect(repositoryOf("localhost:5000/x:1")).toBe("localhost:5000/x");
  expect(repositoryOf("kindest/node:v1.34.3")).toBe("kindest/node");
});

test("every recipe depends on its folder and on the processor", () => {
  const bases = { SPARK_IMAGE: "spark:1" };
  for (const recipe of Object.values(imageRecipes)) {
    const [amd, arm] = (["amd64", "arm64"] as const).map((arch) =>
      recipe.inputs({ os: "linux", arch }, bases),
    );
    expect(amd).toMatch(/^[0-9a-f]{16}$/);
    expect(arm).not.toBe(amd);
  }
});

describe("what this machine's Docker has of an `up`", () => {
  const world = (docker: Behaviour): DockerWorld => ({
    env: { PATH: folderWithDocker() },
    os: "linux",
    cache: new Cache(temporaryFolder()),
    run: async (_program, args, options) => ({
      ...{ code: 0, stdout: "", stderr: "" },
      ...(typeof docker === "function" ? await docker(args, options) : docker),
    }),
  });
  const folderWithDocker = () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "docker"), "", { mode: 0o755 });
    return folder;
  };

  test("are images by their names and tags, and itself", async () => {
    const spark = sparkImage(versions).reference;
    const listed = [versions.images.node.reference, spark, "kindest/node:v1.0.0", "<none>:<none>"];
    const present = presentInDocker(
      world((args) => {
        if (args[0] === "version") return { stdout: '{"Version":"28.0.0","Arch":"amd64"}' };
        return { stdout: args[0] === "image" ? `${listed.join("\n")}\n` : "Docker version 28.0.0" };
      }),
    );
    await expect(present).resolves.toEqual(["docker", "node", "spark"]);
  });

  test("is nothing where it does not run", async () => {
    const stopped = world((args) => (args[0] === "version" ? { code: 1, stderr: "no daemon" } : {}));
    await expect(presentInDocker(stopped)).resolves.toEqual([]);
  });
});
