import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../components/problems";

/**
 * Runs a program whose errors Pulumi shows at once: a refusal by its message, any other error by its stack trace.
 *
 * Left to itself Pulumi has Node colour the trace. Source maps leave out a folder of the SDK's (`node_modules/@pulumi/resource.ts`), and
 * on such a line Node 22 adds to a string until there can be no longer one: over a minute, and gigabytes.
 *
 * @throws {pulumi.RunError} in place of an error that is not Pulumi's own, with no trace but what its message says.
 */
export async function reportErrors<T>(program: () => Promise<T>): Promise<T> {
  try {
    return await program();
  } catch (error) {
    if (!(error instanceof Error) || pulumi.ResourceError.isInstance(error)) throw error;
    const runError = new pulumi.RunError(error instanceof InvalidInput ? error.message : error.stack);
    runError.stack = "";
    throw runError;
  }
}
