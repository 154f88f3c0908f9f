import type { Problem } from "../errors";
import { endOfStandardSupport } from "./support";
import { minor, type Versions } from "./versions";

/** What a line of Spark releases was built with and for. */
interface SparkLine {
  readonly scala: string;
  /** The Hadoop client inside Spark's own distribution; hadoop-aws must be exactly this one. */
  readonly hadoop: string;
  readonly java: readonly string[];
  /** Oldest Python 3 minor that PySpark supports. */
  readonly python: number;
  /** Lines of each table format that have an artefact for this Spark and Scala. */
  readonly tableFormats: Readonly<Record<keyof Versions["tableFormats"], readonly string[]>>;
}

/**
 * Spark's own dependency table per line, and the table formats that are built for it.
 *
 * @see https://spark.apache.org/docs/latest/building-spark.html and `hadoop.version` in Spark's pom.xml of each line
 * @see iceberg-spark-runtime-<spark>_<scala>, delta-spark_<spark>_<scala>, hudi-spark<spark>-bundle_<scala> on Maven Central
 */
const sparkLines: Readonly<Record<string, SparkLine>> = {
  "4.0": {
    scala: "2.13",
    hadoop: "3.4.1",
    java: ["17", "21"],
    python: 9,
    tableFormats: { iceberg: ["1.10", "1.11"], delta: ["4.0"], hudi: [] },
  },
  "4.1": {
    scala: "2.13",
    hadoop: "3.4.2",
    java: ["17", "21"],
    python: 10,
    tableFormats: { iceberg: ["1.11", "1.12"], delta: ["4.1", "4.2", "4.3", "4.4"], hudi: [] },
  },
};

/**
 * The AWS SDK v2 that each Hadoop release pins. A newer SDK adds checksums that third-party S3 servers refuse.
 *
 * @see `aws-java-sdk-v2.version` in hadoop-project's pom.xml; HADOOP-19654 for the checksums
 */
const awsSdkOfHadoop: Readonly<Record<string, string>> = { "3.4.1": "2.24.6", "3.4.2": "2.29.52" };

/** What a Debian release packages. */
const debianReleases: Readonly<Record<string, { java: string; python: string }>> = {
  bookworm: { java: "17", python: "3.11" },
};

/**
 * Kubernetes minors that this kind release publishes node images for.
 *
 * @see https://github.com/kubernetes-sigs/kind/releases
 */
const kubernetesOfKind: Readonly<Record<string, readonly number[]>> = { "0.33": [32, 33, 34, 35, 36] };

/**
 * Kubernetes minors, first and last, that this line of Karpenter's AWS provider runs on; on others it refuses to start.
 *
 * @see `MinK8sVersion` and `MaxK8sVersion` in pkg/providers/version/version.go of the pinned release
 */
export const kubernetesOfKarpenter: Readonly<Record<string, readonly [first: number, last: number]>> = {
  "1.14": [26, 36],
  "1.15": [26, 37],
};

/** Oldest Node major that a Pulumi CLI's SDK runs on. */
const nodeForPulumi = 22;

/**
 * The pairs of pinned versions that do not fit together.
 *
 * @param v the version table, or a changed copy of it.
 * @returns a problem for each, empty when all fits.
 */
