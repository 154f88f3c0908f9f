import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Says things to the person who runs the engine, beside the resource that they are about. */
export interface Log {
  /** A line that lasts only while the resource is busy. */
  status(urn: string, message: string): void;
  /** A line that stays in the summary. */
  warn(urn: string, message: string): void;
}

/** The engine's address: the one argument of a plugin that is not a flag. */
export function engineAddress(args: readonly string[]): string | undefined {
  return args.filter((arg) => /^[^-].*:\d+$/.test(arg)).at(-1);
}

/** The engine's log. Without an address, or with an engine that has gone, what is said is lost. */
export function engineLog(address: string | undefined): Log {
  if (!address) return { status: () => undefined, warn: () => undefined };
  const client = new EngineClient(address, grpc.credentials.createInsecure());
  const send = (severity: LogSeverity, ephemeral: boolean) => (urn: string, message: string) => {
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setEphemeral(ephemeral);
    request.setUrn(urn);
    request.setMessage(message);
    client.log(request, () => undefined);
  };
  return { status: send(LogSeverity.INFO, true), warn: send(LogSeverity.WARNING, false) };
}
