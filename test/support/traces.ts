import * as pulumi from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

const internals = debuggable as unknown as {
  debuggablePromise: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
};
const resource = pulumi.Resource as unknown as { stackTrace: (skip: number) => readonly unknown[] };

/**
 * Pulumi writes down a stack trace of every promise and follows it to its end, in case one is never kept when the process
 * ends, and a trace of every resource, for the engine's messages. With the test runner's source maps that is most of what
 * it takes to build a stack, and nobody reads them here. Errors keep theirs.
 */
export function withoutTraces(): void {
  resource.stackTrace = () => [];
  internals.debuggablePromise = (promise) => promise;
}
