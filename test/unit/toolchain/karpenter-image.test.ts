import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cache } from "../../../cli/toolchain/cache";
import { karpenterBuild } from "../../../cli/toolchain/karpenter-image";
import { karpenterKindImage } from "../../../components/images/catalog";
import type { BuiltImage } from "../../../components/images/image";
import { versions } from "../../../components/versions/versions";
import { fakeRun, recorder, temporaryFolder } from "./fakes";

const image = karpenterKindImage(versions);
const node = versions.images.node.reference;

/** A Docker that has the node image, built here or pulled, and a Go, if there is one. */
async function built({ nodeLabels, go }: { nodeLabels: Record<string, string> | null; go: boolean }) {
  const seen: { dockerfile?: string; program?: string } = {};
  const run = fakeRun({
    docker: ([verb, ...args]) => {
      if (verb === "image" && args[0] === "inspect")
        return { stdout: args.at(-1) === node ? JSON.stringify(nodeLabels) : "null" };
      if (verb === "build") {
        const folder = args.at(-1) ?? "";
        seen.dockerfile = readFileSync(join(folder, "Dockerfile"), "utf8");
        seen.program = readFileSync(join(folder, "karpenter-provider-kind"), "utf8");
      }
      return {};
    },
    ...(go && {
      go: (args, options) => {
        if (args[0] === "env") return { stdout: "go1.26.8\n" };
        if (args[0] === "build") {
          const folder = args[args.indexOf("-o") + 1] ?? "";
          writeFileSync(join(folder, "karpenter-provider-kind"), String(options?.env?.GOTOOLCHAIN));
        }
        return {};
      },
    }),
  });
  const asked: BuiltImage[] = [];
  const cache = new Cache(temporaryFolder());
  const { build, after } = await karpenterBuild(
    {
      reference: image.reference,
      labels: [],
      bases: {},
      engine: { cli: "docker", buildKit: true, version: "28.2.2", platform: { os: "linux", arch: "amd64" } },
      cache,
      run,
      report: recorder(),
    },
    async (image) => void asked.push(image),
  );
  await build(image, () => {});
  return { asked, after, seen, calls: run.calls };
}

test("beside a node image that was built here this machine compiles Karpenter, with the pinned Go", async () => {
  const { asked, after, seen, calls } = await built({ nodeLabels: { "workshop.inputs": "0123" }, go: true });
  const tag = "workshop/karpenter-provider-kind:program";
  expect(asked).toEqual([{ ...image, buildArgs: { ...image.buildArgs, PROGRAM: tag } }]);
  expect(seen).toEqual({
    dockerfile: "FROM scratch\nCOPY karpenter-provider-kind /karpenter\n",
    program: `go${versions.go}`,
  });
  expect(after).toBe("node");
  // The image of the program served the build alone.
  expect(calls.at(-1)).toBe(`docker image rm --force ${tag}`);
});

test.each([
  ["the node image was pulled", { nodeLabels: null, go: true }],
  ["there is no Go", { nodeLabels: { "workshop.inputs": "0123" }, go: false }],
])("Karpenter is built as its Dockerfile says where %s", async (_, machine) => {
  const { asked, after, seen } = await built(machine);
  expect(asked).toEqual([image]);
  expect(after).toBeUndefined();
  expect(seen).toEqual({});
});
