import { InvalidInput, type Problem, refuse } from "../components/problems";
import { checkConfig, defaultsFor, type RawConfig, type StackConfig, settingKeys } from "./config";
import { expiryProblems } from "./expires";
import { namespaceProblems } from "./namespaces";
import { isRendering } from "./rendering";
import type { Target } from "./targets";
import type { StackFile, TargetProgram } from "./targets/program";
import { withoutConsequences } from "./trial";

/** The program of a target. Loaded when it is needed: each brings the libraries of its cloud. */
export function programOf(target: Target): TargetProgram {
  return (require(`./targets/${target}/program`) as { program: TargetProgram }).program;
}

/**
 * Reads a stack's configuration and checks all of it, before anything is created: keys and their values, what the target
 * makes of them, and the stack's jobs.
 *
 * @param raw values by key.
 * @param given every key of this project that the stack file sets.
 * @throws {InvalidInput} with everything that is wrong, under the file's name.
 */
export async function acceptedConfig(
  raw: RawConfig,
  given: readonly string[],
  file: StackFile,
): Promise<StackConfig> {
  const problems = await problemsOf(raw, given, file);
  // A preview without the engine says the same every day; one that is about to bring the stack up goes by the clock.
  const late = isRendering() ? [] : expiryProblems(raw.get("expires") ?? "", new Date());
  refuse(`Pulumi.${file.stack}.yaml`, [...problems, ...late]);
  return checkConfig(raw, given).config as StackConfig;
}

/** Everything that is wrong with a stack's configuration and its jobs and that nobody need be asked for. */
export async function problemsOf(
  raw: RawConfig,
  given: readonly string[],
  file: StackFile,
): Promise<Problem[]> {
  const { config, problems: own } = checkConfig(raw, given);
  const others = file.all
    ? namespaceProblems(file.all.keys, { name: file.all.project, keys: settingKeys })
    : [];
  const problems = [...own, ...others];
  if (!config) return withoutSecrets(problems, raw);
  const program = programOf(config.target);
  const found = [...problems, ...program.problems(config, file)];
  try {
    // What is wrong has its default, so that the rest is looked at all the same.
    const declaration = await program.trial(defaultsFor(config, found), file);
    withoutConsequences(declaration);
  } catch (error) {
    if (error instanceof InvalidInput) found.push(...ofStack(error));
    // A job that does not compile, a chart that cannot be fetched: said when the file is in order.
    else if (found.length === 0) throw error;
  }
  return withoutSecrets(found, raw);
}

/** Problems without the values that are encrypted in the stack file: messages stand in logs. */
function withoutSecrets(problems: readonly Problem[], { isSecret = () => false }: RawConfig): Problem[] {
  return problems.map((problem) =>
    isSecret(/^\w+/.exec(problem.path)?.[0] ?? "") ? { ...problem, value: undefined } : problem,
  );
}

/** Problems as they stand in a list with others: with what they belong to, where that is not the stack file. */
function ofStack({ subject, problems }: InvalidInput): readonly Problem[] {
  if (subject === "jobs") return problems;
  return problems.map((problem) => ({ ...problem, path: `${subject}: ${problem.path}` }));
}
