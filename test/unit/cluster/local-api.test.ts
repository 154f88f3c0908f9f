import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { askLocalApi } from "../../../components/cluster/local-api";

let folder: string;
let server: Server;
let answer: { status: number; body: string } | undefined;
const file = (name: string) => readFileSync(join(folder, name));
const base64 = (name: string) => file(name).toString("base64");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "api-"));
  // One self-signed certificate is authority, server and client.
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "1",
      "-keyout",
      "key",
      "-out",
      "cert",
      ...subject,
    ],
    { cwd: folder, stdio: "ignore" },
  );
  server = createServer(
    { key: file("key"), cert: file("cert"), ca: file("cert"), requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      if (!answer) return;
      response.statusCode = answer.status;
      response.end(JSON.stringify({ path: request.url, body: answer.body }));
    },
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
beforeEach(() => {
  answer = { status: 200, body: "here" };
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

const kubeconfig = (over: { server?: string; user?: object; cluster?: object } = {}) =>
  stringify({
    "current-context": "kind",
    contexts: [{ name: "kind", context: { cluster: "kind", user: "kind" } }],
    clusters: [
      {
        name: "kind",
        cluster: {
          server: over.server ?? `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
          "certificate-authority-data": base64("cert"),
          ...over.cluster,
        },
      },
    ],
    users: [
      {
        name: "kind",
        user: over.user ?? { "client-certificate-data": base64("cert"), "client-key-data": base64("key") },
      },
    ],
  });

test("asks with the certificate of the kubeconfig", async () => {
  expect(await askLocalApi(kubeconfig(), "/apis/x", 5000)).toEqual({ path: "/apis/x", body: "here" });
});

test.each([
  ["another machine", { server: "https://10.0.0.1:6443" }],
  ["a token", { user: { token: "t" } }],
  ["a program that gives one", { user: { exec: { command: "aws" } } }],
  ["a proxy", { cluster: { "proxy-url": "http://proxy" } }],
])("leaves %s to the library", async (_, over) => {
  expect(await askLocalApi(kubeconfig(over), "/apis/x", 5000)).toBeUndefined();
});

test("what is not there is null", async () => {
  answer = { status: 404, body: "not found" };
  expect(await askLocalApi(kubeconfig(), "/apis/x", 5000)).toBeNull();
});

test("an answer that is none is an error", async () => {
  answer = { status: 403, body: "no" };
  await expect(askLocalApi(kubeconfig(), "/apis/x", 5000)).rejects.toThrow(/\/apis\/x was answered with 403/);
});

test("a server that is silent is not waited for", async () => {
  answer = undefined;
  await expect(askLocalApi(kubeconfig(), "/apis/x", 100)).rejects.toThrow();
});
