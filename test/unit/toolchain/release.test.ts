import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runTool } from "../../../cli/process/exec";
import { createFetcher, Unavailable } from "../../../cli/toolchain/download";
import { findChecksum, installRelease, type Release } from "../../../cli/toolchain/release";
import { toolSpecs } from "../../../cli/toolchain/tool-specs";
import { ChecksumMismatch } from "../../../components/versions/checksums";
import { versions } from "../../../components/versions/versions";
import { recorder, temporaryFolder } from "./fakes";

const sum = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");

describe("findChecksum", () => {
  const [a, b] = [sum("a"), sum("b")];
  test("reads a bare sum", () => expect(findChecksum(`${a}\n`, "kubectl")).toBe(a));
  test("finds a file in a list", () => {
    expect(findChecksum(`${a}  x.tar.gz\n${b} *y.tar.gz\n`, "y.tar.gz")).toBe(b);
  });
  test("a part of a name is not the name", () => {
    expect(findChecksum(`${a}  kind-linux-amd64.old\n`, "kind-linux-amd64")).toBeUndefined();
  });
  test("a page that is no list has none", () =>
    expect(findChecksum("<html>sign in</html>", "x")).toBeUndefined());
});

test("a redirect out of HTTPS is not followed to its file", async () => {
  const answer = { ok: true, url: "http://mirror.example/sums", text: async () => "sum" } as Response;
  const fetching = jest.spyOn(globalThis, "fetch").mockResolvedValue(answer);
  try {
    await expect(createFetcher().text("https://example.com/sums")).rejects.toThrow(/is not HTTPS/);
  } finally {
    fetching.mockRestore();
  }
});

describe("a server", () => {
  let server: Server;
  let base: string;
  const files = new Map<string, Buffer | "hang" | "truncate">();
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const file = files.get(request.url ?? "");
      asked.push(request.url ?? "");
      if (file === "hang") return;
      if (file === "truncate") {
        response.writeHead(200, { "content-length": "1000" });
        response.write("part", () => response.destroy());
      } else if (file) response.end(file);
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const install = (release: Release, folder: string, connect = 2_000) =>
    installRelease({
      tool: "tool",
      release,
      folder,
      fetcher: createFetcher({ connect }),
      run: runTool,
      report: recorder(),
    });
  const at = (name: string, form: Release["form"]): Release => ({
    url: `${base}/${name}`,
    checksums: `${base}/${name}.sha256`,
    form,
  });
  const publish = (name: string, data: Buffer, checksum = sum(data)) => {
    files.set(`/${name}`, data);
    files.set(`/${name}.sha256`, Buffer.from(`${checksum}  ${name}\n`));
  };

  test("installs a program that is what its publisher says", async () => {
    publish("tool-linux", Buffer.from("#!/bin/sh\n"));
    const folder = temporaryFolder();
    await install(at("tool-linux", "program"), folder);
    expect(readFileSync(join(folder, "tool"), "utf8")).toBe("#!/bin/sh\n");
    expect(statSync(join(folder, "tool")).mode & 0o111).toBe(0o111);
  });

  test("keeps all that an archive has", async () => {
    const source = temporaryFolder();
    mkdirSync(join(source, "top"));
    for (const name of ["tool", "tool-language-nodejs"])
      writeFileSync(join(source, "top", name), name, { mode: 0o755 });
    execFileSync("tar", ["-czf", join(source, "a.tar.gz"), "-C", source, "top"]);
    publish("tool.tar.gz", readFileSync(join(source, "a.tar.gz")));
    const folder = temporaryFolder();
    await install(at("tool.tar.gz", "archive"), folder);
    expect(readFileSync(join(folder, "tool-language-nodejs"), "utf8")).toBe("tool-language-nodejs");
    expect(existsSync(join(folder, ".download"))).toBe(false);
  });

  test("refuses a program that is something else", async () => {
    publish("tampered", Buffer.from("other"), sum("what was published"));
    const folder = temporaryFolder();
    await expect(install(at("tampered", "program"), folder)).rejects.toThrow(ChecksumMismatch);
    expect(existsSync(join(folder, "tool"))).toBe(false);
  });

  test("refuses what its publisher says where another sum is pinned, and asks for no list where one is", async () => {
    publish("moved", Buffer.from("put in its place"));
    const release = { ...at("moved", "program"), pin: sum("what was released") };
    const refused = install(release, temporaryFolder());
    await expect(refused).rejects.toThrow(/versions\.json says [0-9a-f]{64}.*npm run pins/);
    asked.length = 0;
    await install({ ...release, pin: sum("put in its place") }, temporaryFolder());
    expect(asked).toEqual(["/moved"]);
  });

  test.each<[string, Parameters<typeof files.set>[1] | undefined]>([
    ["missing", undefined],
    ["no list", Buffer.from("<html>sign in</html>")],
    ["silent", "hang"],
  ])("checksums that are %s make it unavailable", async (name, checksums) => {
    const path = `unavailable-${name.replace(" ", "-")}`;
    files.set(`/${path}`, Buffer.from("x"));
    if (checksums) files.set(`/${path}.sha256`, checksums);
    await expect(install(at(path, "program"), temporaryFolder(), 200)).rejects.toThrow(Unavailable);
  });

  test("a download that breaks off makes it unavailable", async () => {
    publish("broken", Buffer.from("x"));
    files.set("/broken", "truncate");
    await expect(install(at("broken", "program"), temporaryFolder())).rejects.toThrow(Unavailable);
  });

  test("a host that did not answer is not asked again", async () => {
    files.set("/hang", "hang");
    const fetcher = createFetcher({ connect: 100 });
    await expect(fetcher.text(`${base}/hang`)).rejects.toThrow(/no answer within 0.1 s/);
    asked.length = 0;
    await expect(fetcher.text(`${base}/other`)).rejects.toThrow(/no answer within 0.1 s/);
    expect(asked).toEqual([]);
  });
});

