import { same } from "../lab/language";
import type { ToolName } from "../toolchain/tool-specs";
import { findTool } from "../toolchain/tools";
import type { SpokenFinding } from "./finding";

/** The cure of what is missing and will come by itself. */
export const brought = { en: "./workshop up brings it.", "pt-BR": "./workshop up traz." };

/** The Node.js that runs this. */
export function nodeFinding(): SpokenFinding {
  return {
    id: "node",
    state: "ok",
    need: same("Node.js"),
    found: same(`${process.versions.node} (${process.execPath})`),
  };
}

/** A tool on PATH or in the cache. */
export async function toolFinding(name: ToolName): Promise<SpokenFinding> {
  const { tool, refused } = await findTool(name);
  const need = same(name);
  if (tool) return { id: name, state: "ok", need, found: same(`${tool.version} (${tool.path})`) };
  const found = refused
    ? {
        en: `${refused.path} will not do: ${refused.reason}`,
        "pt-BR": `${refused.path} não serve: ${refused.reason}`,
      }
    : {
        en: "neither on PATH nor in the cache",
        "pt-BR": "nem no PATH nem no cache",
      };
  return { id: name, state: "brought", need, found, cure: brought };
}
