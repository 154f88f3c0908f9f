import { secretMark, unknownMark } from "../../../policies/read";
import {
  affinity,
  type Case,
  capacity,
  driver,
  executor,
  job,
  kindWorkers,
  operator,
  pool,
  poolTemplate,
  requirement,
  subject,
  zone,
} from "./subjects";

/** Both ways of each rule about jobs, the operator and the pools. */
export const jobCases: Readonly<Record<string, Case>> = {
  "fields-of-the-crd": {
    passes: {
      "a job": [job()],
      "a pool": [pool({})],
      "what is not known yet": [
        job({ image: unknownMark, deps: unknownMark, driver: driver({ tolerations: [unknownMark] }) }),
        job({ driver: unknownMark }),
        job({ sparkConf: secretMark }),
      ],
      "a field that is null, which the API server leaves out": [job({ deps: null })],
      "the same field of another group": [
        subject("kubernetes:example.org/v1:SparkApplication", {
          metadata: { namespace: "jobs" },
          spec: { driver: 1 },
        }),
      ],
    },
    fails: {
      "another type": [
        [
          job({
            driver: driver({
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: "zone-a" },
                },
              },
            }),
          }),
        ],
        /nodeSelectorTerms \("zone-a"\) is not a list/,
      ],
      "a field that does not exist": [
        [job({ drivr: {} })],
        /spec\.drivr .* is not a field of the CRD\. Is driver meant/,
      ],
      "a field that is missing": [
        [job({ mainApplicationFile: undefined })],
        /mainApplicationFile is missing/,
      ],
      "no spec": [
        [subject("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication", { spec: "x" })],
        /spec \("x"\) is not a map of fields/,
      ],
      "a pool's requirement": [
        [pool({ template: { spec: poolTemplate({ requirements: [{ key: capacity }] }) } })],
        /requirements\[0\]\.operator is missing/,
      ],
      "an instance type of kind": [
        [
          subject("kubernetes:karpenter.kind.workshop/v1alpha1:KindNodeClass", {
            metadata: { name: "default" },
            spec: { instanceTypes: [{ name: 5 }], region: "local", zones: ["a"] },
          }),
        ],
        /instanceTypes\[0\]\.name \(5\) is not text/,
      ],
    },
  },
  "drivers-on-demand": {
    passes: {
      "by affinity": [job()],
      "by node selector": [
        job({ driver: driver({ affinity: undefined, nodeSelector: { [capacity]: "on-demand" } }) }),
      ],
      "by pod template": [
        job({ driver: { template: { spec: { affinity: driver().affinity } }, serviceAccount: "spark" } }),
      ],
      scheduled: [
        subject("kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication", {
          metadata: { name: "s", namespace: "jobs" },
          spec: { schedule: "@daily", template: job().props.spec },
        }),
      ],
    },
    fails: {
      "not said": [
        [job({ driver: driver({ affinity: undefined }) })],
        /driver of jobs\/flights may run on any node/,
      ],
      "on spot": [
        [job({ driver: driver({ affinity: affinity(requirement(capacity, "spot")) }) })],
        /on spot/,
      ],
      "on either": [
        [job({ driver: driver({ affinity: affinity(requirement(capacity, "spot", "on-demand")) }) })],
        /spot or on-demand/,
      ],
      "one of two terms": [
        [
          job({
            driver: driver({
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                      { matchExpressions: [requirement(capacity, "on-demand")] },
                      { matchExpressions: [requirement(zone, "a")] },
                    ],
                  },
                },
              },
            }),
          }),
        ],
        /any node/,
      ],
    },
  },
  "executors-may-be-spot": {
    passes: { spot: [job()], anywhere: [job({ executor: executor({ affinity: undefined }) })] },
    fails: {
      "kept from it": [
        [job({ executor: executor({ affinity: affinity(requirement(capacity, "on-demand")) }) })],
        /kept to on-demand nodes/,
      ],
    },
  },
  "one-zone-per-job": {
    passes: { one: [job()], "by node selector of the job": [job({ nodeSelector: { [zone]: "a" } })] },
    fails: {
      "driver in either of two": [
        [job({ driver: driver({ affinity: affinity(requirement(zone, "a", "b")) }) })],
        /driver: a, b; executors: a\)/,
      ],
      two: [
        [job({ executor: executor({ affinity: affinity(requirement(zone, "b")) }) })],
        /driver: a; executors: b/,
      ],
      "either of two": [
        [job({ executor: executor({ affinity: affinity(requirement(zone, "a", "b")) }) })],
        /executors: a, b/,
      ],
      "not said": [[job({ driver: driver({ affinity: undefined }) })], /driver: any/],
    },
  },
  "webhook-on": {
    passes: {
      on: [operator(true), job()],
      "a chart of CRDs, which has no webhook": [
        subject("kubernetes:helm.sh/v3:Release", {
          chart: "charts/spark-operator-crds-2.5.2",
          values: { webhook: { enable: false } },
        }),
        job(),
      ],
      "not said, which is on": [
        subject("kubernetes:helm.sh/v3:Release", { chart: "spark-operator", values: {} }),
        job(),
      ],
      "off, and pod templates": [
        operator(false),
        job({ driver: { template: {} }, executor: { template: {} } }),
      ],
    },
    fails: {
      off: [[operator(false), job()], /driver\.affinity.*only the webhook applies/],
      "off, in a chart of another folder": [
        [
          subject("kubernetes:helm.sh/v3:Release", {
            name: "spark-operator",
            chart: "charts/a1b2",
            values: { webhook: { enable: false } },
          }),
          job(),
        ],
        /only the webhook applies/,
      ],
      "off, and a field that is seldom used": [
        [operator(false), job({ driver: { template: {} }, executor: { template: {}, dnsConfig: {} } })],
        /spec\.executor\.dnsConfig, which only the webhook applies/,
      ],
    },
  },
  "right-committer": {
    passes: {
      magic: [job()],
      ...Object.fromEntries(
        ["magic", "directory", "partitioned"].map((name) => [
          `the committer ${name} by its name`,
          [job({ sparkConf: { "spark.hadoop.fs.s3a.committer.name": name } })],
        ]),
      ),
      ...Object.fromEntries(
        ["org.apache.iceberg.spark.X", "io.delta.sql.X", "org.apache.spark.sql.hudi.X"].map((extensions) => [
          `the table format of ${extensions}`,
          [job({ sparkConf: { "spark.sql.extensions": extensions } })],
        ]),
      ),
      "not on S3": [job({ sparkConf: {}, arguments: ["10"] })],
    },
    fails: {
      classic: [[job({ sparkConf: {} })], /classic committer/],
      "classic, by EMR's scheme": [[job({ sparkConf: {}, arguments: ["s3://lake/x"] })], /classic committer/],
      "classic, beside a property of another name": [
        [job({ sparkConf: { "spark.hadoop.fs.s3a.committer.magic.enabled.by": "true" } })],
        /classic committer/,
      ],
      "magic, switched off": [
        [job({ sparkConf: { "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "false" } })],
        /classic committer/,
      ],
      "algorithm version": [
        [
          job({
            sparkConf: {
              "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
              "spark.hadoop.fs.s3a.committer.name": "magic",
            },
          }),
        ],
        /algorithm\.version to 2/,
      ],
    },
  },
  "requests-within-allocatable": {
    passes: {
      fits: [kindWorkers("c5.large"), job()],
      "no nodes are known": [job({ executor: executor({ memory: "900g" }) })],
      "a larger pool": [
        pool({
          template: {
            spec: poolTemplate({
              requirements: [
                requirement(capacity, "spot", "on-demand"),
                requirement(zone, "a"),
                requirement("node.kubernetes.io/instance-type", "r5.4xlarge"),
              ],
            }),
          },
        }),
        job({ executor: executor({ memory: "64g", coreRequest: "8" }) }),
      ],
    },
    fails: {
      memory: [
        [kindWorkers("c5.large"), job({ executor: executor({ memory: "3g" }) })],
        /executor .* 4300 MiB.*fits on no node/,
      ],
      cpu: [
        [kindWorkers("c5.large"), job({ driver: driver({ coreRequest: "2" }) })],
        /driver .*2000m.*fits on no node/,
      ],
    },
  },
  "executor-grace-periods": {
    passes: {
      "within the notice": [job()],
      "all of the notice": [job({ executor: executor({ terminationGracePeriodSeconds: 120 }) })],
      "by pod template": [
        job({
          executor: executor({
            terminationGracePeriodSeconds: undefined,
            template: { spec: { terminationGracePeriodSeconds: 110 } },
          }),
        }),
      ],
    },
    fails: {
      "no more than Kubernetes gives": [
        [job({ executor: executor({ terminationGracePeriodSeconds: 30 }) })],
        /30 seconds to end/,
      ],
      none: [[job({ executor: executor({ terminationGracePeriodSeconds: undefined }) })], /30 seconds/],
      "beyond the notice": [
        [job({ executor: executor({ terminationGracePeriodSeconds: 300 }) })],
        /300 seconds/,
      ],
    },
  },
  "pool-limits": {
    passes: { limited: [pool({})] },
    fails: {
      endless: [[pool({ limits: undefined })], /grow without end/],
      empty: [[pool({ limits: {} })], /grow/],
    },
  },
  "pool-grace-periods": {
    passes: { bounded: [pool({})] },
    fails: { "without end": [[pool({ template: { spec: poolTemplate({}) } })], /drain without end/] },
  },
};
