import * as pulumi from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";

type Wrap = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

const internals = debuggable as unknown as { debuggablePromise: Wrap };
const resource = pulumi.Resource as unknown as { stackTrace: (skip: number) => readonly unknown[] };
const wrap = internals.debuggablePromise;

/**
 * Pulumi writes down a stack trace of every promise, in case one is never kept, and of every resource, for the engine's
 * messages. With the test runner's source maps that is most of what it takes to build a stack, and nobody reads them here.
 * Errors keep theirs.
 */
export function withoutTraces(): void {
  resource.stackTrace = () => [];
  internals.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return wrap(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
