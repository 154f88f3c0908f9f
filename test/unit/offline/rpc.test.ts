import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Provider } from "../../../offline/plugins/protocol/provider";
import { implementation } from "../../../offline/plugins/protocol/rpc";

const type = "random:index/randomPassword:RandomPassword";
const urn = `urn:pulumi:dev::p::${type}::password`;
const struct = (value: object) => Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);

/** A provider that notes what it is asked. */
function provider(asked: string[]): Provider {
  const note = (what: string) => {
    asked.push(what);
  };
  return {
    version: "1.0.0",
    diffConfig: (olds, news) => {
      note(`diffConfig ${JSON.stringify([olds, news])}`);
      return { changes: new Map() };
    },
    check: ({ news }) => ({ inputs: news }),
    diff: () => {
      note("diff");
      return { changes: new Map() };
    },
    create: ({ inputs }) => ({ id: "1", state: inputs }),
    read: ({ id, state, inputs }) => {
      note("read");
      return { id, state, inputs };
    },
    update: ({ state }) => {
      note("update");
      return state;
    },
    delete: () => note("delete"),
    cancel: () => undefined,
  };
}

/** Calls a method as gRPC does. */
function call<Response>(asked: string[], method: string, request: object): Promise<Response> {
  const handler = implementation(provider(asked))[method] as (
    call: ServerUnaryCall<unknown, Response>,
    done: sendUnaryData<Response>,
  ) => void;
  return new Promise((resolve, reject) => {
    handler({ request } as ServerUnaryCall<unknown, Response>, (error, response) =>
      error ? reject(new Error((error as { details: string }).details)) : resolve(response as Response),
    );
  });
}

const diff = new rpc.DiffRequest();
const read = new rpc.ReadRequest();
const update = new rpc.UpdateRequest();
const remove = new rpc.DeleteRequest();
for (const request of [diff, read, update, remove]) {
  request.setUrn(urn);
  request.setType(type);
}
const withState = (state: object) => {
  diff.setOlds(struct(state));
  update.setOlds(struct(state));
  read.setProperties(struct(state));
  remove.setProperties(struct(state));
};

describe("a stand-in leaves a mark in the state", () => {
  it("that says who wrote it", async () => {
    const request = new rpc.CheckRequest();
    request.setNews(struct({ kubeconfig: "x" }));
    const response = await call<rpc.CheckResponse>([], "checkConfig", request);
    expect(response.getInputs()?.toJavaScript()).toEqual({ kubeconfig: "x", __standIn: true });
  });

  it("that is no difference of the provider's configuration", async () => {
    const asked: string[] = [];
    const request = new rpc.DiffRequest();
    request.setOlds(struct({ kubeconfig: "x" }));
    request.setNews(struct({ kubeconfig: "x", __standIn: true }));
    await call(asked, "diffConfig", request);
    expect(asked).toEqual([`diffConfig ${JSON.stringify([{ kubeconfig: "x" }, { kubeconfig: "x" }])}`]);
  });
});

describe("a stand-in and what the real plugin wrote", () => {
  const calls = [
    ["diff", diff],
    ["read", read],
    ["update", update],
    ["delete", remove],
  ] as const;

  it.each(calls)("%s is refused with the cure", async (method, request) => {
    const asked: string[] = [];
    withState({ result: "x", __meta: '{"schema_version":"3"}' });
    await expect(call(asked, method, request)).rejects.toThrow(
      /made by the real pulumi-resource-random.*Put the real one on PATH instead; or take the stack down/,
    );
    expect(asked).toEqual([]);
  });

  it.each(calls)("%s of what a stand-in wrote is done", async (method, request) => {
    const asked: string[] = [];
    withState({ result: "x" });
    await call(asked, method, request);
    expect(asked).toEqual([method]);
  });
});
