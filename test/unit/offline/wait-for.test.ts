import { parseJsonPath, waitFor } from "../../../offline/plugins/kubernetes/wait-for";
import type { Properties } from "../../../offline/plugins/protocol/values";

const judge = (expression: string, live: Properties) => {
  const metadata = { annotations: { "pulumi.com/waitFor": expression } };
  return waitFor({ metadata })?.(live as Properties & { metadata?: Properties });
};

describe("pulumi.com/waitFor", () => {
  const filter = `jsonpath={.status.applicationState[?@ == "COMPLETED" || @ == "FAILED"]}`;

  it.each<[string, Properties]>([
    ["jsonpath={.status.phase}=Bound", { status: { phase: "Bound" } }],
    ["jsonpath={.status.count}=5", { status: { count: 5 } }],
    ["jsonpath={.status.done}=true", { status: { done: true } }],
    ["jsonpath={$.status}", { status: {} }],
    ["jsonpath={ .status.phase }", { status: { phase: "any" } }],
    [
      "jsonpath={.webhooks[*].clientConfig.caBundle}",
      { webhooks: [{ clientConfig: {} }, { clientConfig: { caBundle: "x" } }] },
    ],
    [filter, { status: { applicationState: { state: "FAILED" } } }],
    [
      `jsonpath={.status.conditions[?(@.type=="Ready")].status}=True`,
      { status: { conditions: [{ type: "Ready", status: "True" }] } },
    ],
    ["condition=Ready", { status: { conditions: [{ type: "ready", status: "true" }] } }],
    ["condition=Ready=False", { status: { conditions: [{ type: "Ready", status: "False" }] } }],
    [`["condition=A", "jsonpath={.b}"]`, { b: 1, status: { conditions: [{ type: "A", status: "True" }] } }],
  ])("%s holds", (expression, live) => {
    expect(judge(expression, live)).toEqual({ ready: true });
  });

  it.each<[string, Properties, RegExp]>([
    ["jsonpath={.status.phase}=Bound", { status: { phase: "Pending" } }, /found "Pending"/],
    ["jsonpath={.status.phase}=Bound", {}, /selected nothing/],
    ["jsonpath={.status}=Bound", { status: { a: 1 } }, /non-primitive/],
    [
      "jsonpath={.status.phase}",
      { metadata: { generation: 2 }, status: { observedGeneration: 1, phase: "x" } },
      /Waiting/,
    ],
    [filter, { status: { applicationState: { state: "RUNNING" } } }, /selected nothing/],
    ["condition=Ready", { status: { conditions: [{ type: "Ready", status: "False" }] } }, /want True/],
    [
      "condition=Ready",
      {
        metadata: { generation: 2 },
        status: { conditions: [{ type: "Ready", status: "True", observedGeneration: 1 }] },
      },
      /generation 2/,
    ],
    [`["condition=A", "jsonpath={.b}"]`, { b: 1 }, /no condition A/],
  ])("%s does not hold", (expression, live, message) => {
    expect(judge(expression, live)).toMatchObject({
      ready: false,
      failed: false,
      message: expect.stringMatching(message),
    });
  });

  it("is nothing without the annotation", () => {
    expect(waitFor({ metadata: {} })).toBeUndefined();
  });

  it.each([
    ["{.a}=b", 'expected a "jsonpath=" or "condition=" prefix, got "{.a}=b"'],
    ["jsonpath=.a", "should be wrapped in brackets"],
    ["jsonpath='{.a}'", "should omit shell quotes"],
    ["jsonpath={.a}=", "requires a value"],
    ["jsonpath={.a}=b=c", "format should be {.path}=value or {.path}"],
    ["jsonpath={.a[}", 'parsing "{.a[}"'],
    ["[]", "at least one condition must be specified"],
  ])("refuses %s", (expression, message) => {
    expect(() => judge(expression, {})).toThrow(message);
  });

  it("does not take == for the value", () => {
    const path = parseJsonPath(`jsonpath={.a[?@.b=="c"].d}=e`);
    expect(path).toMatchObject({ path: `{.a[?@.b=="c"].d}`, value: "e" });
  });
});
