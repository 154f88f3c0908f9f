import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../cli/process/paths";
import { apiFile, apiPages } from "./api/pages";
import { publicSurface } from "./api/surface";

// Writes the API of the package, a page for each of its entries, into dist/api: npm run api.
const folder = join(projectRoot, "dist", "api");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const page of apiPages(publicSurface(projectRoot)))
  writeFileSync(join(folder, `${page.name}.md`), apiFile(page));
