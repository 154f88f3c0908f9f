import { CommandFailed } from "../../../components/commands/process";
import { builderOf } from "../../../components/images/builder";
import { projectFolder } from "../../../components/images/catalog";
import { ensureImage, type ImageTools } from "../../../components/images/docker";
import type { BuiltImage, PulledImage } from "../../../components/images/image";

const base: PulledImage = { kind: "pulled", reference: "debian:bookworm-slim" };
const pinned: PulledImage = { kind: "pulled", reference: "ghcr.io/a/b:v1", digest: "sha256:1234" };
const spark: BuiltImage = {
  kind: "built",
  reference: "spark-workshop/spark:4-abc",
  context: "images/spark",
  buildArgs: { DEBIAN_IMAGE: base.reference, JAVA_VERSION: "17" },
  from: [base],
};
const onTop: BuiltImage = {
  ...spark,
  reference: "spark-workshop/top:1",
  context: "images/top",
  from: [spark],
};

/** Docker with some images, whose registries and builds can fail. */
function machine({
  images = [] as string[],
  pullFails = "",
  buildFails = "",
  keepsBuilds = true,
  versions = { "/usr/bin/docker": "20.10.24" } as Record<string, string>,
  buildx = [] as string[],
  secrets = {} as Record<string, string>,
  os = "linux" as NodeJS.Platform,
} = {}) {
  const there = new Set(images);
  const calls: string[] = [];
  const lines: string[] = [];
  const environments: unknown[] = [];
  const fail = (command: string, stderr: string) => new CommandFailed(command, 1, false, stderr);
  const tools: ImageTools = {
    os,
    secrets: () => secrets,
    dockers: async () => Object.keys(versions),
    docker: async ([verb, ...args]) => {
      const name = args.at(-1) ?? "";
      if (verb === "image") {
        if (there.has(name)) return `sha256:id-of-${name}\n`;
        throw fail("docker image inspect", `Error: No such image: ${name}`);
      }
      calls.push([verb, ...args].join(" "));
      if (verb === "pull" && pullFails) throw fail("docker pull", pullFails);
      there.add(name);
      return "";
    },
    run: async (program, args, options) => {
      if (args[0] === "--version") return `Docker version ${versions[program]}, build 1`;
      if (args[0] === "buildx") {
        if (buildx.includes(program)) return "github.com/docker/buildx v0.20";
        throw fail("docker buildx version", "unknown command");
      }
      calls.push([program, ...args].join(" "));
      environments.push(options?.env);
      for (const line of [
        "#1 [internal] load",
        "#2 [tools 1/2] FROM",
        "#3 [java 1/1] RUN",
        "#2 [tools 1/2] FROM",
      ]) {
        options?.onLine?.(line);
      }
      if (buildFails) {
        options?.onLine?.(buildFails);
        throw fail("docker build", buildFails);
      }
      const tag = args.find((arg) => arg.startsWith("--tag="))?.slice("--tag=".length);
      if (keepsBuilds && tag) there.add(tag);
      return "";
    },
  };
  return { tools, calls, lines, environments, there, log: (line: string) => lines.push(line) };
}

it("leaves an image alone that is there, whatever it starts from", async () => {
  const { tools, calls, lines, log } = machine({ images: [spark.reference] });
  await ensureImage(spark, log, { tools });
  expect([calls, lines]).toEqual([[], []]);
});

it("pulls by the digest and gives the image its name", async () => {
  const { tools, calls, log } = machine();
  await ensureImage(pinned, log, { tools });
  expect(calls).toEqual([
    "pull --quiet ghcr.io/a/b@sha256:1234",
    "tag ghcr.io/a/b@sha256:1234 ghcr.io/a/b:v1",
  ]);
});

it("makes what an image starts from first, and nothing twice", async () => {
  const { tools, calls, log } = machine();
  await ensureImage(onTop, log, { tools });
  await ensureImage(onTop, log, { tools });
  expect(calls.map((call) => call.replace(/ --.* /, " … "))).toEqual([
    expect.stringMatching(/^pull … debian:bookworm-slim$/),
    expect.stringMatching(/build … .*\/images\/spark$/),
    expect.stringMatching(/build … .*\/images\/top$/),
  ]);
});

