import type { SparkConnectSpec } from "../../crds/generated/spark-operator";
import type { Problem } from "../../errors";
import { imageVersions, type PlanContext } from "../platform-facts";
import { validateConnect } from "../rules/connect";
import type { RuleFindings } from "../rules/validate";
import { connectAsApplication, connectPath, containerOf } from "./connect-as-application";
import { withConnectDefaults } from "./connect-defaults";
import { withTemplates } from "./connect-templates";
import type { Manifest } from "./manifest";
import type { ManifestOptions } from "./manifest-args";
import { accountFindings, factsOf, placedSpec, placesOf, withSurroundings } from "./plan-manifest-spec";
import { withRestrictedPods } from "./restricted-containers";

/** Stands for the image that a manifest does not name: the platform's, which may not be known yet. */
const unnamed = "the-platforms";

/** The spec of a Connect server in a manifest, checked and placed, as {@link planManifestSpec} does it for an application. */
export function planManifestConnect(
  args: PlanContext & ManifestOptions<Manifest>,
  given: SparkConnectSpec,
): { spec: SparkConnectSpec } & RuleFindings {
  const workshop = args.placement === "workshop";
  const application = connectAsApplication(given);
  const filled =
    workshop && args.defaults === "workshop"
      ? withConnectDefaults(given, placedSpec(args, application), args, placesOf(args).job)
      : given;
  const spec = workshop
    ? withTemplates(filled, withRestrictedPods(placedSpec(args, connectAsApplication(filled))))
    : given;
  const findings = validateConnect({
    ...factsOf(args),
    // One that it does not name is the platform's.
    spec: { ...spec, image: spec.image ?? unnamed },
    versions: hasImage(spec) ? undefined : imageVersions(args.platform),
  });
  const { problems, warnings } = accountFindings(args, application, "spec");
  const account = {
    problems: problems.map((problem) => ({ ...problem, path: connectPath(problem.path) })),
    warnings: warnings.map((problem) => ({ ...problem, path: connectPath(problem.path) })),
  };
  const said = withSurroundings(args, findings, account, "spec", "server");
  return { spec, ...said, problems: [...loggingProblems(args), ...said.problems] };
}

/** A server reads its log levels where it starts, from its image. */
function loggingProblems({ logging }: ManifestOptions<Manifest>): Problem[] {
  if (logging === undefined) return [];
  const reason = "is of applications: a Connect server has the log levels of its image";
  return [{ path: "logging", reason, cure: "Leave it out." }];
}

/** The image that the pods of both roles name themselves. */
function hasImage({ image, server, executor }: SparkConnectSpec): boolean {
  const own = (template: typeof server.template, role: "driver" | "executor") =>
    containerOf(template, role)?.image;
  return Boolean(image || (own(server.template, "driver") && own(executor.template, "executor")));
}
