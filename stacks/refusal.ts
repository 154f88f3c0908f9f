import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../components/errors";

/**
 * Runs a program whose refusals Pulumi shows as they are: of any other error it prints the stack trace, and the error
 * itself with all that hangs on it, which takes it many seconds.
 *
 * @throws {pulumi.RunError} in place of an InvalidInput, with its message.
 */
export async function refusalsAsTheyAre<T>(program: () => Promise<T>): Promise<T> {
  try {
    return await program();
  } catch (error) {
    throw error instanceof InvalidInput ? new pulumi.RunError(error.message) : error;
  }
}