export function incompatibilities(v: Versions): Problem[] {
  const problems: Problem[] = [];
  const pair = (fits: boolean, path: string, value: string, reason: string, cure: string): void => {
    if (!fits) problems.push({ path, value, reason, cure });
  };

  const spark = sparkLines[minor(v.spark)];
  if (!spark) {
    problems.push({
      path: "spark",
      value: v.spark,
      reason: "is of a line this program has not been tried with",
      cure: `Use one of ${Object.keys(sparkLines).join(", ")}, or add the line to components/versions/compatibility.ts with its Scala, Hadoop, Java and Python.`,
    });
  } else {
    pair(
      v.scala === spark.scala,
      "scala",
      v.scala,
      `is not what Spark ${v.spark} is built for`,
      `Use ${spark.scala}.`,
    );
    pair(
      v.hadoop === spark.hadoop,
      "hadoop",
      v.hadoop,
      `is not the Hadoop client inside Spark ${v.spark}, and hadoop-aws must equal it`,
      `Use ${spark.hadoop}.`,
    );
    pair(
      spark.java.includes(v.java),
      "java",
      v.java,
      `does not run Spark ${v.spark}`,
      `Use one of ${spark.java.join(", ")}.`,
    );
    pair(
      Number(v.python.split(".")[1]) >= spark.python,
      "python",
      v.python,
      `is too old for PySpark ${v.spark}`,
      `Use 3.${spark.python} or newer.`,
    );
    for (const [format, lines] of Object.entries(spark.tableFormats)) {
      const pinned = v.tableFormats[format as keyof Versions["tableFormats"]];
      if (pinned === null) continue;
      pair(
        lines.includes(minor(pinned)),
        `tableFormats.${format}`,
        pinned,
        `has no release for Spark ${v.spark} and Scala ${v.scala}`,
        lines.length > 0
          ? `Use one of ${lines.join(", ")}.`
          : "Say null: the program then refuses the format.",
      );
    }
  }

  const sdk = awsSdkOfHadoop[v.hadoop];
  pair(
    sdk === undefined || v.awsSdk === sdk,
    "awsSdk",
    v.awsSdk,
    `is not the AWS SDK that hadoop-aws ${v.hadoop} pins`,
    `Use ${sdk}.`,
  );

  const debian = debianReleases[v.debian];
  pair(
    debian?.java === v.java && debian?.python === v.python,
    "debian",
    v.debian,
    `does not package Java ${v.java} with Python ${v.python}, which the Spark image takes from it`,
    "Change the three together.",
  );

  pair(
    kubernetesOfKind[minor(v.kind)]?.includes(Number(v.kubernetes.split(".")[1])) ?? false,
    "kubernetes",
    v.kubernetes,
    `is not a valid version that kind ${v.kind} has a node image for`,
    `Use 1.${(kubernetesOfKind[minor(v.kind)] ?? []).join(", 1.") || "x of a kind release listed in components/versions/compatibility.ts"}.`,
  );

  problems.push(...karpenterProblems("kubernetes", v.kubernetes, v.karpenter));

  pair(
    endOfStandardSupport[minor(v.kubernetes)] !== undefined,
    "kubernetes",
    v.kubernetes,
    "is a Kubernetes whose end of support on EKS is unknown here",
    `Use one of ${Object.keys(endOfStandardSupport).join(", ")}, or add its day to components/versions/support.ts.`,
  );
  pair(
    v.eks.kubeProxy.startsWith(`v${minor(v.kubernetes)}.`),
    "eks.kubeProxy",
    v.eks.kubeProxy,
    `is not for Kubernetes ${minor(v.kubernetes)}`,
    "Use the addon version of that minor: aws eks describe-addon-versions --addon-name kube-proxy.",
  );

  pair(
    Number(v.node.split(".")[0]) >= nodeForPulumi,
    "node",
    v.node,
    `is too old for Pulumi ${v.pulumi}`,
    `Use ${nodeForPulumi} or newer.`,
  );

  const tagged: [keyof Versions["images"], string][] = [
    ["node", `v${v.kubernetes}`],
    ["sparkOperator", v.sparkOperatorChart],
    ["s3", `v${v.versitygw}`],
    ["debian", `${v.debian}-slim`],
  ];
  for (const [name, tag] of tagged) {
    const reference = v.images[name].reference;
    pair(
      reference.endsWith(`:${tag}`),
      `images.${name}.reference`,
      reference,
      "does not carry the version this table pins",
      `Use the tag ${tag}, with its digest.`,
    );
  }
  return problems;
}

/**
 * Whether this Karpenter runs on this Kubernetes.
 *
 * @param path of the property that gives the Kubernetes version.
 */
export function karpenterProblems(path: string, kubernetes: string, karpenter: string): Problem[] {
  const range = kubernetesOfKarpenter[minor(karpenter)];
  if (!range) {
    return [
      {
        path: "karpenter",
        value: karpenter,
        reason: "is of a line this program has not been tried with",
        cure: `Use one of ${Object.keys(kubernetesOfKarpenter).join(", ")}, or add the line to components/versions/compatibility.ts with the Kubernetes versions it runs on.`,
      },
    ];
  }
  const [first, last] = range;
  const found = Number(kubernetes.split(".")[1]);
  if (found >= first && found <= last) return [];
  return [
    {
      path,
      value: kubernetes,
      reason: `is a Kubernetes that Karpenter ${karpenter} does not run on`,
      cure: `Use 1.${first} to 1.${last}.`,
    },
  ];
}
