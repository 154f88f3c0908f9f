import { awaitCredentials, probePod } from "../../../components/aws/credentials-probe";
import { s3aOfPods } from "../../../components/storage/s3a";
import { awsStack } from "../../../stacks/aws";
import { awsConfig, awsReady } from "../../support/aws-stack";
import { awsOutputs } from "../../support/cloud-outputs";
import { FakeEngine, settled } from "../../support/engine";
import { DeletionGraph } from "../../support/graph";

afterEach(settled);

const without = { spec: { containers: [{ env: [{ name: "HOME" }] }] } };
const withThem = { spec: { containers: [{ env: [{ name: "AWS_CONTAINER_CREDENTIALS_FULL_URI" }] }] } };
type Answer = typeof without | Error;

/** Waits with an API server that answers so, and as the last time from then on. */
const wait = (...answers: Answer[]) => waitFor(30_000, answers);

async function waitFor(limitMs: number, answers: Answer[]) {
  let asked = 0;
  const create = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? without;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const { signal } = new AbortController();
  const outcome = await awaitCredentials(create, {
    of: "spark-jobs/spark",
    signal,
    limitMs,
    pauseMs: 5,
  });
  return { outcome, asked };
}

describe("the gate before the first pod", () => {
  test("opens when credentials came three times in a row, since API servers learn one by one", async () => {
    expect(await wait(without, withThem, without, withThem)).toEqual({
      outcome: "pods get credentials",
      asked: 6,
    });
  });

  test("waits for a service account that is not there yet", async () => {
    const missing = new Error('error looking up service account spark-jobs/spark: "spark" not found');
    expect((await wait(missing, missing, withThem)).asked).toBe(5);
  });

  test("stays shut without them, and says what to look at", async () => {
    await expect(waitFor(50, [without])).rejects.toThrow(
      /^Pods of spark-jobs\/spark got no credentials within a minute.*list-pod-identity-associations/,
    );
    await expect(waitFor(50, [new Error("namespace not found")])).rejects.toThrow("(namespace not found)");
  });

  test("lets pass where a used-up quota takes no pod: others run there already", async () => {
    expect((await wait(new Error("forbidden: exceeded quota: attendee"))).outcome).toBe("could not be tried");
  });

  test("asks with a pod that a restricted namespace and a quota take", () => {
    const { spec } = probePod("spark-jobs", "spark");
    const [container] = spec.containers;
    expect(spec).toMatchObject({
      serviceAccountName: "spark",
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(container).toMatchObject({
      resources: { requests: { cpu: "1m", memory: "1Mi" } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    });
  });
});

test("an association waits for the control plane alone, and every pod of the platform for the gate", async () => {
  await FakeEngine.start(awsOutputs);
  const graph = DeletionGraph.recording();
  const images = { spark: "r/spark:1", sparkOperator: "r/operator/controller:1", flightsData: "r/data:1" };
  const config = awsConfig({ publicAccess: ["52.94.76.7/32"], images }, { attendees: "1" });
  awsStack(config, awsReady(config));
  await settled();
  const associations = /^aws:eks\/podIdentityAssociation:\S+ (spark-jobs|storage|history|attendee)/;
  expect(graph.matching(associations)).toHaveLength(4);
  const late = graph
    .matching(associations)
    .flatMap((association) =>
      graph.matching(/^kubernetes:|:NodeGroup /).filter((other) => graph.goesBefore(association, other)),
    );
  expect(late).toEqual([]);
  for (const [pod, gate] of [
    [/^kubernetes:.*:Deployment history-server-server$/, /^command:local:Command history-server-storage$/],
    [/^kubernetes:.*:Job nycflights13$/, /^command:local:Command storage-own$/],
    [/^kubernetes:.*:SparkApplication flights$/, /^command:local:Command spark-jobs-storage$/],
  ] as const) {
    expect(graph.violations(pod, gate)).toEqual([]);
  }
  const gates = /^command:local:Command (spark-jobs|storage-own|history|attendee)/;
  expect(graph.matching(gates)).toHaveLength(4);
  const attendee = /^command:local:Command attendee-01-storage$/;
  expect(graph.violations(attendee, /:ServiceAccount attendee-01-account$/)).toEqual([]);
  expect(graph.violations(attendee, /^aws:eks\/podIdentityAssociation:\S+ attendee-01-storage$/)).toEqual([]);
});

test("S3A asks the pod's own endpoint again after a failure, and never the instance", () => {
  expect(s3aOfPods("us-east-1")["fs.s3a.aws.credentials.provider"]).toBe(
    "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
  );
});
