import { awaitCredentials, probePod } from "../../../components/aws/credentials-probe";
import { s3aOfPods } from "../../../components/storage/s3a";

type Body = (input: unknown, signal: AbortSignal) => Promise<string>;
const played = { body: undefined as Body | undefined, kubeconfig: "", said: [] as string[] };
const createNamespacedPod = jest.fn();
jest.mock("../../../components/commands/runtime", () => ({
  ...jest.requireActual("../../../components/commands/runtime"),
  command: async (body: Body) => {
    played.body = body;
  },
  progress: (line: string) => played.said.push(line),
}));
jest.mock("../../../components/cluster/kubernetes-api", () => ({
  kubernetesApi: async (kubeconfig: string) => {
    played.kubeconfig = kubeconfig;
    return { core: { createNamespacedPod } };
  },
}));

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

describe("the command that the engine runs", () => {
  const run = async (input: unknown) => {
    require("../../../components/storage/aws/commands/credentials");
    process.env.KUBECONFIG_TEXT = "of the cluster";
    try {
      return await played.body?.(input, new AbortController().signal);
    } finally {
      delete process.env.KUBECONFIG_TEXT;
    }
  };

  test("tries with pods that are never made, in the cluster and for the account that it is given", async () => {
    createNamespacedPod.mockRejectedValue(new Error("exceeded quota: attendee"));
    const given = { namespace: "spark-jobs", serviceAccount: "spark" };
    expect(await run(given)).toBe("could not be tried");
    expect(played.kubeconfig).toBe("of the cluster");
    expect(createNamespacedPod).toHaveBeenCalledWith({
      namespace: "spark-jobs",
      body: probePod("spark-jobs", "spark"),
      dryRun: "All",
    });
    expect(played.said).toEqual(["spark-jobs/spark: could not be tried"]);
  });

  test("refuses an input that does not say for whom", async () => {
    await expect(run({ namespace: "spark-jobs" })).rejects.toThrow(/serviceAccount/);
  });
});

test("S3A asks the pod's own endpoint again after a failure, and never the instance", () => {
  expect(s3aOfPods("us-east-1")).toEqual({
    "fs.s3a.endpoint.region": "us-east-1",
    "fs.s3a.aws.credentials.provider": "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
  });
});
