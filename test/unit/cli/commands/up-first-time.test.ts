import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { confirmedFirstTime, type FirstTime, lookBefore } from "../../../../cli/commands/up-first-time";

const before: FirstTime = {
  stack: "aws",
  findings: [
    { state: "ok", need: "AWS", found: "account 123456789012, us-east-1, as arn:aws:iam::1:role/me" },
  ],
  cost: {
    fixed: "$0.32 an hour as long as it is up",
    most: "$9.38 an hour more at most",
    storage: "about $1 a month for images",
    source: "a price list",
  },
};
const blocked: FirstTime = {
  ...before,
  findings: [{ state: "blocks", need: "Account plan", found: "the Free plan", cure: "Upgrade." }],
};

/** What is asked and told, with somebody who answers so; nobody is there without an answer. */
async function asked(first: FirstTime, given: boolean, answer?: string) {
  const told: string[] = [];
  const questions: string[] = [];
  const asking = {
    terminal: answer !== undefined,
    ask: async (question: string) => {
      questions.push(question);
      return answer ?? "";
    },
  };
  const outcome = await confirmedFirstTime(first, given, asking, (lines) => told.push(...lines)).catch(
    (error: Error & { cure: string }) => `${error.message} ${error.cure}`,
  );
  return { outcome, told: told.join("\n"), questions };
}

test("account, region, price and the most that the pools may cost are shown before the question", async () => {
  const { outcome, told, questions } = await asked(before, false, "yes");
  expect(told).toMatch(
    /account 123456789012, us-east-1[\s\S]*\$0\.32 an hour[\s\S]*\$9\.38 an hour more at most/,
  );
  expect(questions).toEqual(["Create it? Type yes: "]);
  expect(outcome).toBe(true);
});

test.each(["", "n", "no", "aws", "yes please"])("%j is no yes", async (answer) => {
  expect((await asked(before, false, answer)).outcome).toBe(false);
});

test("--yes answers the question, and shows the price all the same", async () => {
  const { outcome, told, questions } = await asked(before, true, "no");
  expect([outcome, questions]).toEqual([true, []]);
  expect(told).toContain("$0.32");
});

test("where nobody is there to answer, nothing is created without --yes", async () => {
  expect((await asked(before, false)).outcome).toMatch(
    /Nothing was created\. Say so: \.\/workshop up -s aws --yes$/,
  );
  expect((await asked(before, true)).outcome).toBe(true);
});

test("what stands in the way is shown with its cure, and neither a yes nor --yes goes past it", async () => {
  for (const given of [false, true]) {
    const { outcome, told, questions } = await asked(blocked, given, "yes");
    expect(outcome).toMatch(/^1 thing stands in the way of the stack aws\. Nothing was created\./);
    expect([told, questions]).toEqual([expect.stringContaining("Upgrade."), []]);
  }
});

test("a stack file that the program refuses is refused before the account is asked", async () => {
  const root = mkdtempSync(join(tmpdir(), "first-time-"));
  try {
    for (const file of ["Pulumi.yaml", "Pulumi.hom.yaml"]) cpSync(file, join(root, file));
    await expect(lookBefore(root, "hom")).rejects.toThrow(/^Pulumi\.hom\.yaml: 1 problem\n.*YOUR-ADDRESS/);
    const typo =
      "config:\n  aws:region: us-east-1\n  spark-workshop:target: eks\n  spark-workshop:clusterNam: x\n";
    writeFileSync(join(root, "Pulumi.typo.yaml"), typo);
    await expect(lookBefore(root, "typo")).rejects.toThrow(/clusterNam is not a key of this program/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
