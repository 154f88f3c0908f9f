import fc from "fast-check";
import { shapeProblems } from "../../../components/crds/shape";
import { crdShapes } from "../../../components/spark/rules/validate";
import { arbitraryOf, withSlip } from "../../support/shape-arbitrary";
import type { Client, KubernetesObject } from "./client";

/** Reasons that say of a field that it is of another type, missing or unknown: those that an API server has too. */
const structural =
  /is not (text|a list|a map|a map of fields|a whole number|a number|an object|a field of the CRD)|is neither|is missing|is none of|is too (small|large)/;

/** Fields in which the CRD takes whatever there is, or any text: the operator or Kubernetes looks later. */
const later = /(driver|executor)\.template\b|\.(imagePullPolicy|concurrencyPolicy|serviceType)$/;

const kinds = {
  SparkApplication: "#SparkApplicationSpec",
  ScheduledSparkApplication: "#ScheduledSparkApplicationSpec",
} as const;

/**
 * Holds what the rules say of a spec's shape against an API server that has the CRDs: nobody's reading of them, but the thing itself.
 *
 * @returns a line for each case in which the two differ.
 */
export async function disagreements(admin: Client, runs: number, seed: number): Promise<string[]> {
  const found: string[] = [];
  const cases = Object.entries(kinds).flatMap(([kind, shape]) => {
    const whole = arbitraryOf(shape, crdShapes).chain((spec) =>
      fc.oneof(fc.constant({ value: spec, path: "" }), withSlip(spec), withSlip(spec)),
    );
    return fc.sample(whole, { numRuns: runs / 2, seed }).map((one) => ({ ...one, kind, shape }));
  });
  for (const { kind, shape, value, path } of cases) {
    const object = {
      apiVersion: "sparkoperator.k8s.io/v1beta2",
      kind,
      metadata: { name: "any", namespace: "default" },
      spec: value,
    } as KubernetesObject;
    const { code, message } = await admin.create(object, { dryRun: true });
    const problems = shapeProblems(value, shape, crdShapes, "spec");
    const ours = problems.filter((one) => structural.test(one.reason) && !later.test(one.path));
    const refused = code !== 201;
    if (refused && problems.length === 0) found.push(`${path}: accepted here, refused there: ${message}`);
    if (!refused && ours.length > 0) {
      found.push(
        `${path}: refused here, accepted there: ${ours.map((one) => `${one.path} ${one.reason}`).join("; ")}`,
      );
    }
  }
  return found;
}
