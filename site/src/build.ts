import { spawnSync } from "node:child_process";
import { join } from "node:path";

process.env.ASTRO_TELEMETRY_DISABLED = "1";

const root = join(import.meta.dirname, "..", "..");
const pages = spawnSync(process.execPath, ["--import", "tsx", join("codegen", "site", "write.ts")], {
  cwd: root,
  stdio: "inherit",
});
if (pages.status !== 0) process.exit(1);
const { drawDiagrams } = await import("./draw.ts");
drawDiagrams();
const { build } = await import("astro");
await build({ root: join(root, "site"), logLevel: "warn" });
