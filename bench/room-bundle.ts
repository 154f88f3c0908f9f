import { createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeBundle } from "../cli/bundle/write";
import { thisPlatform } from "../cli/toolchain/platform";

/** Writes a bundle of so many megabytes that nothing makes smaller, for `bench/room.sh`. Prints where it is. */
async function main([folder = "", megabytes = "1000"]: readonly string[]): Promise<void> {
  const { os, arch } = thisPlatform();
  const config = Buffer.from(JSON.stringify({ architecture: arch, os: "linux" }));
  const digest = `sha256:${createHash("sha256").update(config).digest("hex")}`;
  const layer = `sha256:${"f".repeat(64)}`;
  for (const name of ["scratch", "none"]) mkdirSync(join(folder, name));
  const none = { folder: join(folder, "none"), name: "" };
  const file = join(folder, "bundle.tar");
  await writeBundle(
    {
      manifest: {
        ...{ format: 1, platform: `${os}/${arch}`, node: "22.0.0", lock: "0".repeat(64), versions: {} },
        ...{ tools: [], plugins: [], charts: [] },
      },
      ...{ node: none, packages: none, tools: [none], charts: [none] },
      images: {
        images: [{ reference: "room/image:1", config: digest, layers: [layer] }],
        blobs: { [digest]: config.length, [layer]: Number(megabytes) * 1e6 },
        bytes: async function* (wanted) {
          if (wanted === digest) yield config;
          else for (let i = 0; i < Number(megabytes); i++) yield randomBytes(1e6);
        },
        close: async () => {},
      },
    },
    file,
    join(folder, "scratch"),
  );
  process.stdout.write(`${file}\n`);
}

void main(process.argv.slice(2));
