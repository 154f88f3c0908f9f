import type { Problem } from "../../errors";
import { keyed, type Rule } from "./subject";

/** Encryption that a driver refuses, or that it waits for and never gets. */
export const encryptionConfRules: Rule = ({ spec, at, versions }) => {
  const conf: Readonly<Record<string, string | undefined>> = { ...spec.sparkConf };
  const isOn = (property: string) => conf[property]?.trim().toLowerCase() === "true";
  const encrypting = encryptions.find(isOn);
  if (encrypting === undefined) return [];
  const authentication = "spark.authenticate";
  const problems: Problem[] = [];
  if (!isOn(authentication)) {
    problems.push({
      path: keyed(`${at}.sparkConf`, authentication),
      value: conf[authentication],
      reason: `is not "true" beside ${encrypting}: Spark encrypts only what it authenticates, and the driver would end at once`,
      cure: `Set it to "true", or ${encrypting} to "false".`,
    });
  }
  const cipher = "spark.network.crypto.cipher";
  if (versions?.spark === stuckInGcm && /\/GCM\//i.test(conf[cipher] ?? "")) {
    problems.push({
      path: keyed(`${at}.sparkConf`, cipher),
      value: conf[cipher],
      reason: `is a cipher with which executors of Spark ${stuckInGcm} never reach their driver (SPARK-56227)`,
      cure: 'Remove it: "AES/CTR/NoPadding" is used then.',
    });
  }
  return problems;
};

/** @see validateSettings of SparkConf, Spark 4.1 */
const encryptions = ["spark.network.crypto.enabled", "spark.authenticate.enableSaslEncryption"] as const;

/** @see https://github.com/apache/spark/pull/55028 */
const stuckInGcm = "4.1.2";
