import type { Problem } from "../../errors";

/** What messages need of an object that may be of any kind. */
export interface AnyObject {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly spec?: unknown;
}

interface Foreign {
  readonly apiVersion: RegExp;
  readonly kind: RegExp;
  readonly reason: string;
  readonly cure: string;
}

const fields =
  "Its fields have other names: write the job as a SparkApplication of sparkoperator.k8s.io/v1beta2.";

/** Kinds that people take for a SparkApplication of this operator, or that hold one. */
const foreign: readonly Foreign[] = [
  {
    apiVersion: /^spark\.stackable\.tech\//,
    kind: /./,
    reason: "is a kind of Stackable's operator, and this is Kubeflow's",
    cure: fields,
  },
  {
    apiVersion: /^spark\.apache\.org\//,
    kind: /./,
    reason: "is a kind of Apache Spark's own operator, and this is Kubeflow's",
    cure: fields,
  },
  {
    apiVersion: /^sparkoperator\.k8s\.io\/v1(alpha1|beta1)$/,
    kind: /^(Scheduled)?SparkApplication$/,
    reason: "is of a version that the operator has left off",
    cure: "Use sparkoperator.k8s.io/v1beta2, and remove the fields that are then refused.",
  },
  {
    apiVersion: /^radanalytics\.io\//,
    kind: /./,
    reason: "is a kind of radanalytics' operator, and this is Kubeflow's",
    cure: fields,
  },
  {
    apiVersion: /^argoproj\.io\//,
    kind: /Workflow/,
    reason: "is Argo's, which submits what its resource templates hold",
    cure: "Write the text of spec.templates[].resource.manifest to a file of its own, with its parameters filled in.",
  },
  {
    apiVersion: /^tekton\.dev\//,
    kind: /./,
    reason: "is Tekton's, which submits what its tasks hold",
    cure: "Write the SparkApplication to a file of its own.",
  },
];

/** What an object is, when it is another program's Spark application or holds a manifest in a text. */
export function foreignProblems({ apiVersion, kind, spec }: AnyObject, at: string): Problem[] {
  const known = foreign.find((one) => one.apiVersion.test(String(apiVersion)) && one.kind.test(String(kind)));
  if (known) {
    const { reason, cure } = known;
    return [{ path: `${at}: apiVersion, kind`, value: `${apiVersion}, ${kind}`, reason, cure }];
  }
  const emr = ["emrReleaseLabel", "executionRoleArn", "jobRunDriver"].find(
    (field) => typeof spec === "object" && spec !== null && field in spec,
  );
  if (emr === undefined) return [];
  return [
    {
      path: `${at}: spec.${emr}`,
      reason:
        "is a field of Amazon EMR's fork of the operator: EMR takes Spark's version and image from its release",
      cure: "Remove it, and write sparkVersion, image and driver.serviceAccount.",
    },
  ];
}
