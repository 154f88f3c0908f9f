import type { Problem } from "../errors";
import type { Purpose } from "./permissions";

/** A GitHub environment in which a workflow acts on a stack, and what for. */
export interface StackEnvironment {
  readonly name: string;
  readonly purpose: Purpose;
  /** How long its credentials last, in seconds: as long as its job may take, since nothing renews them. */
  readonly sessionSeconds: number;
}

const hour = 3600;

/** The environments of a stack, as the workflows in `.github/workflows` name them. */
export function environmentsOf(stack: string): readonly StackEnvironment[] {
  return [
    { name: stack, purpose: "deploy", sessionSeconds: 2 * hour },
    { name: `${stack}-read`, purpose: "read", sessionSeconds: hour },
    // By hand, which somebody approves; by date, which nobody does: only this one has no reviewers.
    { name: `${stack}-teardown`, purpose: "teardown", sessionSeconds: 2 * hour },
    { name: `${stack}-expire`, purpose: "teardown", sessionSeconds: 2 * hour },
  ];
}

/** Path of the roles: apart from those that a stack makes, which its own roles may change. */
export const rolePath = "/github/";

/** Name of an environment's role. The workflows refuse a role that is not called so. */
export function environmentRole(environment: string): string {
  return `spark-workshop-${environment}`;
}

/** What is wrong with a repository's name. */
export function repositoryProblems(repository: string): Problem[] {
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/.test(repository)) return [];
  return [
    {
      path: "repository",
      value: repository,
      reason: "is not a valid name of a GitHub repository",
      cure: "Write owner/name, such as example/spark-workshop.",
    },
  ];
}
