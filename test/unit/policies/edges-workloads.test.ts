import type { Subject } from "../../../policies/rule";
import { config, deployment, driver, job, type Props, subject, told } from "./subjects";

const release = (values: Props, namespace = "a") =>
  subject("kubernetes:helm.sh/v3:Release", { namespace, values }, "chart");
const container = (image: string) => ({ name: "a", image });

/** What a rule says, whole, of resources at the edge of what it is about. */
const cases: readonly (readonly [rule: string, what: string, resources: Subject[], said: string[]])[] = [
  [
    "no-plain-secrets",
    "a password in a list of a chart's values",
    [release({ users: [{ name: "a" }, { password: "hunter2" }] })],
    [expect.stringMatching(/^chart: values\.users\[1\]\.password holds /)],
  ],
  [
    "no-plain-secrets",
    "values that are no text",
    [release({ password: 7, auth: { token: true, none: {} } })],
    [],
  ],
  [
    "no-plain-secrets",
    "a token of an initContainer",
    [
      subject(
        "kubernetes:batch/v1:CronJob",
        {
          spec: {
            jobTemplate: {
              spec: {
                template: {
                  spec: { initContainers: [{ name: "a", env: [{ name: "API_TOKEN", value: "abc" }] }] },
                },
              },
            },
          },
        },
        "nightly",
      ),
    ],
    [
      expect.stringMatching(
        /^nightly: spec\.jobTemplate\.spec\.template\.spec\.initContainers\.a\.env\.API_TOKEN holds/,
      ),
    ],
  ],
  [
    "no-plain-secrets",
    "a Secret",
    [subject("kubernetes:core/v1:Secret", { data: { password: "hunter2" } })],
    [],
  ],
  ["no-plain-secrets", "settings", [config({ a: "b" })], []],
  [
    "images-pinned",
    "an image that is not known yet",
    [deployment({ containers: [container("r/[known after up]")] })],
    [],
  ],
  [
    "images-pinned",
    "what is no object of Kubernetes",
    [subject("docker:a:Pod", { spec: { containers: [container("a")] } })],
    [],
  ],
  ["images-pinned", "a chart with a version", [release({ image: { repository: "a", tag: "1" } })], []],
  [
    "images-pinned",
    "a chart with half an image",
    [release({ image: { repository: "a" } }), release({ image: { tag: "latest" } })],
    [],
  ],
  [
    "images-pinned",
    "values of what is no chart",
    [subject("kubernetes:x/v1:Y", { values: { image: { repository: "a", tag: "latest" } } })],
    [],
  ],
  [
    "images-pinned",
    "a scheduled job's",
    [
      subject(
        "kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication",
        { spec: { template: { image: "spark" } } },
        "nightly",
      ),
    ],
    ['nightly: spec.template.image is "spark". Name a version or a digest.'],
  ],
  [
    "images-pinned",
    "a driver's sidecar and its pod template",
    [
      job({
        driver: driver({ sidecars: [container("b")], template: { spec: { containers: [container("c")] } } }),
      }),
    ],
    [
      expect.stringContaining('spec.driver.template.spec.containers.a.image is "c"'),
      expect.stringContaining('spec.driver.sidecars.a.image is "b"'),
    ],
  ],
  [
    "namespaces-not-default",
    "a part of what the cluster has",
    [subject("kubernetes:core/v1:NamespacePatch", {})],
    [],
  ],
  ["namespaces-not-default", "what is no object of Kubernetes", [subject("aws:x/y:Z", {})], []],
  ["namespaces-not-default", "a release of its own", [release({})], []],
  [
    "namespaces-not-default",
    "a release in default",
    [release({}, "default")],
    ["chart (Release) lives in default. Name one."],
  ],
  [
    "namespaces-not-default",
    "a kind whose name ends like a cluster's",
    [subject("kubernetes:x/v1:MyNodes", { metadata: {} }, "n")],
    ["n (MyNodes) lives in no namespace of its own. Name one."],
  ],
  ["service-accounts-not-default", "the field's old name", [deployment({ serviceAccount: "web" })], []],
  [
    "service-accounts-not-default",
    "an account of the driver's template",
    [
      job({
        driver: driver({ serviceAccount: undefined, template: { spec: { serviceAccountName: "spark" } } }),
      }),
    ],
    [],
  ],
  [
    "service-accounts-not-default",
    "the old field of that",
    [job({ driver: driver({ serviceAccount: undefined, template: { spec: { serviceAccount: "spark" } } }) })],
    [],
  ],
  [
    "service-accounts-not-default",
    "default by name",
    [job({ driver: driver({ serviceAccount: "default" }) })],
    [
      "The driver of jobs/flights runs as the service account default. Name one in spec.driver.serviceAccount.",
    ],
  ],
  [
    "service-accounts-not-default",
    "no account of the driver's",
    [job({ driver: driver({ serviceAccount: undefined }) })],
    [
      "The driver of jobs/flights runs as the service account default. Name one in spec.driver.serviceAccount.",
    ],
  ],
  [
    "no-plain-secrets",
    "a token of a driver, which is told once",
    [job({ driver: driver({ env: [{ name: "API_TOKEN", value: "abc" }] }) })],
    [expect.stringContaining("spec.driver.env")],
  ],
  [
    "no-plain-secrets",
    "what only has a ConfigMap's fields",
    [
      subject("kubernetes:core/v1:ConfigMapList", { data: { password: "hunter2" } }),
      subject("my-kubernetes:core/v1:ConfigMap", { data: { password: "hunter2" } }),
    ],
    [],
  ],
  [
    "images-pinned",
    "an image where no job has one",
    [subject("kubernetes:x/v1:Y", { spec: { image: "a", template: { image: "a" } } })],
    [],
  ],
];

test.each(cases.map(([rule, what, resources, said]) => [rule, what, resources, said] as const))(
  "%s, of %s",
  (rule, _, resources, said) => {
    expect(told(rule, resources)).toEqual(said);
  },
);
