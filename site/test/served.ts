import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { siteFacts } from "../../codegen/site/write";

const site = join(import.meta.dirname, "..");

/** The built site. */
export const dist = join(site, "dist");

/** What the build was told of the pages. */
export const facts: ReturnType<typeof siteFacts> = JSON.parse(
  readFileSync(join(site, "src", "content", "site.json"), "utf8"),
);

/** Path that the site is built for: `/`, or that of `SITE_URL`. */
export const base = facts.url === undefined ? "/" : new URL(facts.url).pathname;

/** Every page of a language as a path: `/pt-BR/labs/`. */
export function pathsOf(language: string): string[] {
  const folder = language === "en" ? base : `${base}${language}/`;
  return [folder, ...facts.slugs.map((slug) => `${folder}${slug}/`)];
}

/** The file that answers for a path of the site; nothing where there is none. */
export function fileOf(path: string): string | undefined {
  if (!path.startsWith(base)) return undefined;
  const named = join(dist, decodeURIComponent(path.slice(base.length)));
  const file = path.endsWith("/") ? join(named, "index.html") : named;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves the built site on a free port of this machine, as any server of files would. */
export async function serve(): Promise<{ readonly origin: string; close(): void }> {
  const server = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? "/", "http://localhost").pathname);
    if (file === undefined) response.writeHead(404).end();
    else {
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      response.end(readFileSync(file));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