it("builds with arguments, secrets and this machine's network, and tells each step once", async () => {
  const { tools, calls, lines, environments, log } = machine({
    images: [base.reference],
    secrets: { ca: "/etc/ssl/ca.pem" },
  });
  await ensureImage(spark, log, { tools });
  expect(calls).toHaveLength(1);
  expect(calls[0]).toContain(
    "/usr/bin/docker build --network=host --build-arg=DEBIAN_IMAGE=debian:bookworm-slim " +
      `--build-arg=JAVA_VERSION=17 --label=workshop.builder=${builderOf(projectFolder)} --secret=id=ca,src=/etc/ssl/ca.pem --progress=plain --tag=spark-workshop/spark:4-abc `,
  );
  expect(environments).toEqual([{ DOCKER_BUILDKIT: "1" }]);
  expect(lines).toEqual([
    "building spark-workshop/spark:4-abc",
    "building spark-workshop/spark:4-abc: tools 1/2",
    "building spark-workshop/spark:4-abc: java 1/1",
  ]);
});

it("leaves the network to Docker Desktop", async () => {
  const { tools, calls, log } = machine({ images: [base.reference], os: "darwin" });
  await ensureImage(spark, log, { tools });
  expect(calls[0]).not.toContain("--network");
});

it("passes over a docker that cannot build with BuildKit", async () => {
  const { tools, calls, log } = machine({
    images: [base.reference],
    versions: { "/a/docker": "28.2.2", "/b/docker": "27.0.1", "/c/docker": "20.10.24" },
    buildx: ["/b/docker"],
  });
  await ensureImage(spark, log, { tools });
  expect(calls[0]).toMatch(/^\/b\/docker build /);
});

describe("says what, why and how to fix it", () => {
  const refusal = (image: PulledImage | BuiltImage, given: Parameters<typeof machine>[0]) => {
    const { tools, log } = machine({ images: [base.reference], ...given });
    return ensureImage(image, log, { tools }).then(
      () => "",
      (error: Error) => error.message,
    );
  };

  it("when an image cannot be pulled", async () => {
    expect(await refusal(pinned, { pullFails: "Trying…\ndial tcp: lookup ghcr.io: no such host." })).toBe(
      "ghcr.io/a/b:v1 is not on this machine and cannot be pulled: dial tcp: lookup ghcr.io: no such host. " +
        "Fix the connection to its registry, or run ./workshop up, which builds the image here where only package registries answer.",
    );
  });

  it.each([
    ["SSLError: certificate verify failed: self-signed certificate", /set SSL_CERT_FILE/],
    ["PKIX path building failed: unable to find valid certification path", /set SSL_CERT_FILE/],
    ["write /opt/spark/jars: no space left on device", /docker system prune/],
    ["Temporary failure resolving 'mirror.example'", /fix the connection/],
    ["jars.py: http-4.10.jar is newer than Spark's own http 4.9", /Run this again once that is fixed/],
  ])("when a build fails: %s", async (output, cure) => {
    const message = await refusal(spark, { buildFails: output });
    expect(message).toContain("spark-workshop/spark:4-abc cannot be built from images/spark:\n");
    expect(message).toContain(output);
    expect(message).toMatch(cure);
  });

  it("when no docker on PATH has BuildKit", async () => {
    expect(await refusal(spark, { versions: { "/a/docker": "28.2.2" } })).toBe(
      "/a/docker cannot build with BuildKit. Install the plugin buildx: https://docs.docker.com/go/buildx.",
    );
    expect(await refusal(spark, { versions: {} })).toMatch(/^docker is not on PATH\. Install Docker/);
  });

  it("when the builder keeps what it has built", async () => {
    expect(await refusal(spark, { keepsBuilds: false })).toMatch(/docker buildx use default/);
  });
});

it("does not take an interruption for a registry that fails", async () => {
  const interruption = new AbortController();
  interruption.abort();
  const { tools, log } = machine({ pullFails: "interrupted" });
  await expect(ensureImage(base, log, { tools, signal: interruption.signal })).rejects.toThrow(CommandFailed);
});
