import { admissionTrouble, submissionTrouble } from "../../../../../components/spark/run/start/submission";
import { application, at } from "./recorded";

const now = new Date(at(90));
const long = "x".repeat(501);
const short = `${"x".repeat(499)}…`;

test.each<[string, string | undefined, number | undefined]>([
  ["all is well", undefined, undefined],
  [
    'violates PodSecurity "restricted:v1": hostPath',
    "Pod Security (restricted:v1) refuses the pod: hostPath",
    0,
  ],
  [
    `violates PodSecurity "restricted:v1": ${long}`,
    `Pod Security (restricted:v1) refuses the pod: ${short}`,
    0,
  ],
  [
    "failed quota: team: must specify limits.cpu for: main\nmore",
    "the quota team wants every container to say limits.cpu for: main",
    0,
  ],
  ['serviceaccount "nobody" not found', 'the ServiceAccount "nobody" is missing', 30],
  ['admission webhook "a.b" denied the request: no\nmore', "the webhook a.b refuses the pod: no", 0],
  [
    'User "system:serviceaccount:jobs:x" cannot create resource "pods" in API group ""',
    'system:serviceaccount:jobs:x may not create resource "pods"',
    30,
  ],
  ["pods is forbidden: because. Received status: Status(x)", "the API server refuses the pod: because", 30],
])("admission's %j", (text, reason, finalAfter) => {
  expect(admissionTrouble(text)?.reason).toBe(reason);
  expect(admissionTrouble(text)?.finalAfter).toBe(finalAfter);
});

test.each<[requested: string, limited: string, tooLarge: boolean]>([
  ["requests.cpu=2", "requests.cpu=2", false],
  ["requests.cpu=2001m", "requests.cpu=2", true],
  ["requests.cpu=1, requests.memory=2Gi", "requests.cpu=1, requests.memory=1Gi", true],
  ["requests.cpu=1,requests.memory=1Gi", "requests.memory=1Gi, requests.cpu=1.", false],
  ["pods=1", "requests.cpu=1", true],
])("a quota: requested %s of %s", (requested, limited, tooLarge) => {
  const said = admissionTrouble(
    `exceeded quota: team, requested: ${requested}, used: pods=0, limited: ${limited}`,
  );
  expect(said).toMatchObject({
    reason: `the quota team refuses the pod: requested ${requested}; used pods=0; allowed ${limited}`,
    finalAfter: tooLarge ? 0 : undefined,
    cure: expect.stringMatching(tooLarge ? /the pod alone/ : /^Wait until other pods/),
  });
});

test.each<[state: string, message: string, reason: string | undefined]>([
  ["SUBMITTED", "", undefined],
  ["RUNNING", "they failed to submit", undefined],
  ["FAILED", "failed to submit spark application: timeout", "failed to submit spark application: timeout"],
  ["SUBMISSION_FAILED", "  out of reach \n", "out of reach"],
  ["SUBMISSION_FAILED", long, short],
  ["SUBMISSION_FAILED", "WARN x\njava.io.IOException: y\n\tat z", "java.io.IOException: y"],
  ["SUBMISSION_FAILED", 'serviceaccount "nobody" not found', 'the ServiceAccount "nobody" is missing'],
])("a submission that is %s with %j", (state, message, reason) => {
  const trouble = submissionTrouble(application(state, message), now);
  expect(trouble?.reason).toBe(reason);
  if (trouble) expect(trouble).toMatchObject({ about: "submission of flights", since: new Date(at(0)) });
});

test("a submission whose beginning nobody knows is as old as the moment", () => {
  const unknown = application("SUBMISSION_FAILED", "x", { creationTimestamp: null });
  expect(submissionTrouble(unknown, now)?.since).toEqual(now);
});
