import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { createFetcher } from "../../cli/toolchain/download";
import { findChecksum } from "../../cli/toolchain/release";
import { type ToolName, toolSpecs } from "../../cli/toolchain/tool-specs";
import { getOverTls } from "../../components/charts/archive";
import { goModule } from "../../components/charts/go-module";
import { releasedChart } from "../../components/charts/sources";
import type { ReleasePlatform } from "../../components/versions/checksums";
import type { Versions } from "../../components/versions/versions";
import { registryDigest } from "./registry";

const run = promisify(execFile);
const fetcher = createFetcher({ connect: 15_000 });

/** Asks the publisher of something for its checksum. Throws where there is none to be had. */
export type Ask = () => Promise<string>;

/** A checksum of `versions.json`: the keys that lead to it, and who says what it must be. */
export interface Pin {
  readonly path: readonly string[];
  readonly ask: Ask;
}

const platforms: readonly ReleasePlatform[] = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64"];

/** Every checksum that `versions.json` has or may have. */
export function pinsOf(versions: Versions): Pin[] {
  const tools = (Object.keys(toolSpecs) as ToolName[]).flatMap((tool) =>
    platforms.map((platform) => ({ path: ["sha256", tool, platform], ask: releaseOf(tool, platform) })),
  );
  const node = platforms.map((platform) => ({
    path: ["sha256", "node", platform],
    ask: async () => {
      const base = `https://nodejs.org/dist/v${versions.node}`;
      const name = `node-v${versions.node}-${platform.replace("amd64", "x64")}.tar.gz`;
      return listed(`${base}/SHASUMS256.txt`, name);
    },
  }));
  const npm = Object.keys(versions.npmIntegrity).map((name) => ({
    path: ["npmIntegrity", name],
    ask: async () => (await run("npm", ["view", `${name}@${versions.node}`, "dist.integrity"])).stdout.trim(),
  }));
  const modules = Object.keys(versions.goModules).map((key) => {
    const [module = "", version = ""] = key.split("@v");
    return { path: ["goModules", key], ask: async () => (await goModule(module, version)).Sum };
  });
  const images = Object.entries(versions.images).map(([name, { reference }]) => ({
    path: ["images", name, "digest"],
    ask: () => registryDigest(reference),
  }));
  return [...node, ...tools, ...npm, ...charts(versions), ...modules, ...images];
}

function releaseOf(tool: ToolName, platform: ReleasePlatform): Ask {
  const [os, arch] = platform.split("-") as ["linux" | "darwin", "amd64" | "arm64"];
  const { url, checksums } = toolSpecs[tool].release({ os, arch });
  return () => listed(checksums, new URL(url).pathname.split("/").at(-1) ?? "");
}

async function listed(list: string, name: string): Promise<string> {
  const sum = findChecksum(await fetcher.text(list), name);
  if (!sum) throw new Error(`${list} has no SHA-256 checksum of ${name}`);
  return sum;
}

function charts({ sparkOperatorChart, karpenter }: Versions): Pin[] {
  const ofKarpenter = ["karpenter", "karpenter-crd"].map((chart) => ({
    path: ["charts", chart],
    ask: () => registryDigest(`public.ecr.aws/karpenter/${chart}:${karpenter}`),
  }));
  return [
    {
      path: ["charts", "spark-operator"],
      ask: async () => {
        const { url } = await releasedChart(sparkOperatorChart);
        const archive = Buffer.from(await (await getOverTls(url)).arrayBuffer());
        return `sha256:${createHash("sha256").update(archive).digest("hex")}`;
      },
    },
    ...ofKarpenter,
  ];
}
