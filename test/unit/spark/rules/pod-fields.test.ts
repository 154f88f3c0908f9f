import { sentence } from "../../../../components/errors";
import { podFieldRules } from "../../../../components/spark/rules/pod-fields";
import { subject } from "../../../support/subject";

const told = (over: object) => podFieldRules.flatMap((rule) => rule(subject(over)));
const both = (pod: object) => ({ driver: pod, executor: pod });
const key = "Use letters, digits, '-', '_' and '.', at most 63, behind a domain and a slash if you like.";

test("what the API server takes is let pass", () => {
  const pod = {
    labels: { "example.com/team": "data", empty: "" },
    annotations: { note: "any text, however long it may be" },
    env: [{ name: "MODE", value: "x" }],
    ports: [{ containerPort: 1, name: "a", protocol: "TCP" }],
    coreLimit: "1000m",
    memoryLimit: "896m",
    terminationGracePeriodSeconds: 0,
    serviceAccount: "spark",
  };
  const sparkUIOptions = { servicePort: 65535 };
  expect(told({ image: "registry.example/spark:4", sparkUIOptions, ...both(pod) })).toEqual([]);
});

test.each<[what: string, over: object, places: string[], reason: string]>([
  [
    "labels by their key",
    both({ labels: { "a b": "x" } }),
    ['driver.labels["a b"]', 'executor.labels["a b"]'],
    `has a key that is not a valid key of a label. ${key}`,
  ],
  [
    "labels by their value",
    both({ labels: { team: "-x" } }),
    ['driver.labels["team"]', 'executor.labels["team"]'],
    "is not a valid value of a label. Use letters, digits, '-', '_' and '.', at most 63, beginning and ending with a letter or digit.",
  ],
  [
    "annotations by their key",
    both({ annotations: { "a b": "x" } }),
    ['driver.annotations["a b"]', 'executor.annotations["a b"]'],
    `has a key that is not a valid key of an annotation. ${key}`,
  ],
  [
    "images",
    { image: "Spark", ...both({ image: "Spark" }) },
    ["image", "driver.image", "executor.image"],
    "is not a valid reference of an image. Write it as registry/repository:tag, the repository in lower case.",
  ],
  [
    "ports",
    {
      sparkUIOptions: { servicePort: 0 },
      driverIngressOptions: [{ servicePort: 4040 }, { servicePort: 65536 }],
      ...both({ ports: [{ containerPort: 80 }, { containerPort: 0 }] }),
    },
    [
      "sparkUIOptions.servicePort",
      "driverIngressOptions[1].servicePort",
      "driver.ports[1].containerPort",
      "executor.ports[1].containerPort",
    ],
    "is not a valid port. Use 1 to 65535.",
  ],
  [
    "variables",
    both({ env: [{ name: "A" }, { name: "a=b" }] }),
    ["driver.env[1].name", "executor.env[1].name"],
    "is not a valid name of an environment variable. Use letters, digits and '_'.",
  ],
  [
    "limits of memory, which Spark's overhead is part of",
    both({ memoryLimit: "895m" }),
    ["driver.memoryLimit", "executor.memoryLimit"],
    "is less than the 896m that the pod requests. Use 896m or more, or remove it.",
  ],
  [
    "limits of CPU below the cores",
    both({ coreLimit: "1999m", cores: 2 }),
    ["driver.coreLimit", "executor.coreLimit"],
    "is less than the 2000m that the pod requests. Use 2000m or more, or remove it.",
  ],
  [
    "limits of CPU below what is requested instead of the cores",
    both({ coreLimit: "1", coreRequest: "1500m" }),
    ["driver.coreLimit", "executor.coreLimit"],
    "is less than the 1500m that the pod requests. Use 1500m or more, or remove it.",
  ],
  [
    "seconds to end in",
    both({ terminationGracePeriodSeconds: -1 }),
    ["driver.terminationGracePeriodSeconds", "executor.terminationGracePeriodSeconds"],
    "is not a valid number of seconds. Use 0 or more.",
  ],
  [
    "accounts",
    both({ serviceAccount: "Spark" }),
    ["driver.serviceAccount", "executor.serviceAccount"],
    "is not a valid name of a service account. Use lower case letters, digits, '-' and '.'.",
  ],
])("refused are %s", (_, over, places, reason) => {
  const problems = told(over);
  expect(problems.map(({ path }) => path)).toEqual(
    expect.arrayContaining(places.map((place) => `spec.${place}`)),
  );
  expect(problems).toHaveLength(places.length);
  for (const problem of problems) expect(sentence(problem)).toContain(` ${reason}`);
});

test("a limit that is no quantity is too small, and a pod without cores has one", () => {
  expect(told({ driver: { coreLimit: "many", cores: null } }).map(sentence)).toEqual([
    'spec.driver.coreLimit ("many") is less than the 1000m that the pod requests. Use 1000m or more, or remove it.',
  ]);
});

test("a mount needs a volume of the application or of its pod's template", () => {
  const mount = { volumeMounts: [{ name: "data", mountPath: "/data" }] };
  expect(told({ driver: mount }).map(({ path }) => path)).toEqual(["spec.driver.volumeMounts[0].name"]);
  const volume = { name: "data", emptyDir: {} };
  expect(told({ driver: mount, volumes: [volume] })).toEqual([]);
  expect(told({ driver: { ...mount, template: { spec: { volumes: [volume] } } } })).toEqual([]);
});
