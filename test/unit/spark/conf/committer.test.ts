import { sentence } from "../../../../components/errors";
import { type Committer, committerConf, magicCommitter } from "../../../../components/spark/conf/committer";
import { catalogPlan } from "../../../../components/spark/conf/iceberg-catalog";
import { versions } from "../../../../components/versions/versions";

const lake = { name: "lake" };
const bucket = catalogPlan({ type: "hadoop" }, "s3a://lake", { s3a: {} });

test("magic is one property a bucket, and nothing more for a job", () => {
  expect(magicCommitter(["lake"])).toEqual({
    "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "true",
  });
  expect(committerConf("magic", lake, {}, bucket)).toEqual({ conf: {}, problems: [], warnings: [] });
});

describe("dynamic partition overwrite, which no committer of S3A supports", () => {
  const dynamic = { "spark.sql.sources.partitionOverwriteMode": "DYNAMIC" };
  const off = {
    "spark.hadoop.fs.s3a.committer.magic.enabled": "false",
    "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "false",
  };

  test("is written by FileOutputCommitter where no committer is named, with a warning", () => {
    const { conf, problems, warnings } = committerConf(undefined, lake, dynamic, bucket);
    expect(conf).toEqual(off);
    expect(problems).toEqual([]);
    expect(warnings.map(sentence)).toEqual([
      expect.stringMatching(/copies each of them once more.*overwritePartitions/),
    ]);
  });

  test("is refused beside magic, and taken beside file or a table format", () => {
    expect(committerConf("magic", lake, dynamic, bucket).problems.map(sentence)).toEqual([
      expect.stringMatching(/^committer \("magic"\) does not support .*Use "file"/),
    ]);
    expect(committerConf("file", lake, dynamic, bucket)).toEqual({ conf: off, problems: [], warnings: [] });
    expect(committerConf("file", lake, {}, bucket).conf).toEqual(off);
    expect(committerConf("iceberg", lake, dynamic, bucket)).toMatchObject({
      conf: off,
      problems: [],
      warnings: [],
    });
  });
});

test("a table format brings its extension, its catalog and its own jars", () => {
  expect(committerConf("iceberg", lake, {}, bucket).conf).toMatchObject({
    "spark.driver.extraClassPath": "/opt/spark/formats/iceberg/*",
    "spark.executor.extraClassPath": "/opt/spark/formats/iceberg/*",
    "spark.sql.catalog.lake.warehouse": "s3a://lake/iceberg",
  });
  expect(committerConf("delta", lake, {}, bucket).conf).toMatchObject({
    "spark.driver.extraClassPath": "/opt/spark/formats/delta/*",
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
  });
});

test("the compiler takes a format that is pinned, and refuses one that has no release, EMRFS too", () => {
  const pinned: Committer[] = ["magic", "file", "iceberg", "delta"];
  // @ts-expect-error: versions.json says null
  const hudi: Committer = "hudi";
  // @ts-expect-error: a part of Amazon EMR
  const emrfs: Committer = "emrfs";
  const formats = Object.entries(versions.tableFormats).filter(([, version]) => version !== null);
  expect(["magic", "file", ...formats.map(([format]) => format)]).toEqual(pinned);
  expect([hudi, emrfs]).not.toEqual(pinned);
});
