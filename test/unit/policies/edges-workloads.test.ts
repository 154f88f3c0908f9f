import type { Subject } from "../../../policies/rule";
import {
  config,
  deployment,
  driver,
  executor,
  job,
  operator,
  type Props,
  pool,
  poolTemplate,
  subject,
  told,
} from "./subjects";

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
    "pool-limits",
    "no limits",
    [pool({ limits: {} })],
    [expect.stringMatching(/^NodePool r\d+ may grow without end/)],
  ],
  [
    "pool-limits",
    "what is no pool",
    [subject("kubernetes:x/v1:NodePool", {}), subject("kubernetes:karpenter.sh/v1:NodeClaim", {})],
    [],
  ],
  ["pool-grace-periods", "what is no pool", [subject("kubernetes:karpenter.sh/v1:NodeClaim", {})], []],
  [
    "pool-grace-periods",
    "none",
    [pool({ template: { spec: poolTemplate({}) } })],
    [expect.stringMatching(/lets a node drain without end/)],
  ],
  ...(
    [
      [undefined, ["30 seconds, since they say nothing"]],
      [30, ["30 seconds to end"]],
      [31, []],
      [120, []],
      [121, ["121 seconds to end"]],
    ] as const
  ).map(
    ([seconds, words]) =>
      [
        "executor-grace-periods",
        `${seconds} seconds`,
        [job({ executor: executor({ terminationGracePeriodSeconds: seconds }) })],
        words.map((text) => expect.stringContaining(text)),
      ] as const satisfies readonly [string, string, Subject[], unknown[]],
  ),
  [
    "executor-grace-periods",
    "time in the template",
    [
      job({
        executor: executor({
          terminationGracePeriodSeconds: undefined,
          template: { spec: { terminationGracePeriodSeconds: 100 } },
        }),
      }),
    ],
    [],
  ],
  ["webhook-on", "an operator whose webhook is on", [operator(true), job()], []],
  ["webhook-on", "an operator elsewhere", [job()], []],
  [
    "webhook-on",
    "the CRDs' release, which has no webhook",
    [
      subject("kubernetes:helm.sh/v3:Release", {
        chart: "charts/spark-operator-crds-2.5.2",
        values: { webhook: { enable: false } },
      }),
      job(),
    ],
    [],
  ],
  [
    "webhook-on",
    "an operator by its name",
    [
      subject(
        "kubernetes:helm.sh/v3:Release",
        { name: "spark-operator", chart: "x", values: { webhook: { enable: false } } },
        "op",
      ),
      job(),
    ],
    [expect.stringMatching(/^jobs\/flights sets .*, .*and op has it off/)],
  ],
];

test.each(cases.map(([rule, what, resources, said]) => [rule, what, resources, said] as const))(
  "%s, of %s",
  (rule, _, resources, said) => {
    expect(told(rule, resources)).toEqual(said);
  },
);
