import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";

/** A company's proxy that opens TLS: it answers in the place of every host, with certificates of its own authority. */
export interface InspectingProxy {
  /** For `HTTPS_PROXY`. */
  readonly url: string;
  /** File with the authority, PEM. */
  readonly authority: string;
  /** What was asked through it, such as `GET downloads.example/file`. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a proxy for one host.
 *
 * @param folder for its keys.
 * @param answer body for a path.
 */
export async function inspectingProxy(
  folder: string,
  host: string,
  answer: (path: string) => string,
): Promise<InspectingProxy> {
  const { key, cert, authority } = certificatesFor(folder, host);
  const seen: string[] = [];
  const opened = createTlsServer({ key, cert }, (request: IncomingMessage, response) => {
    seen.push(`${request.method} ${request.headers.host}${request.url}`);
    response.end(answer(request.url ?? ""));
  });
  const proxy = createServer();
  const tunnels = new Set<Duplex>();
  proxy.on("connect", (_request, socket) => {
    tunnels.add(socket);
    socket.on("close", () => tunnels.delete(socket));
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    opened.emit("connection", socket);
  });
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  const { port } = proxy.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, authority, seen, close: () => closed(proxy, tunnels) };
}

function certificatesFor(folder: string, host: string): { key: Buffer; cert: Buffer; authority: string } {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const fresh = ["-newkey", "rsa:2048", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...fresh,
    "-days",
    "1",
    "-subj",
    "/CN=Company",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
  );
  openssl("req", ...fresh, "-subj", `/CN=${host}`, "-keyout", "leaf.key", "-out", "leaf.csr");
  writeFileSync(at("names"), `subjectAltName=DNS:${host}\n`);
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "1", "-extfile", "names"];
  openssl("x509", "-req", "-in", "leaf.csr", ...signed, "-out", "leaf.pem");
  return { key: readFileSync(at("leaf.key")), cert: readFileSync(at("leaf.pem")), authority: at("ca.pem") };
}

function closed(server: Server, tunnels: Iterable<Duplex>): Promise<void> {
  for (const tunnel of tunnels) tunnel.destroy();
  server.closeAllConnections();
  return new Promise((done) => void server.close(() => done()));
}
