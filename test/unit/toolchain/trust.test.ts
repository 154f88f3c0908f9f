import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "../../../cli/process/exec";
import { projectRoot } from "../../../cli/process/paths";
import { trustCaBundle } from "../../../cli/toolchain/trust";
import { caBundleProblems } from "../../../components/images/ca-bundle";
import { type InspectingProxy, inspectingProxy } from "../../support/inspecting-proxy";
import { temporaryFolder } from "./fakes";

const host = "downloads.example";
const folder = temporaryFolder();
let proxy: InspectingProxy;

beforeAll(async () => {
  proxy = await inspectingProxy(folder, host, (path) => `the file ${path}`);
});
afterAll(() => proxy.close());

/** Downloads a file as the CLI does, in a process of its own behind the proxy. */
async function download(trusted: boolean) {
  const at = (path: string) => JSON.stringify(join(projectRoot, path));
  const program = `
    const { createFetcher } = require(${at("cli/toolchain/download")});
    const { trustCaBundle } = require(${at("cli/toolchain/trust")});
    if (${trusted}) trustCaBundle(${JSON.stringify(proxy.authority)}, ${JSON.stringify(folder)});
    createFetcher().file("https://${host}/kind", ${JSON.stringify(join(folder, "kind"))}).then(console.log, (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });`;
  const { NODE_EXTRA_CA_CERTS: _, SSL_CERT_FILE: __, NO_PROXY: ___, no_proxy: ____, ...env } = process.env;
  return await runTool(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: projectRoot,
    env: { ...env, HTTPS_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" },
  });
}

test("what is downloaded through a proxy that inspects is trusted with the company's authority, and only then", async () => {
  const refused = await download(false);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/certificate/);
  expect(proxy.seen).toEqual([]);
  expect(await download(true)).toMatchObject({ code: 0 });
  expect(proxy.seen).toEqual([`GET ${host}/kind`]);
  expect(readFileSync(join(folder, "kind"), "utf8")).toBe("the file /kind");
});

test("programs and image builds get the machine's authorities and the company's in one file", () => {
  const machine = join(folder, "machine.pem");
  writeFileSync(machine, "the machine's");
  const env: NodeJS.ProcessEnv = {};
  trustCaBundle(proxy.authority, folder, env, machine);
  const whole = join(folder, "ca-bundle.pem");
  const text = `the machine's\n${readFileSync(proxy.authority, "utf8")}`;
  expect(env).toEqual({ SSL_CERT_FILE: whole, NODE_EXTRA_CA_CERTS: whole });
  expect(readFileSync(whole, "utf8")).toBe(text);
  // What was started by a program that has done so does not add them again.
  trustCaBundle(proxy.authority, folder, env, whole);
  expect(readFileSync(whole, "utf8")).toBe(text);
});

test("a file that is no bundle of certificates is refused, and its text is not repeated", () => {
  const problems = (name: string, text?: string) => {
    if (text !== undefined) writeFileSync(join(folder, name), text);
    return caBundleProblems("caBundle", name, folder);
  };
  const said = (reason: RegExp) => [
    expect.objectContaining({
      path: "caBundle",
      reason: expect.stringMatching(reason),
      cure: expect.any(String),
    }),
  ];
  const authority = readFileSync(proxy.authority, "utf8");
  expect(problems("")).toEqual([]);
  expect(problems("ca.pem")).toEqual([]);
  expect(new X509Certificate(authority).ca).toBe(true);
  expect(problems("gone.pem")).toEqual(said(/does not exist/));
  expect(problems("der.cer", "\u0030\u0082")).toEqual(said(/no certificate in PEM/));
  expect(problems("both.pem", `${authority}${readFileSync(join(folder, "ca.key"), "utf8")}`)).toEqual(
    said(/private key/),
  );
  expect(problems("torn.pem", `${authority}${authority.replace(/\n[\s\S]{80}/, "\n")}`)).toEqual(
    said(/the 2\. of 2/),
  );
  expect(problems("large.pem", authority.repeat(400))).toEqual(said(/more than 350 KiB/));
  mkdirSync(join(folder, "folder"));
  expect(problems("folder")).toEqual(said(/cannot be read/));
});
