import { type Shapes, shapeProblems } from "../../crds/shape";
import { isOutput, type Problem, refuse } from "../../errors";
import { crdShapes } from "../rules/validate";
import generated from "./generated/args.shapes.json";

const argumentShapes = generated as unknown as Shapes;
const shapes: Shapes = { ...crdShapes, ...argumentShapes };

/** The interfaces whose values are checked. */
export type ArgumentsName = keyof typeof generated;

/**
 * What of a component's arguments is not as its interface says: members that it does not have, that are missing, or of another
 * type. Programs are run without the compiler, to which they would be errors.
 *
 * @param name the interface's name.
 * @param args what the program gives, whatever it is.
 */
export function argsShapeProblems(name: ArgumentsName, args: unknown): Problem[] {
  if (typeof args !== "object" || args === null) {
    return [{ path: "args", value: args, reason: "is not an object", cure: `Give what ${name} says.` }];
  }
  return shapeProblems(args, `#${name}`, shapes, "").map((problem) =>
    isOutput(problem.value) ? { ...problem, cure: outputCure } : problem,
  );
}

const outputCure =
  "Write it as a value: Outputs may be items of arguments, settings and deps, main.file and spec.image.";

/** What of a value its interface says; the rest is left to whoever wrote it. */
export function declaredPart(name: ArgumentsName, value: object): object {
  const { fields } = argumentShapes[name] ?? {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => fields && key in fields));
}

/**
 * Refuses arguments of which nothing can be made: what is no object, and a manifest's options that are not as they should be. What a
 * job's own arguments say is refused by its plan, with all else that is wrong.
 */
export function refuseFaultyArgs(
  subject: string,
  kind: "SparkApplication" | "ScheduledSparkApplication" | "SparkConnect",
  args: unknown,
): void {
  const problems =
    typeof args === "object" && args !== null && !("manifest" in args)
      ? handedProblems(args)
      : argsShapeProblems(`${kind}ManifestArgs`, args);
  refuse(subject, problems);
}

/** A program that leaves out what its stack hands to it. */
function handedProblems(args: object): Problem[] {
  return (["platform", "namespace"] as const)
    .filter((key) => typeof Reflect.get(args, key) !== "object" || Reflect.get(args, key) === null)
    .map((key) => ({
      path: key,
      reason: "is missing",
      cure: "Give what the job's function gets: defineJob(({ platform, namespace }) => …).",
    }));
}

/** The arguments without those that are told of, so that the rest can be looked at in the same breath. */
export function withoutFaulty<A extends object>(args: A, problems: readonly Problem[]): Partial<A> {
  const faulty = new Set(problems.map(({ path }) => /^\w+/.exec(path)?.[0]));
  return Object.fromEntries(Object.entries(args).filter(([key]) => !faulty.has(key))) as Partial<A>;
}
