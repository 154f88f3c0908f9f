import { sentence } from "../../../components/errors";
import { refusalOfInputs } from "../../../offline/plugins/aws/rules";
import type { Properties } from "../../../offline/plugins/protocol/values";
import { awsStack } from "../../../stacks/aws";
import { checkConfig } from "../../../stacks/config";
import { eksSettings, eksSettingsProblems } from "../../../stacks/eks-config";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";

afterEach(settled);

const type = "aws:budgets/budget:Budget";
const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };

async function stack(budget?: unknown) {
  const engine = await FakeEngine.start(awsOutputs);
  const given = budget === undefined ? {} : { budget };
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images, ...given });
  const { cost } = awsStack(config, awsReady(config));
  await settled();
  return { budgets: engine.registered.filter((one) => one.type === type), alarm: cost?.alarm };
}

test("who names an address gets an alarm at the most that the stack may cost, which AWS takes", async () => {
  const { budgets, alarm } = await stack({ emails: ["ana@example.com"] });
  expect(budgets).toHaveLength(1);
  const inputs = budgets[0]?.inputs ?? {};
  const amount = Number(inputs.limitAmount);
  // By the defaults: $0.32 an hour that is fixed, and 80 vCPUs of at most about $0.12.
  expect(amount).toBeGreaterThan(0.32 * 730 + 80 * 0.08 * 730);
  expect(amount).toBeLessThan(0.4 * 730 + 80 * 0.15 * 730);
  expect(inputs).toMatchObject({ name: "spark-workshop", timeUnit: "MONTHLY", limitUnit: "USD" });
  // Credits pay the bill of a new account: a budget that counted them would never say a word.
  expect(inputs.costTypes).toMatchObject({ includeCredit: false });
  const mails = inputs.notifications as { notificationType: string; threshold: number }[];
  expect(mails.map((one) => [one.notificationType, one.threshold])).toEqual([
    ["ACTUAL", 50],
    ["ACTUAL", 80],
    ["ACTUAL", 100],
    ["FORECASTED", 100],
  ]);
  expect(mails).toEqual(mails.map((one) => ({ ...one, subscriberEmailAddresses: ["ana@example.com"] })));
  expect(refusalOfInputs(type, inputs as Properties)).toBeUndefined();
  expect(alarm).toBe(`mail at 50, 80, 100 % of $${amount} in a month to ana@example.com`);
});

test("an amount of one's own is taken", async () => {
  const { budgets } = await stack({ emails: ["ana@example.com"], amount: 300 });
  expect(budgets.map(({ inputs }) => inputs.limitAmount)).toEqual(["300"]);
});

test.each<[unknown, RegExp]>([
  [undefined, /^no alarm: eks\.budget\.emails names nobody$/],
  [{ amount: 300 }, /names nobody$/],
  [false, /^no alarm: eks\.budget is false$/],
])("%j makes none, and the price says so", async (budget, said) => {
  const { budgets, alarm } = await stack(budget);
  expect(budgets).toEqual([]);
  expect(alarm).toMatch(said);
});

test.each<[unknown, string, RegExp]>([
  [{ emails: ["a@b.example", "a@b.example"] }, "us-east-1", /^eks\.budget\.emails .* stands there twice/],
  [
    { emails: Array.from({ length: 11 }, (_, i) => `${i}@b.example`) },
    "us-east-1",
    /^eks\.budget\.emails \(11\) are more addresses than AWS mails to/,
  ],
  [{ emails: ["a@b.example"] }, "us-gov-west-1", /^eks\.budget .* is not to be had in aws-us-gov/],
])("%j in %s is refused before anything is made", (budget, region, message) => {
  const said = eksSettingsProblems(eksSettings.parse({ budget }), region).map((problem) => sentence(problem));
  expect(said).toEqual([expect.stringMatching(message)]);
});

test.each<[unknown, RegExp]>([
  [{ emails: ["ana"] }, /^eks\.budget\.emails\[0\] \("ana"\) is not a valid address of mail/],
  [{ amount: 0 }, /^eks\.budget\.amount \(0\) is not 1 or more/],
  [{ amounts: 3 }, /^eks\.budget: amounts is not known here/],
  [true, /^eks\.budget \(true\) is not a map of keys and values/],
])("%j is no budget, and what is wrong with it is said", (budget, message) => {
  const get = (key: string) => ({ target: "eks", eks: JSON.stringify({ budget }) })[key];
  const said = checkConfig({ get }, ["target", "eks"]).problems.map((problem) => sentence(problem));
  expect(said).toEqual([expect.stringMatching(message)]);
});
