import * as grpc from "@grpc/grpc-js";

/** How a plugin ends. */
export interface Ending {
  /** Clears up; the process exits when it is done. */
  close?(): Promise<void> | void;
  /** Whether an interrupt that comes now is our own, on its way to what we have started. */
  interrupting?(): boolean;
}

/** Messages of any size: a chart's values or a whole stack may be large. */
export const unbounded = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

/** Serves on a port of this machine that the system chooses. */
export async function bind(
  service: grpc.ServiceDefinition,
  implementation: grpc.UntypedServiceImplementation,
): Promise<{ readonly server: grpc.Server; readonly port: number }> {
  const server = new grpc.Server(unbounded);
  server.addService(service, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { server, port };
}

/**
 * Serves a plugin's protocol to the engine that started this process, and ends with that engine:
 * it interrupts its plugins when it ends, and when it is killed, the other end of standard input goes with it.
 */
export function serve(
  service: grpc.ServiceDefinition,
  implementation: grpc.UntypedServiceImplementation,
  ending: Ending = {},
): void {
  bind(service, implementation).then(({ port }) => process.stdout.write(`${port}\n`));
  const leave = async (): Promise<void> => {
    await ending.close?.();
    process.exit(0);
  };
  process.on("SIGTERM", leave);
  process.on("SIGINT", () => (ending.interrupting?.() ? undefined : leave()));
  process.stdin.on("end", leave);
  process.stdin.on("error", leave);
  process.stdin.resume();
}

/** A call with one answer, written as an async function. Its errors become the call's. */
export function unary<Request, Response>(
  answer: (request: Request, call: grpc.ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request, call))
      .then((response) => callback(null, response))
      .catch((error: unknown) => callback(statusOf(error)));
  };
}

/** An error that knows how to say itself in gRPC. */
export interface StatusError {
  toStatus(): grpc.ServiceError | Partial<grpc.StatusObject>;
}

function statusOf(error: unknown): grpc.ServiceError | Partial<grpc.StatusObject> {
  if (error instanceof Error && "toStatus" in error) return (error as Error & StatusError).toStatus();
  const details = error instanceof Error ? error.message : String(error);
  return { code: grpc.status.UNKNOWN, details };
}
