import type {
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../../../components/crds/generated/spark-operator";
import { validationsOf } from "../../../../components/spark/admission/cel";
import { fences } from "../../../../components/spark/admission/policies";
import {
  attendeeServerProhibitions,
  connectProhibitions,
} from "../../../../components/spark/rules/connect-prohibitions";
import { podSecurityProhibitions } from "../../../../components/spark/rules/pod-security";
import { prohibited } from "../../../../components/spark/rules/prohibition";
import { attendeeProhibitions, prohibitions } from "../../../../components/spark/rules/prohibitions";
import { webhookProhibitions } from "../../../../components/spark/rules/webhook";
import {
  allowed,
  allowedServers,
  application,
  connect,
  forbidden,
  forbiddenOfAttendees,
  forbiddenServers,
} from "../../../e2e/admission/objects";

const everyone = [...prohibitions, ...webhookProhibitions, ...podSecurityProhibitions];
const table = [...everyone, ...attendeeProhibitions("spark")];
const words = { reason: "is wrong", cure: "Fix it." };

const problems = (spec: object) => {
  const { spec: whole } = application("a", spec) as unknown as { spec: SparkApplicationSpec };
  return prohibited(table, { spec: whole, at: "spec", namespace: "attendee-01" });
};

test.each(forbidden)("the table refuses %s, as the API server does, in the same words", (_, spec, told) => {
  const [problem, ...others] = problems(spec);
  expect(`${problem?.path} ${problem?.reason}. ${problem?.cure}`).toMatch(told);
  expect(others).toEqual([]);
});

test.each(allowed)("the table lets %s pass, as the API server does", (_, spec) => {
  expect(problems(spec)).toEqual([]);
});

const ofServer = (spec: object, of = connectProhibitions) =>
  prohibited(of, {
    spec: connect("a", spec).spec as unknown as SparkConnectSpec,
    at: "spec",
    namespace: "attendee-01",
  });

test.each(forbiddenServers)(
  "the table refuses %s of a server, in the words of the API server",
  (_, spec, told) => {
    const [problem, ...others] = ofServer(spec);
    expect(`${problem?.path} ${problem?.reason}. ${problem?.cure}`).toMatch(told);
    expect(others).toEqual([]);
  },
);

const besides = attendeeServerProhibitions("spark");

test.each(forbiddenOfAttendees)(
  "the table refuses %s of an attendee's server, and of no other",
  (_, spec, told) => {
    const [problem, ...others] = ofServer(spec, besides);
    expect(`${problem?.path} ${problem?.reason}. ${problem?.cure}`).toMatch(told);
    expect([others, ofServer(spec)]).toEqual([[], []]);
  },
);

test.each(allowedServers)("the table lets %s of a server pass, as the API server does", (_, spec) => {
  expect(ofServer(spec, [...connectProhibitions, ...besides])).toEqual([]);
});

test.each([
  ["spark-workshop-servers", connectProhibitions],
  ["spark-workshop-attendee-servers", besides],
])("every prohibition of servers is in %s, in places that a server has", (fenceName, of) => {
  const servers = fences({ jobs: ["a"], attendees: ["a"], account: "spark" }).find(
    ({ name }) => name === fenceName,
  );
  const validations = servers?.policy.validations as { expression: string; messageExpression: string }[];
  expect(validations).toHaveLength(of.flatMap(({ places }) => places).length);
  expect(JSON.stringify(validations)).not.toMatch(/\.driver\b(?!\\)/);
});

test("every place of every prohibition is a validation with its words", () => {
  const [ofAll, , , ofAttendees] = fences({ jobs: ["a"], attendees: ["a"], account: "spark" });
  const rendered = [ofAll, ofAttendees].flatMap(
    (fence) => fence?.policy.validations as { messageExpression: string }[],
  );
  expect(rendered).toHaveLength(table.flatMap(({ places }) => places).length);
  for (const { reason, cure } of table) {
    const said = JSON.stringify(` ${reason}. ${cure}`).slice(1, -1);
    expect(
      rendered.filter(({ messageExpression }) => messageExpression.includes(said)).length,
    ).toBeGreaterThan(0);
  }
});

test.each([
  [
    { field: "mode" },
    { isNot: ["cluster"] },
    'variables.spec.?mode.optMap(x, x in ["cluster"]).orValue(true)',
    'variables.at + ".mode is wrong. Fix it."',
  ],
  [
    { each: "driver.sidecars", field: "securityContext.privileged" },
    { is: [true] },
    "variables.spec.?driver.?sidecars.orValue([]).all(x, x.?securityContext.?privileged.optMap(x, !(x in [true])).orValue(true))",
    'variables.at + ".driver.sidecars[].securityContext.privileged is wrong. Fix it."',
  ],
  [
    { conf: "^a\\.b$" },
    "anything" as const,
    'variables.conf.all(k, k.matches("^a\\\\.b$") == false)',
    'variables.at + ".sparkConf[\\"" + variables.conf.filter(k, k.matches("^a\\\\.b$"))[0] + "\\"] is wrong. Fix it."',
  ],
])("%j reads as CEL", (place, bad, expression, messageExpression) => {
  expect(validationsOf({ places: [place], bad, ...words })).toEqual([{ expression, messageExpression }]);
});

test("without attendees there is no fence for them", () => {
  expect(fences({ jobs: ["a"], attendees: [], account: "spark" }).map(({ name }) => name)).toEqual([
    "spark-workshop-applications",
    "spark-workshop-drivers",
    "spark-workshop-servers",
  ]);
});
