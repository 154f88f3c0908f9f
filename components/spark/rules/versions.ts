import type { Problem } from "../../errors";
import type { Rule } from "./subject";

/** Versions that do not fit the pinned image. */
export const versionRules: Rule = ({ spec, at, versions }) => {
  if (!versions) return [];
  const problems: Problem[] = [];
  if (spec.sparkVersion !== versions.spark) {
    problems.push({
      path: `${at}.sparkVersion`,
      value: spec.sparkVersion,
      reason: `is not the Spark in the image, which is ${versions.spark}`,
      cure: `Use ${versions.spark}, or an image of your own.`,
    });
  }
  if (spec.pythonVersion === "2") {
    problems.push({
      path: `${at}.pythonVersion`,
      value: "2",
      reason: `is not supported by Spark ${versions.spark}`,
      cure: 'Use "3".',
    });
  }
  const files: [string, string][] = [
    [`${at}.mainApplicationFile`, spec.mainApplicationFile],
    ...(spec.deps?.jars ?? []).map((jar, i): [string, string] => [`${at}.deps.jars[${i}]`, jar]),
    ...(spec.deps?.packages ?? []).map((name, i): [string, string] => [`${at}.deps.packages[${i}]`, name]),
  ];
  for (const [path, value] of files) {
    const scala = /_(2\.1[0-9]|3)[-:]/.exec(value)?.[1];
    if (scala && scala !== versions.scala) {
      problems.push({
        path,
        value,
        reason: `is built for Scala ${scala}, and Spark in the image for ${versions.scala}`,
        cure: `Use the artefact that ends in _${versions.scala}.`,
      });
    }
    const hadoop = /(?:^|:|\/)hadoop-(?:aws|common|client[a-z-]*)[:-](\d+\.\d+\.\d+)/.exec(value)?.[1];
    if (hadoop && hadoop !== versions.hadoop) {
      problems.push({
        path,
        value,
        reason: `is of another Hadoop than Spark's own, which is ${versions.hadoop}`,
        cure: "Remove it: the image has S3A.",
      });
    }
  }
  return problems;
};
