import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { StatusError } from "./server";
import type { Properties } from "./values";

/**
 * The resource exists, but has not become what it should be. The engine records it all the same,
 * with the reasons, and the next update tries again.
 */
export class InitializationFailed extends Error implements StatusError {
  constructor(
    message: string,
    /** What there is to record. */
    readonly resource: { readonly id: string; readonly state: Properties; readonly inputs?: Properties },
    readonly reasons: readonly string[] = [],
  ) {
    super(message);
    this.name = "InitializationFailed";
  }

  toStatus(): Partial<grpc.StatusObject> {
    const detail = new ErrorResourceInitFailed();
    detail.setId(this.resource.id);
    detail.setProperties(Struct.fromJavaScript(this.resource.state));
    if (this.resource.inputs) detail.setInputs(Struct.fromJavaScript(this.resource.inputs));
    detail.setReasonsList([this.message, ...this.reasons]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(this.message);
    status.addDetails(any);
    const metadata = new grpc.Metadata();
    metadata.set("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    return { code: grpc.status.UNKNOWN, details: this.message, metadata };
  }
}
