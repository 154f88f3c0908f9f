import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "./errors";

/**
 * Makes something whose refusal reaches the program in its own words alone.
 *
 * Of any other error the SDK's runner of plugins shows the trace, and where source maps leave out a file Node 22 takes minutes to colour it.
 *
 * @throws {pulumi.RunError} in place of InvalidInput, with its message.
 */
export function refusedInWords<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const refused = new pulumi.RunError(error.message);
    refused.stack = error.message;
    throw refused;
  }
}
