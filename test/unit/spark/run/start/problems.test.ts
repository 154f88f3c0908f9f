import { problemLine } from "../../../../../components/spark/run/start/problem";
import { hasStarted, startProblems } from "../../../../../components/spark/run/start/problems";
import { application, at, event, pod, running, unscheduled, view, waiting } from "./recorded";

const lines = (...[seconds, parts]: Parameters<typeof view>) =>
  startProblems(view(seconds, parts)).map((problem) => `${problem.kind}: ${problemLine(problem)}`);

describe("images", () => {
  const notFound =
    'Back-off pulling image "nowhere.example/spark:1": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "nowhere.example/spark:1": failed to resolve reference "nowhere.example/spark:1": nowhere.example/spark:1: not found';

  test("one that does not exist is final once the node has tried twice", () => {
    const driver = waiting("driver", "ImagePullBackOff", notFound);
    const events = [
      event(driver, "Pulling", 'Pulling image "nowhere.example/spark:1"', { count: 2, type: "Normal" }),
      event(driver, "Failed", "Error: ErrImagePull"),
    ];
    expect(lines(10, { pods: [driver], events })[0]).toMatch(/^open: /);
    expect(lines(20, { pods: [driver], events })).toEqual([
      'final: pod flights-driver, container spark-kubernetes-driver: the image "nowhere.example/spark:1" does not exist (nowhere.example/spark:1: not found, 2 tries). Correct the image\'s name and tag, or push it. A kind node has an image only after `kind load docker-image`.',
    ]);
  });

  test("one that the registry denies names the pull Secret", () => {
    const message =
      'failed to pull and unpack image "docker.io/a/b:1": failed to resolve reference "docker.io/a/b:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
    const driver = waiting("driver", "ErrImagePull", message);
    const [line] = lines(30, { pods: [driver] });
    expect(line).toMatch(/^final: .*does not let this cluster have it \(pull access denied/);
    expect(line).toContain("spec.imagePullSecrets");
  });

  test("a registry that is out of reach is final only after four tries, one that is slow never is", () => {
    const lookup =
      'Back-off pulling image "nowhere.example/spark:1": ErrImagePull: failed to do request: Head "https://nowhere.example/v2/spark/manifests/1": dial tcp: lookup nowhere.example: no such host';
    const driver = waiting("driver", "ImagePullBackOff", lookup);
    expect(lines(30, { pods: [driver] })[0]).toMatch(/^open: .*nodes do not reach its registry/);
    expect(lines(50, { pods: [driver] })[0]).toMatch(/^final: .*lookup nowhere.example: no such host/);
    const slow = waiting(
      "driver",
      "ErrImagePull",
      'Get "https://nowhere.example/v2/": 429 Too Many Requests',
    );
    expect(lines(600, { pods: [slow] })[0]).toMatch(/^open: .*cannot be pulled \(.*429 Too Many Requests/);
  });

  test("while a node only says that it waits, the failure is taken from the event", () => {
    const driver = waiting("driver", "ImagePullBackOff", 'Back-off pulling image "nowhere.example/spark:1"');
    const events = [
      event(driver, "Failed", 'Failed to pull image "nowhere.example/spark:1": x: manifest unknown'),
    ];
    expect(lines(30, { pods: [driver], events })[0]).toMatch(
      /^final: .*does not exist \(x: manifest unknown\)/,
    );
  });

  test("of several events the one with the failure is told, also of an image whose name sounds like one", () => {
    const image = "nowhere.example/failed-jobs:1";
    const containers = [{ name: "spark-kubernetes-driver", image }];
    const driver = waiting("driver", "ImagePullBackOff", `Back-off pulling image "${image}"`, {
      spec: { nodeName: "workshop-worker", containers },
    });
    const events = [
      event(driver, "Failed", "Error: ErrImagePull"),
      event(driver, "Failed", `Failed to pull image "${image}": x: manifest unknown`),
    ];
    expect(lines(30, { pods: [driver], events })[0]).toMatch(/does not exist \(x: manifest unknown\)/);
  });

  test("the failure that a node names itself is newer than that of an event", () => {
    const driver = waiting("driver", "ErrImagePull", "failed to do request: 429 Too Many Requests");
    const events = [event(driver, "Failed", 'Failed to pull image "nowhere.example/spark:1": not found')];
    expect(lines(30, { pods: [driver], events })[0]).toMatch(/cannot be pulled \(.*429 Too Many Requests\)/);
  });

  test("of a long failure the end is told, and where there is none the state", () => {
    const long = waiting("driver", "ErrImagePull", `failed: ${"x".repeat(300)}not found`);
    expect(lines(30, { pods: [long] })[0]).toContain(`does not exist (…${"x".repeat(291)}not found).`);
    const silent = waiting("driver", "ImagePullBackOff");
    expect(lines(30, { pods: [silent] })[0]).toContain("cannot be pulled (ImagePullBackOff).");
  });

  test.each([
    ["ErrImageNeverPull", "imagePullPolicy Never forbids"],
    ["InvalidImageName", "is not a valid reference"],
  ])("%s is final at once", (reason, words) => {
    expect(lines(4, { pods: [waiting("driver", reason)] })[0]).toMatch(new RegExp(`^final: .*${words}`));
  });
});

describe("what a container names", () => {
  test.each([
    ['secret "database" not found', 'the Secret "database" is missing'],
    ['configmap "settings-1" not found', 'the ConfigMap "settings-1" is missing'],
    [
      "couldn't find key password in Secret spark-jobs/database",
      'the Secret "database" has no key "password"',
    ],
  ])("%s has a while to come", (message, reason) => {
    const pods = [waiting("driver", "CreateContainerConfigError", message)];
    expect(lines(15, { pods })[0]).toContain(`open: `);
    expect(lines(34, { pods })[0]).toMatch(/^final: pod flights-driver, container spark-kubernetes-driver: /);
    expect(lines(34, { pods })[0]).toContain(reason);
  });

  test("an image that runs as root is refused for good", () => {
    const message = "container has runAsNonRoot and image will run as root (pod: …, container: …)";
    expect(lines(5, { pods: [waiting("driver", "CreateContainerConfigError", message)] })[0]).toMatch(
      /^final: .*runAsUser/,
    );
  });

  test("a volume of a Secret that is missing is told by the volume", () => {
    const driver = waiting("driver", "ContainerCreating");
    const events = [
      event(driver, "FailedMount", 'MountVolume.SetUp failed for volume "tls" : secret "tls" not found'),
    ];
    expect(lines(40, { pods: [driver], events })).toEqual([
      'final: pod flights-driver, volume tls: the Secret "tls" is missing. Create it in the job\'s namespace, or take it out of the job.',
    ]);
  });

  test("the ConfigMap that Spark makes after the pod is no trouble, nor is a mount that came right", () => {
    const late = waiting("driver", "ContainerCreating");
    const own =
      'MountVolume.SetUp failed for volume "spark-conf-volume-driver" : configmap "spark-drv-6f1c2d9a0b-conf-map" not found';
    expect(lines(40, { pods: [late], events: [event(late, "FailedMount", own)] })).toEqual([]);
    const driver = running("driver");
    const over = event(
      driver,
      "FailedMount",
      'MountVolume.SetUp failed for volume "t" : secret "t" not found',
    );
    expect(lines(40, { pods: [driver], events: [over] })).toEqual([]);
  });

  test("events of an earlier pod of the same name do not count", () => {
    const driver = waiting("driver", "ContainerCreating");
    const other = waiting("driver", "ContainerCreating", "", { metadata: { uid: "another" } });
    const events = [
      event(other, "FailedMount", 'MountVolume.SetUp failed for volume "t" : secret "t" not found'),
    ];
    expect(lines(40, { pods: [driver], events })).toEqual([]);
  });
});

describe("executors", () => {
  test("they are told of while none of them runs, and once for all that wait for the same", () => {
    const message = 'secret "database" not found';
    const two = ["flights-0f3a-exec-1", "flights-0f3a-exec-2"].map((name) =>
      waiting("executor", "CreateContainerConfigError", message, { name }),
    );
    const pods = [running("driver"), ...two];
    expect(lines(40, { application: application("RUNNING"), pods })).toHaveLength(1);
    expect(lines(40, { pods: [...pods, running("executor")] })).toEqual([]);
  });

  test("those that the API server refuses are found in the driver's log", () => {
    const driverLog = [
      "26/11/28 12:00:20 WARN ExecutorPodsSnapshotsStoreImpl: Exception when notifying snapshot subscriber.",
      'io.fabric8.kubernetes.client.KubernetesClientException: Failure executing: POST at: https://kubernetes.default.svc/api/v1/namespaces/spark-jobs/pods. Message: pods "flights-0f3a-exec-1" is forbidden: exceeded quota: small, requested: requests.cpu=2, used: requests.cpu=1, limited: requests.cpu=2. Received status: Status(apiVersion=v1, code=403)',
    ];
    const [line] = lines(40, { application: application("RUNNING"), pods: [running("driver")], driverLog });
    expect(line).toMatch(/^open: executors of flights-driver: the quota small refuses the pod/);
    expect(line).toContain("allowed requests.cpu=2. Wait until other pods have ended");
    expect(line).not.toContain("Received status");
  });
});

describe("a driver that ends", () => {
  const ended = (state: object) =>
    pod("driver", {
      phase: "Failed",
      containerStatuses: [{ name: "spark-kubernetes-driver", state: { terminated: state } }],
    });

  test("its exception is told with the cure; the operator decides whether it runs again", () => {
    const pods = [ended({ exitCode: 1, reason: "Error", finishedAt: at(12) })];
    const driverLog = [
      "26/11/28 12:00:11 INFO SparkContext: Running Spark version 4.1.2",
      "Traceback (most recent call last):",
      '  File "/opt/spark/code/flights.py", line 3, in <module>',
      "    import holidays",
      "ModuleNotFoundError: No module named 'holidays'",
      "26/11/28 12:00:12 INFO ShutdownHookManager: Shutdown hook called",
    ];
    expect(lines(15, { application: application("FAILING"), pods, driverLog })).toEqual([
      "open: pod flights-driver: the driver ended with exit code 1: ModuleNotFoundError: No module named 'holidays'. Bring the module with the job (deps.pyFiles, or a package of the image).",
    ]);
  });

  test("one that the kernel killed is told as such", () => {
    const pods = [ended({ exitCode: 137, reason: "OOMKilled", finishedAt: at(12) })];
    expect(lines(15, { pods })[0]).toMatch(/exit code 137 \(OOMKilled\)\. Raise driver\.memory/);
  });
});

describe("a sidecar that ends before the driver", () => {
  const beside = (main: object, phase: string, end = 10) =>
    pod("driver", {
      phase,
      containerStatuses: [
        { name: "logs", state: { terminated: { exitCode: 0, reason: "Completed", finishedAt: at(end) } } },
        { name: "spark-kubernetes-driver", state: main },
      ],
    });
  const told =
    'pod flights-driver, container logs: it ended before the driver (exit code 0), so the pod is not ready and executors do not find the driver. Make it an init container with restartPolicy: "Always": it begins before the driver, begins again when it ends, and ends with the driver.';

  test("is told while no executor runs", () => {
    const driver = beside({ running: {} }, "Running");
    expect(lines(40, { application: application("RUNNING"), pods: [driver] })).toEqual([`open: ${told}`]);
    expect(lines(40, { application: application("RUNNING"), pods: [driver, running("executor")] })).toEqual(
      [],
    );
  });

  test("is a cause of a run that failed for want of executors, and of no other", () => {
    const main = { terminated: { exitCode: 11, reason: "Error", finishedAt: at(60) } };
    const driverLog = [
      "26/11/28 12:01:00 ERROR ExecutorPodsAllocator: Max number of executor failures (3) reached",
    ];
    const of = (more: object) => lines(70, { application: application("FAILING"), ...more });
    expect(of({ pods: [beside(main, "Failed")], driverLog })).toEqual([
      expect.stringMatching(/^open: pod flights-driver: the driver ended with exit code 11/),
      `open: ${told}`,
    ]);
    expect(of({ pods: [beside(main, "Failed")], driverLog: ["ValueError: x"] })).toHaveLength(1);
    expect(of({ pods: [beside(main, "Failed", 61)], driverLog })).toHaveLength(1);
  });
});

describe("what is no trouble", () => {
  test.each(["COMPLETED", "SUSPENDED"])("a run that is %s", (state) => {
    expect(lines(90, { application: application(state), pods: [unscheduled("driver", "0/1")] })).toEqual([]);
  });

  test("a pod that is seconds old", () => {
    expect(
      lines(5, { pods: [unscheduled("driver", "0/3 nodes are available: 3 Insufficient cpu.")] }),
    ).toEqual([]);
  });

  test("a run has started when an executor runs beside its driver", () => {
    expect(hasStarted({ pods: [running("driver")] })).toBe(false);
    expect(hasStarted({ pods: [running("driver"), running("executor")] })).toBe(true);
  });
});

test("an application that the operator does not look at is told after a while", () => {
  expect(lines(50, { application: application("") })).toEqual([]);
  expect(lines(60, { application: application("") })[0]).toMatch(
    /^open: SparkApplication flights: the operator has not submitted it yet\. .*watches the namespace spark-jobs/,
  );
});
