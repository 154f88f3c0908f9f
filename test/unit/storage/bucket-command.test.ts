import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { createBucket, deleteBucket, perform } from "../../../components/storage/local/commands/bucket";

type Played = Record<string, unknown>;

/** An S3 that answers each kind of command with the next of its answers. */
function played(answers: Record<string, (Played | Error)[]>) {
  const client = new S3Client({ region: "local" });
  const sent: [string, unknown][] = [];
  jest.spyOn(client, "send").mockImplementation(async (command) => {
    const kind = command.constructor.name.replace(/Command$/, "");
    sent.push([kind, command.input]);
    const answer = answers[kind]?.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer as never;
  });
  return { client, sent };
}
const refusal = (name: string) =>
  new S3ServiceException({ name, $fault: "client", $metadata: {}, message: name });

describe("creating a bucket", () => {
  test.each(["BucketAlreadyOwnedByYou", "BucketAlreadyExists"])("takes %s for done", async (name) => {
    const { client, sent } = played({ CreateBucket: [refusal(name)] });
    await createBucket(client, "lake");
    expect(sent).toEqual([["CreateBucket", { Bucket: "lake" }]]);
  });

  test.each([refusal("AccessDenied"), new Error("connect ECONNREFUSED")])("fails with %s", async (error) => {
    await expect(createBucket(played({ CreateBucket: [error] }).client, "lake")).rejects.toBe(error);
  });
});

describe("deleting a bucket", () => {
  test("empties it page by page first", async () => {
    const { client, sent } = played({
      ListObjectsV2: [
        { Contents: [{ Key: "a" }, { Key: "b" }], IsTruncated: true },
        { Contents: [{ Key: "c" }] },
      ],
    });
    await deleteBucket(client, "lake");
    expect(sent.map(([kind]) => kind)).toEqual([
      "ListObjectsV2",
      "DeleteObjects",
      "ListObjectsV2",
      "DeleteObjects",
      "DeleteBucket",
    ]);
    expect(sent[1]?.[1]).toEqual({ Bucket: "lake", Delete: { Objects: [{ Key: "a" }, { Key: "b" }] } });
    expect(sent[3]?.[1]).toEqual({ Bucket: "lake", Delete: { Objects: [{ Key: "c" }] } });
  });

  test("of an empty one asks for no deletion of objects, which S3 would refuse", async () => {
    const { client, sent } = played({});
    await deleteBucket(client, "lake");
    expect(sent.map(([kind]) => kind)).toEqual(["ListObjectsV2", "DeleteBucket"]);
  });

  test.each(["ListObjectsV2", "DeleteBucket"])("that is gone at %s is done", async (kind) => {
    const { client } = played({ [kind]: [refusal("NoSuchBucket")] });
    await expect(deleteBucket(client, "lake")).resolves.toBeUndefined();
  });

  test.each(["ListObjectsV2", "DeleteObjects", "DeleteBucket"])(
    "fails with what %s refuses",
    async (kind) => {
      const { client } = played({
        ListObjectsV2: kind === "ListObjectsV2" ? [] : [{ Contents: [{ Key: "a" }] }],
        [kind]: [refusal("AccessDenied")],
      });
      await expect(deleteBucket(client, "lake")).rejects.toThrow("AccessDenied");
    },
  );

  test("fails with what is no answer of S3, whatever its name", async () => {
    const error = Object.assign(new Error("no"), { name: "NoSuchBucket" });
    await expect(deleteBucket(played({ DeleteBucket: [error] }).client, "lake")).rejects.toBe(error);
  });
});

describe("a verb", () => {
  const what = { bucket: "lake", folders: ["spark-jobs", "attendee-01"] };

  test.each<[string, string[]]>([
    ["create", ["CreateBucket lake ", "PutObject lake spark-jobs/", "PutObject lake attendee-01/"]],
    ["delete", ["ListObjectsV2 lake ", "DeleteBucket lake "]],
  ])("%s asks for this", async (verb, asked) => {
    const { client, sent } = played({});
    await perform(verb, client, what);
    expect(
      sent.map(([kind, input]) => {
        const { Bucket, Key = "" } = input as { Bucket: string; Key?: string };
        return `${kind} ${Bucket} ${Key}`;
      }),
    ).toEqual(asked);
  });

  test("that there is not does nothing", async () => {
    const { client, sent } = played({});
    await expect(perform("remove", client, what)).rejects.toThrow("no such verb: remove");
    expect(sent).toEqual([]);
  });
});

describe("the command", () => {
  const script = join(__dirname, "../../../components/storage/local/commands/bucket.ts");

  /** Runs the command against an S3 that answers every request like this. */
  async function run(verb: string, answer: number, body = "") {
    const asked: string[] = [];
    const server = createServer(({ method, url }, response) => {
      asked.push(`${method} ${url?.split("?")[0]}`);
      response.writeHead(answer, { "content-type": "application/xml" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const input = JSON.stringify({ bucket: "lake", region: "local" });
    const key = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    const env = { PATH: process.env.PATH, INPUT: input, S3_ENDPOINT: `http://127.0.0.1:${port}`, ...key };
    const child = spawn(process.execPath, ["--import", "tsx", script, verb], { env, stdio: "pipe" });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
    });
    const [code] = await once(child, "close");
    server.close();
    return { code, asked, said };
  }

  test("does what its verb says, and fails with what it was told", async () => {
    const [made, refused] = await Promise.all([
      run("create", 200),
      run("delete", 403, "<Error><Code>AccessDenied</Code><Message>not yours</Message></Error>"),
    ]);
    expect([made?.code, made?.asked]).toEqual([0, ["PUT /lake/"]]);
    expect([refused?.code, refused?.asked]).toEqual([1, ["GET /lake/"]]);
    expect(refused?.said).toContain("not yours");
  });
});
