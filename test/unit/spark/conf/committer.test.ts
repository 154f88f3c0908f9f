import { type Committer, committerConf, magicCommitter } from "../../../../components/spark/conf/committer";
import { versions } from "../../../../components/versions/versions";

test("magic is one property a bucket, and nothing more for a job", () => {
  expect(magicCommitter(["lake"])).toEqual({
    "spark.hadoop.fs.s3a.bucket.lake.committer.magic.enabled": "true",
  });
  expect(committerConf("magic", "s3a://lake")).toEqual({});
});

test("a table format brings its extension, its catalog and its own jars", () => {
  expect(committerConf("iceberg", "s3a://lake")).toMatchObject({
    "spark.driver.extraClassPath": "/opt/spark/formats/iceberg/*",
    "spark.executor.extraClassPath": "/opt/spark/formats/iceberg/*",
    "spark.sql.catalog.lake.warehouse": "s3a://lake/iceberg",
  });
  expect(committerConf("delta", "s3a://lake")).toMatchObject({
    "spark.driver.extraClassPath": "/opt/spark/formats/delta/*",
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
  });
});

test("the compiler takes a format that is pinned, and refuses one that has no release, EMRFS too", () => {
  const pinned: Committer[] = ["magic", "iceberg", "delta"];
  // @ts-expect-error: versions.json says null
  const hudi: Committer = "hudi";
  // @ts-expect-error: a part of Amazon EMR
  const emrfs: Committer = "emrfs";
  const formats = Object.entries(versions.tableFormats).filter(([, version]) => version !== null);
  expect(["magic", ...formats.map(([format]) => format)]).toEqual(pinned);
  expect([hudi, emrfs]).not.toEqual(pinned);
});
