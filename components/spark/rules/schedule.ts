import { type Shape, shapeProblems } from "../../crds/shape";
import type { Problem } from "../../errors";
import { crdShapes } from "./validate";
import { nameProblems } from "./webhook";

/** The operator appends a dash and nanoseconds to the name of each run, and Services are named after that. */
const longestName = 63 - 1 - 19;

/** What is wrong with the name of a scheduled application. */
export function scheduledNameProblems(name: string): Problem[] {
  return nameProblems(name, longestName);
}

/** Fields of the schedule that the operator would find fault with after the update, in a status that nobody reads. */
export function scheduleProblems(schedule: object): Problem[] {
  const fields = crdShapes.ScheduledSparkApplicationSpec?.fields ?? {};
  return Object.entries(schedule).flatMap(([field, value]): Problem[] => {
    const shape: Shape | undefined = fields[field];
    if (shape === undefined || value === undefined) return [];
    const problems = shapeProblems(value, shape, crdShapes, `spec.${field}`);
    const limit = field.endsWith("HistoryLimit") && Number(value) < 0;
    return limit
      ? [{ path: `spec.${field}`, value, reason: "is not a valid number of runs", cure: "Use 0 or more." }]
      : problems;
  });
}
