import { sentence } from "../../../../components/errors";
import {
  defaultSparkEncryption,
  sparkEncryption,
  sparkEncryptions,
} from "../../../../components/spark/conf/encryption";
import { encryptionConfRules } from "../../../../components/spark/rules/encryption-conf";
import type { RuleSubject } from "../../../../components/spark/rules/subject";

const told = (sparkConf: object, spark: string | null = "4.1.2"): string[] =>
  encryptionConfRules({
    spec: { sparkConf },
    at: "spec",
    versions: spark === null ? undefined : { spark },
  } as unknown as RuleSubject).map(sentence);

test.each(sparkEncryptions)("a job with all that %s writes runs", (way) => {
  expect(told(sparkEncryption[way])).toEqual([]);
});

test("a job that turns authentication off alone is told what else to turn off", () => {
  expect(told({ ...sparkEncryption[defaultSparkEncryption], "spark.authenticate": "false" })).toEqual([
    'spec.sparkConf["spark.authenticate"] ("false") is not "true" beside spark.network.crypto.enabled: Spark encrypts only what it authenticates, and the driver would end at once. Set it to "true", or spark.network.crypto.enabled to "false".',
  ]);
  expect(told({ "spark.authenticate": "false", "spark.network.crypto.enabled": "false" })).toEqual([]);
});

test.each(["spark.network.crypto.enabled", "spark.authenticate.enableSaslEncryption"])(
  "%s in a manifest needs authentication beside it",
  (property) => {
    expect(told({ [property]: " True " })).toEqual([expect.stringContaining(`beside ${property}:`)]);
    expect(told({ [property]: "true", "spark.authenticate": "true" })).toEqual([]);
  },
);

test("a cipher with which this Spark hangs is refused, and where it does no harm it is not", () => {
  const gcm = { ...sparkEncryption.network, "spark.network.crypto.cipher": "AES/GCM/NoPadding" };
  expect(told(gcm)).toEqual([
    expect.stringMatching(
      /^spec\.sparkConf\["spark\.network\.crypto\.cipher"\] .*never reach their driver \(SPARK-56227\)\. Remove it: "AES\/CTR\/NoPadding"/,
    ),
  ]);
  expect(told(gcm, "4.1.9")).toEqual([]);
  // An image of the job's own may hold any Spark.
  expect(told(gcm, null)).toEqual([]);
  expect(told(sparkEncryption.network)).toEqual([]);
  expect(told({ ...gcm, "spark.network.crypto.enabled": "false" })).toEqual([]);
  expect(told({ ...gcm, "spark.network.crypto.cipher": "AES/CTR/NoPadding" })).toEqual([]);
});
