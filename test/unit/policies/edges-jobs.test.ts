import type { Subject } from "../../../policies/rule";
import {
  affinity,
  capacity,
  driver,
  executor,
  job,
  operator,
  type Props,
  pool,
  poolTemplate,
  requirement,
  subject,
  told,
  zone,
} from "./subjects";

const inZone = (name: string) => affinity(requirement(capacity, "on-demand"), requirement(zone, name));
const off = (props: Props, type = "kubernetes:helm.sh/v3:Release") =>
  subject(type, { values: { webhook: { enable: false } }, ...props }, "op");
const toS3 = { sparkConf: {}, arguments: ["s3a://lake/x"] };
const classic = [
  "jobs/flights writes to S3 with the classic committer, which renames. Set spark.hadoop.fs.s3a.bucket.<bucket>.committer.magic.enabled to true, or use a table format.",
];

/** What a rule says, whole, of resources at the edge of what it is about. */
const cases: readonly (readonly [rule: string, what: string, resources: Subject[], said: string[]])[] = [
  [
    "right-committer",
    "a job that only has settings for S3",
    [job({ ...toS3, arguments: undefined, sparkConf: { "spark.hadoop.fs.s3a.endpoint": "e" } })],
    classic,
  ],
  [
    "right-committer",
    "settings of S3 in Hadoop's place",
    [job({ ...toS3, arguments: [], hadoopConf: { "fs.s3a.endpoint": "e" } })],
    classic,
  ],
  [
    "right-committer",
    "a job without S3",
    [job({ sparkConf: { "spark.fs": "x" }, arguments: undefined })],
    [],
  ],
  [
    "right-committer",
    "magic for all buckets",
    [job({ ...toS3, hadoopConf: { "fs.s3a.committer.magic.enabled": "true" } })],
    [],
  ],
  [
    "right-committer",
    "magic, not said to be true",
    [job({ ...toS3, hadoopConf: { "fs.s3a.committer.magic.enabled": "yes" } })],
    classic,
  ],
  [
    "right-committer",
    "a committer that there is not",
    [job({ ...toS3, hadoopConf: { "fs.s3a.committer.name": "file" } })],
    classic,
  ],
  [
    "right-committer",
    "a catalog of a table format",
    [
      job({
        ...toS3,
        sparkConf: { "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog" },
      }),
    ],
    [],
  ],
  [
    "right-committer",
    "another extension",
    [job({ ...toS3, sparkConf: { "spark.sql.extensions": "a.B" } })],
    classic,
  ],
  [
    "code-over-tls",
    "a name that has the scheme in it",
    [job({ mainApplicationFile: "local:///http:/a.py" })],
    [],
  ],
  [
    "drivers-on-demand",
    "a driver that may run nowhere",
    [job({ nodeSelector: { [capacity]: "spot" } })],
    [
      "The driver of jobs/flights may run on no node at all. Require karpenter.sh/capacity-type In [on-demand] in spec.driver.affinity.",
    ],
  ],
  [
    "executors-may-be-spot",
    "executors that are kept to others",
    [job({ executor: executor({ affinity: affinity(requirement(capacity, "on-demand", "reserved")) }) })],
    [
      "The executors of jobs/flights are kept to on-demand, reserved nodes. Allow spot in spec.executor.affinity.",
    ],
  ],
  [
    "one-zone-per-job",
    "a driver that may run in no zone",
    [job({ nodeSelector: { [zone]: "b" } })],
    [
      "jobs/flights may span zones (driver: none; executors: none). Require one and the same topology.kubernetes.io/zone in spec.driver.affinity and spec.executor.affinity.",
    ],
  ],
  [
    "one-zone-per-job",
    "executors in any",
    [job({ executor: executor({ affinity: undefined }) })],
    [expect.stringContaining("(driver: a; executors: any)")],
  ],
  [
    "one-zone-per-job",
    "another zone for both",
    [job({ driver: driver({ affinity: inZone("b") }), executor: executor({ affinity: inZone("b") }) })],
    [],
  ],
  [
    "executor-grace-periods",
    "more than the notice",
    [job({ executor: executor({ terminationGracePeriodSeconds: 300 }) })],
    [
      "The executors of jobs/flights have 300 seconds to end. Set spec.executor.terminationGracePeriodSeconds above 30 and within the spot notice of 120.",
    ],
  ],
  [
    "webhook-on",
    "what only has a release's fields",
    [off({ chart: "spark-operator" }, "kubernetes:x/v1:Y"), job()],
    [],
  ],
  ...["my-spark-operator", "spark-operatorx", "spark-operator-two", "a/b", ""].map(
    (chart) =>
      ["webhook-on", `the chart ${chart}`, [off({ chart }), job()], []] as const satisfies readonly [
        string,
        string,
        Subject[],
        string[],
      ],
  ),
  ["webhook-on", "a release without a chart", [off({}), job()], []],
  [
    "webhook-on",
    "an operator of the chart's fourth release of Pulumi's",
    [
      off({ chart: "spark-operator" }, "kubernetes:helm.sh/v4:Chart"),
      job({ driver: driver({ affinity: undefined, tolerations: [] }) }),
    ],
    [
      expect.stringMatching(
        /^jobs\/flights sets \S+, .*, which only the webhook applies, and op has it off\./,
      ),
    ],
  ],
  [
    "webhook-on",
    "two operators, of which one has it off",
    [operator(true), operator(false), job()],
    [expect.stringContaining("has it off")],
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
