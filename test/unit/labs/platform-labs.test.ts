import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding } from "../../../cli/lab/define";
import { labWorld } from "../../../cli/lab/world";
import { after, labOf, playedWorld, right, statesOf, taskOf } from "../../support/played-cluster";

describe("lab 12: S3 and the committers", () => {
  const half = "lab-12/v2/_temporary/0/x 0\nlab-12/v2/part-0.parquet 9\nlab-12/v2/part-1.parquet 9\n";
  const truth = (key: "v2" | "magic", asks: Record<string, string>) =>
    labOf(12).lab.answers?.[key]?.truth(playedWorld("12-committers", { asks }));

  test("counts what a reader sees of half a table", async () => {
    expect(await truth("v2", { "s3.py list lab-12/v2/": half, "s3.py uploads": "" })).toBe("2");
    const notes = "lab-12/magic/__magic_job-1/part-0.parquet.pending 9\n";
    const open = "lab-12/magic/part-0.parquet abc\n";
    expect(await truth("magic", { "s3.py list lab-12/magic/": notes, "s3.py uploads": open })).toBe("0");
  });

  test("has nothing to compare with before a machine was lost, and after a job has ended well", async () => {
    const whole = "lab-12/magic/_SUCCESS 9\nlab-12/magic/part-0.parquet 9\n";
    for (const listed of ["", whole]) {
      expect(await truth("magic", { "s3.py list": listed, "s3.py uploads": "" })).toMatchObject({
        path: "s3a://workshop-lake/lab-12/magic/",
      });
    }
    expect(await truth("v2", {})).toMatchObject({ path: "pod lab-12-spark" });
  });

  const asks = (success: string, moved = "lab-12/moved/part-0.parquet 9\n") => ({
    "s3.py list lab-12/magic/": "lab-12/magic/part-0.parquet 9\n",
    "s3.py list lab-12/": moved,
    "s3.py uploads": "",
    "s3.py get": success,
  });

  test("is done by what was moved, and by what names its committer", async () => {
    const play = { asks: asks(JSON.stringify({ committer: "magic" })), answers: { v2: right, magic: right } };
    expect(new Set(Object.values(await statesOf(12, play)))).toEqual(new Set(["done"]));
  });

  test("the classic committers leave an empty _SUCCESS; half a move is none", async () => {
    expect(await taskOf(12, "whole", { asks: asks("") })).toMatchObject({ value: "empty" });
    const both = "lab-12/moved/part-0.parquet 9\nlab-12/v2/part-1.parquet 9\n";
    const elsewhere = "lab-12/magic/part-0.parquet 9\n";
    expect(await taskOf(12, "moved", { asks: asks("", elsewhere) })).toMatchObject({ value: 0 });
    expect(await taskOf(12, "moved", { asks: asks("", both) })).toMatchObject({ state: "not-yet", value: 1 });
  });
});

describe("lab 15: the AWS account", () => {
  const root = mkdtempSync(join(tmpdir(), "lab-15-"));
  afterAll(() => rmSync(root, { recursive: true }));
  for (const file of ["Pulumi.yaml", "Pulumi.aws.yaml"]) cpSync(file, join(root, file));
  const world = labWorld(
    {
      root,
      home: join(root, ".workshop", "labs"),
      env: {},
      run: async () => ({ code: 127, stdout: "", stderr: "" }),
      now: () => new Date(),
    },
    { folder: "15-aws-account", started: new Date(after), answers: {}, memory: {} },
  );
  const { lab } = labOf(15);
  const limits = (cpus: number) => `{ cpus: ${cpus}, memoryGiB: 32 }`;

  async function found(eks: string, expires = '"2999-01-31"', cpus = 4): Promise<Finding | undefined> {
    const pools = [
      `{ name: drivers, capacityType: on-demand, vcpus: [2, 4], limits: ${limits(cpus)} }`,
      `{ name: executors, capacityType: spot, vcpus: [4, 8], limits: ${limits(cpus)} }`,
    ];
    const lines = ["config:", "  aws:region: us-east-1", "  spark-workshop:target: eks"];
    const text = [
      ...lines,
      `  spark-workshop:expires: ${expires}`,
      "  spark-workshop:eks:",
      ...(eks ? [`    ${eks}`] : []),
      `    pools: [${pools.join(", ")}]`,
    ].join("\n");
    writeFileSync(join(root, "Pulumi.lab-15.yaml"), text);
    return lab.tasks.find(({ id }) => id === "stack")?.check(world);
  }

  test("a stack with limits, somebody who hears, and an end", async () => {
    expect(await found("budget: { emails: [a@b.de], amount: 20 }")).toMatchObject({
      state: "done",
      proof: { en: expect.stringContaining("$20 → a@b.de") },
    });
  });

  test.each([
    ["budget: { emails: [a@b.de] }", '"2999-01-31"', 64, "may cost more than $2.00 an hour"],
    ["", '"2999-01-31"', 4, "names nobody"],
    ["budget: false", '"2999-01-31"', 4, "names nobody"],
    ["budget: { emails: [a@b.de] }", '""', 4, "would stay until"],
    ["budget: { emails: [a@b.de] }", '"2020-01-31"', 4, "is over already"],
    ["budgets: { emails: [a@b.de] }", '"2999-01-31"', 4, "budgets"],
  ])("%s, expires %s, %i CPUs", async (eks, expires, cpus, reason) => {
    const finding = await found(eks, expires, cpus);
    expect(finding).toMatchObject({ state: "not-yet" });
    expect(JSON.stringify(finding)).toContain(reason);
  });

  test("the figures of its page are those of the price list", async () => {
    const truths = await Promise.all(["hour", "month"].map((key) => lab.answers?.[key]?.truth(world)));
    expect(truths).toEqual([expect.stringMatching(/^0\.\d\d$/), expect.stringMatching(/^\d{3}\.\d\d$/)]);
    const { equals, mistakes } = lab.answers?.month ?? {};
    expect(lab.answers?.hour?.equals?.("$0.32", String(truths[0]))).toBe(true);
    expect(equals?.("233", String(truths[1]))).toBe(true);
    expect(mistakes?.[0]?.when("54", String(truths[1]))).toBe(true);
    expect(await lab.answers?.cli?.truth(world)).toBe("none");
  });

  test("a reset takes the file out of the clone, and keeps what was written", async () => {
    await found("");
    expect(await lab.leftovers?.(world)).toEqual(["file Pulumi.lab-15.yaml"]);
    await lab.reset?.(world);
    expect(await lab.leftovers?.(world)).toEqual([]);
  });
});
