import { startProblems } from "../../../../../components/spark/run/start/problems";
import { application, view } from "./recorded";

/** The operator's message of a spark-submit that the API server has refused. */
const refused = (why: string) =>
  `failed to submit spark application: failed to run spark-submit: 26/11/28 12:00:02 WARN NativeCodeLoader: Unable to load native-hadoop library for your platform\nException in thread "main" io.fabric8.kubernetes.client.KubernetesClientException: Failure executing: POST at: https://10.96.0.1:443/api/v1/namespaces/spark-jobs/pods. Message: pods "flights-driver" is forbidden: ${why}\n\tat io.fabric8.kubernetes.client.KubernetesClientException.copyAsCause(KubernetesClientException.java:238)`;

const of = (seconds: number, message: string, state = "SUBMISSION_FAILED") =>
  startProblems(view(seconds, { application: application(state, message) }))[0];

test("Pod Security is final at once, with what it asks for", () => {
  const why =
    'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "proxy" must set securityContext.allowPrivilegeEscalation=false)';
  expect(of(3, refused(why))).toMatchObject({
    kind: "final",
    about: "submission of flights",
    reason: expect.stringMatching(/^Pod Security \(restricted:latest\) refuses the pod: .*container "proxy"/),
  });
});

test("a quota that other pods use up may pass, one that the pod alone exceeds does not", () => {
  const quota = (limited: string) =>
    refused(
      `exceeded quota: team, requested: requests.cpu=1500m,requests.memory=2Gi, used: requests.cpu=1, limited: ${limited}`,
    );
  expect(of(600, quota("requests.cpu=2,requests.memory=4Gi"))?.kind).toBe("open");
  expect(of(3, quota("requests.cpu=1,requests.memory=4Gi"))).toMatchObject({
    kind: "final",
    cure: expect.stringContaining("the pod alone is more than all of it"),
  });
});

test("an account that is missing has half a minute to come", () => {
  const message = refused(
    'error looking up service account spark-jobs/nobody: serviceaccount "nobody" not found',
  );
  expect(of(10, message)?.kind).toBe("open");
  expect(of(35, message)).toMatchObject({ kind: "final", reason: 'the ServiceAccount "nobody" is missing' });
});

test("a webhook's refusal is told by its name", () => {
  const message = refused('x\nadmission webhook "rules.example.com" denied the request: no team label');
  expect(of(3, message.replace("is forbidden: x\n", ""))).toMatchObject({
    kind: "final",
    reason: "the webhook rules.example.com refuses the pod: no team label",
  });
});

test("another exception is told by the line that names it", () => {
  const message =
    'failed to submit spark application: failed to run spark-submit: 26/11/28 WARN x\nException in thread "main" java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found\n\tat org.apache.hadoop.conf.Configuration.getClass(Configuration.java:2737)';
  expect(of(600, message)).toMatchObject({
    kind: "open",
    reason:
      'Exception in thread "main" java.lang.ClassNotFoundException: Class org.apache.hadoop.fs.s3a.S3AFileSystem not found',
  });
});

test("a submission that has failed for good says why as well", () => {
  const message = refused('violates PodSecurity "restricted:latest": hostPath volumes (volume "data")');
  expect(of(60, message, "FAILED")?.kind).toBe("final");
});
