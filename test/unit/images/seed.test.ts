import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { projectFolder } from "../../../components/images/catalog";

const seed = join(projectFolder, "images/flights-data/seed");
// The script is for the image, which has both; a machine without them cannot try it.
const able =
  spawnSync("curl", ["--help", "all"]).stdout?.includes("--aws-sigv4") &&
  spawnSync("sha256sum", ["--version"]).status === 0;

/** As much of S3, and of a container's credentials endpoint, as the script talks to. */
class Endpoint {
  readonly objects = new Map<string, Buffer>();
  readonly uploads: string[] = [];
  readonly signatures: string[] = [];
  readonly tokens: (string | undefined)[] = [];
  refuse: number | undefined;
  private readonly server = createServer((request, response) => this.answer(request, response));

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "", headers } = request;
    if (url === "/credentials") {
      response.statusCode = headers.authorization === "the pod's token" ? 200 : 401;
      const found = { AccessKeyId: "TEMPORARY", SecretAccessKey: "a/b+c=", Token: "session" };
      response.end(JSON.stringify(found, null, 1));
      return;
    }
    this.signatures.push(headers.authorization ?? "");
    this.tokens.push(headers["x-amz-security-token"]?.toString());
    const object = this.objects.get(url);
    if (this.refuse) {
      response.writeHead(this.refuse).end();
    } else if (method === "HEAD") {
      response.writeHead(object ? 200 : 404, { "content-length": object?.length ?? 0 }).end();
    } else {
      void buffer(request).then((body) => {
        const sum = createHash("sha256").update(body).digest("hex");
        response.statusCode = headers["x-amz-content-sha256"] === sum ? 200 : 400;
        if (response.statusCode === 200) {
          this.objects.set(url, body);
          this.uploads.push(url);
        }
        response.end();
      });
    }
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

(able ? describe : describe.skip)("seed", () => {
  let endpoint: Endpoint;
  let url: string;
  let data: string;
  beforeEach(async () => {
    endpoint = new Endpoint();
    url = await endpoint.open();
    data = mkdtempSync(join(tmpdir(), "seed-"));
    writeFileSync(join(data, "airlines.csv"), "carrier,name\n");
    writeFileSync(join(data, "planes.csv"), "tailnum,year\nN1,2004\n");
  });
  afterEach(() => {
    endpoint.close();
    rmSync(data, { recursive: true });
  });

  const keys = { AWS_ACCESS_KEY_ID: "AKEY", AWS_SECRET_ACCESS_KEY: "secret" };
  const run = (env: Record<string, string>) =>
    new Promise<{ code: number | null; output: string }>((done) => {
      const child = spawn("sh", [seed], {
        env: {
          PATH: process.env.PATH,
          DATA: data,
          S3_ENDPOINT: url,
          TARGET: "s3://landing/nycflights13",
          ...env,
        },
      });
      let output = "";
      child.stdout.on("data", (text) => (output += text));
      child.stderr.on("data", (text) => (output += text));
      child.on("close", (code) => done({ code, output }));
    });

  it("uploads every file once, and again when its size is another", async () => {
    expect(await run(keys)).toEqual({
      code: 0,
      output: "airlines.csv: uploaded (13 bytes)\nplanes.csv: uploaded (21 bytes)\n",
    });
    expect([...endpoint.objects.keys()]).toEqual([
      "/landing/nycflights13/airlines.csv",
      "/landing/nycflights13/planes.csv",
    ]);
    expect(String(endpoint.objects.get("/landing/nycflights13/planes.csv"))).toBe("tailnum,year\nN1,2004\n");
    expect((await run(keys)).output).toBe(
      "airlines.csv: there already (13 bytes)\nplanes.csv: there already (21 bytes)\n",
    );

    endpoint.objects.set("/landing/nycflights13/planes.csv", Buffer.from("half"));
    endpoint.uploads.length = 0;
    await run(keys);
    expect(endpoint.uploads).toEqual(["/landing/nycflights13/planes.csv"]);
  });

  it("signs for the region, with the body's checksum under the signature", async () => {
    await run({ ...keys, AWS_REGION: "eu-west-1" });
    expect(endpoint.signatures).toHaveLength(4);
    for (const signature of endpoint.signatures) {
      expect(signature).toMatch(/^AWS4-HMAC-SHA256 Credential=AKEY\/\d{8}\/eu-west-1\/s3\/aws4_request/);
      expect(signature).toMatch(/SignedHeaders=[^,]*x-amz-content-sha256/);
    }
    expect(endpoint.tokens).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("takes temporary credentials from the container's endpoint", async () => {
    const tokenFile = join(mkdtempSync(join(tmpdir(), "token-")), "token");
    writeFileSync(tokenFile, "the pod's token");
    const pod = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    };
    expect((await run(pod)).code).toBe(0);
    expect(endpoint.tokens).toEqual(["session", "session", "session", "session"]);
    for (const signature of endpoint.signatures) {
      expect(signature).toMatch(/Credential=TEMPORARY\/.*SignedHeaders=[^,]*x-amz-security-token/);
    }
    writeFileSync(tokenFile, "another's");
    const refused = await run(pod);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain(`seed: no credentials from ${url}/credentials`);
  });

  it.each([
    ["no credentials", {}, "seed: no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"],
    [
      "a target that is no folder of a bucket",
      { ...keys, TARGET: "s3://landing" },
      'seed: TARGET is "s3://landing"; it must be s3://bucket/prefix',
    ],
    ["a folder without files", { ...keys, DATA: "/nowhere" }, "seed: no files in /nowhere"],
  ])("refuses %s", async (_, env, message) => {
    const { code, output } = await run(env);
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    expect(endpoint.signatures).toEqual([]);
  });

  it("says what the server answered", async () => {
    endpoint.refuse = 403;
    const { code, output } = await run(keys);
    expect(code).toBe(1);
    expect(output).toContain(
      "/landing/nycflights13/airlines.csv answered HTTP/1.1 403 Forbidden: check the credentials",
    );
  });
});
