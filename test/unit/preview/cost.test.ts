import type { Rendering } from "../../../cli/preview/declared";
import { markdown } from "../../../cli/preview/markdown";
import { costOf } from "../../../cli/preview/record";
import { stackReport } from "../../../cli/preview/stack-report";
import { terminalReport } from "../../../cli/preview/terminal";
import { awsCost, costSummary } from "../../../components/cost/aws-cost";
import { billOf, eksSettings } from "../../../stacks/eks-config";

const rendering = (natPerZone: boolean): Rendering => {
  const cost = costSummary(awsCost(billOf(eksSettings.parse({ network: { natPerZone } }), "us-east-1")));
  return {
    stack: "aws",
    environment: "dev",
    target: "eks",
    disposable: true,
    resources: [],
    warnings: [],
    ...costOf({ cost }, "eks"),
  };
};
const line = (natPerZone: boolean) => rendering(natPerZone).cost ?? "none";

test("the price of a stack in an account is in its previews", () => {
  const report = stackReport({ before: rendering(false), after: rendering(false), base: "main" });
  expect(line(false)).toMatch(/\$\d+\.\d+/);
  expect(terminalReport(report, false)).toContain(`  Cost: ${line(false)}`);
  expect(markdown(report)).toContain(`\nCost: ${line(false)}\n`);
});

test("a change of the price is shown as before and after", () => {
  const report = stackReport({ before: rendering(false), after: rendering(true), base: "main" });
  expect(line(true)).not.toBe(line(false));
  expect(terminalReport(report, false)).toEqual(
    expect.arrayContaining([`  Cost before: ${line(false)}`, `  Cost after:  ${line(true)}`]),
  );
  expect(markdown(report)).toContain(`Cost before: ${line(false)}\n\n**Cost after**: ${line(true)}`);
});

test.each([
  ["a line of the program's", { cost: "much" }, "eks", { cost: "much" }],
  ["nothing said", {}, "kind", { cost: "none, it runs on your own machine" }],
  ["a refusal", undefined, "eks", {}],
  ["something else", { cost: { other: 1 } }, "eks", {}],
])("%s", (_, outputs, target, cost) => {
  expect(costOf(outputs, target)).toEqual(cost);
});
