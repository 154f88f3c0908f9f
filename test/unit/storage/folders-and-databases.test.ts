import { databasesOf, glueStatements } from "../../../components/storage/aws/glue";
import { secretKeyOf, usersHash, usersJson } from "../../../components/storage/local/users";
import { type BucketUse, eventFolder, eventLogsOf } from "../../../components/storage/object-storage";
import { s3aOfServer, s3FileIo } from "../../../components/storage/s3a";

const write = (purpose: BucketUse["purpose"], prefix?: string): BucketUse => ({
  purpose,
  access: "write",
  prefix,
});
const read = (purpose: BucketUse["purpose"], prefix?: string): BucketUse => ({
  purpose,
  access: "read",
  prefix,
});

test.each<[string, BucketUse[], string | undefined]>([
  ["the folder that pods are confined to", [write("lake", "a"), write("events", "b")], "b"],
  ["none where the whole bucket is theirs", [write("events")], undefined],
  ["none that they only read", [read("events", "b")], undefined],
  ["none of another bucket", [write("lake", "a")], undefined],
  ["none that has no name", [write("events", "")], undefined],
])("event logs go to %s", (_, uses, folder) => {
  expect(eventFolder(uses)).toBe(folder);
  expect(eventLogsOf("logs", uses)).toBe(folder === undefined ? "s3a://logs/" : `s3a://logs/${folder}/`);
});

test.each<[string, string[], BucketUse[], string[]]>([
  [
    "all where the lake is theirs to write",
    ["sales", "hr"],
    [read("landing"), write("lake")],
    ["sales", "hr"],
  ],
  ["the one of their prefix", ["sales"], [write("lake", "attendee-01")], ["attendee_01"]],
  ["the one of their prefix, as Glue takes names", ["sales"], [write("lake", "team-a.b_1")], ["team_a_b_1"]],
  ["none where they read", ["sales"], [read("lake")], []],
  ["none by another bucket", ["sales"], [write("events")], []],
  ["none where the stack keeps none", [], [write("lake", "attendee-01")], []],
])("of Glue's databases pods get %s", (_, databases, uses, theirs) => {
  expect(databasesOf(databases, uses)).toEqual(theirs);
});

test("leave to keep tables is leave in these databases, and none without them", () => {
  const account = { partition: "aws-cn", region: "cn-north-1", accountId: "123456789012" };
  expect(glueStatements(account, [])).toEqual([]);
  const [statement] = glueStatements(account, ["sales"]);
  const at = "arn:aws-cn:glue:cn-north-1:123456789012:";
  expect(statement).toMatchObject({
    Sid: expect.stringMatching(/^[A-Za-z0-9]+$/),
    Effect: "Allow",
    Resource: [
      `${at}catalog`,
      `${at}database/sales`,
      `${at}table/sales/*`,
      `${at}userDefinedFunction/sales/*`,
    ],
  });
  expect(statement?.Action).toEqual(expect.arrayContaining(["glue:CreateTable", "glue:UpdateTable"]));
});

test("a server is asked over TLS where its address says so", () => {
  const ssl = (endpoint: string) => s3aOfServer(endpoint, "local")["fs.s3a.connection.ssl.enabled"];
  expect([ssl("https://s3:7070"), ssl("http://s3:7070")]).toEqual(["true", "false"]);
});

test("S3A finds a server by path-style addresses, with the keys of the environment, and ends what killed jobs left", () => {
  expect(s3aOfServer("http://s3:7070", "local")).toEqual({
    "fs.s3a.endpoint": "http://s3:7070",
    "fs.s3a.endpoint.region": "local",
    "fs.s3a.path.style.access": "true",
    "fs.s3a.connection.ssl.enabled": "false",
    "fs.s3a.aws.credentials.provider":
      "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
    "fs.s3a.multipart.purge": "true",
    "fs.s3a.multipart.purge.age": "24h",
  });
});

test("the server's users stand in its file as its IAM service writes them", () => {
  const policy = { Version: "2012-10-17" as const, Statement: [] };
  const file = usersJson([{ name: "spark-jobs", uses: [], policy }], { "spark-jobs": "key" });
  const made = "2026-01-01T00:00:00Z";
  expect(JSON.parse(file)).toEqual({
    users: {
      "spark-jobs": {
        Path: "/",
        UserName: "spark-jobs",
        UserID: "spark-jobs",
        Arn: "arn:aws:iam::000000000000:user/spark-jobs",
        CreateDate: made,
        AccessKeys: [
          {
            AccessKeyId: "spark-jobs",
            SecretAccessKey: "key",
            Status: "Active",
            CreateDate: made,
            // A day that never comes: the server would write a later one into a file that it may not write.
            LastUsedDate: "9999-01-01T00:00:00Z",
            LastUsedService: "s3",
            LastUsedRegion: "us-east-1",
          },
        ],
        Policies: {
          inline: [{ PolicyName: "buckets", PolicyDocument: JSON.stringify(policy), CreateDate: made }],
        },
      },
    },
    accessKeyIndex: { "spark-jobs": "spark-jobs" },
  });
});

test("Iceberg is told what S3A knows of the storage", () => {
  expect(s3FileIo(s3aOfServer("http://s3:7070", "local"))).toEqual({
    "client.region": "local",
    "s3.endpoint": "http://s3:7070",
    "s3.path-style-access": "true",
  });
  expect(s3FileIo({})).toEqual({});
});

test("a user's key is that of its own name, in a file that may have none", () => {
  const keys = [
    { AccessKeyId: "other", SecretAccessKey: "o" },
    { AccessKeyId: "spark-jobs", SecretAccessKey: "s" },
  ];
  const file = JSON.stringify({ users: { "spark-jobs": { AccessKeys: keys }, bare: {} } });
  expect(["spark-jobs", "bare", "nobody"].map((name) => secretKeyOf(file, name))).toEqual([
    "s",
    undefined,
    undefined,
  ]);
  expect(secretKeyOf("{}", "spark-jobs")).toBeUndefined();
});

test("the users' hash changes with who may do what, and is short enough for a label", () => {
  const user = (name: string, Resource: string) => ({
    name,
    uses: [],
    policy: {
      Version: "2012-10-17" as const,
      Statement: [{ Sid: "A", Effect: "Allow" as const, Action: "s3:*", Resource }],
    },
  });
  const hashes = [user("a", "x"), user("b", "x"), user("a", "y")].map((one) => usersHash([one]));
  expect(new Set(hashes).size).toBe(3);
  expect(hashes.join(" ")).toMatch(/^([0-9a-f]{12} ?){3}$/);
});