test("a host that does not exist is unavailable, by its own words", async () => {
  await expect(createFetcher().text("https://host.invalid/x")).rejects.toThrow(
    /host\.invalid.*ENOTFOUND|EAI_AGAIN/,
  );
});

const { actionlint, pulumi, kind, kubernetes, helm } = versions;
test.each([
  [
    "pulumi",
    `https://github.com/pulumi/pulumi/releases/download/v${pulumi}/pulumi-v${pulumi}-linux-x64.tar.gz`,
  ],
  ["kind", `https://github.com/kubernetes-sigs/kind/releases/download/v${kind}/kind-linux-amd64`],
  ["kubectl", `https://dl.k8s.io/release/v${kubernetes}/bin/linux/amd64/kubectl`],
  ["helm", `https://get.helm.sh/helm-v${helm}-linux-amd64.tar.gz`],
  [
    "actionlint",
    `https://github.com/rhysd/actionlint/releases/download/v${actionlint}/actionlint_${actionlint}_linux_amd64.tar.gz`,
  ],
] as const)("%s comes from its publisher", (name, url) => {
  expect(toolSpecs[name].release({ os: "linux", arch: "amd64" }).url).toBe(url);
  const mac = toolSpecs[name].release({ os: "darwin", arch: "arm64" });
  expect(mac.url).toMatch(/darwin/);
  expect(mac.url).toMatch(/arm64/);
  expect(mac.checksums).toMatch(/^https:.*(sha256|checksums)/);
});

/** Programs without a sum in `versions.json`, which their publisher's list over TLS stands for. */
const unpinned = ["pulumi"];
const platforms = [
  { os: "linux", arch: "amd64" },
  { os: "linux", arch: "arm64" },
  { os: "darwin", arch: "amd64" },
  { os: "darwin", arch: "arm64" },
] as const;

test.each(Object.entries(toolSpecs))(
  "%s is pinned for each kind of machine, or is said not to be",
  (name, spec) => {
    const pins = platforms.map((platform) => spec.release(platform).pin);
    if (unpinned.includes(name)) expect(pins).toEqual([undefined, undefined, undefined, undefined]);
    else
      expect(new Set(pins.map((pin) => /^[0-9a-f]{64}$/.test(pin ?? "") && pin)).size).toBe(platforms.length);
  },
);
