import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isOfRealPlugin, standInMark } from "../../../cli/stack/plugin-origin";
import { type Changes, replaces } from "./diff";
import { engineAddress, engineLog } from "./engine";
import type { Diff, MakeProvider, Provider, Subject } from "./provider";
import { serve, unary } from "./server";
import type { Properties } from "./values";

/** Runs a provider as the plugin that this process is. */
export function run(make: MakeProvider): void {
  const provider = make(engineLog(engineAddress(process.argv.slice(2))));
  serve(ResourceProviderService, implementation(provider), provider);
}

/** What is not here answers "unimplemented", which the engine takes for "not supported". */
export function implementation(provider: Provider): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(provider.version)),
    configure: unary((request: rpc.ConfigureRequest) => {
      provider.configure?.(unmarked(request.getArgs()));
      const response = new rpc.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    checkConfig: unary((request: rpc.CheckRequest) => {
      const response = new rpc.CheckResponse();
      // Becomes part of the state, which so tells that the real plugin did not write it.
      response.setInputs(struct({ ...properties(request.getNews()), [standInMark]: true }));
      return response;
    }),
    diffConfig: unary((request: rpc.DiffRequest) => {
      const diff = provider.diffConfig?.(unmarked(request.getOlds()), unmarked(request.getNews()));
      return diffResponse(diff ?? { changes: new Map() });
    }),
    check: unary(async (request: rpc.CheckRequest) => {
      const { inputs, failures } = await provider.check({
        ...subject(request),
        olds: properties(request.getOlds()),
        news: properties(request.getNews()),
        proposedName: request.getAutonaming()?.getProposedName() || undefined,
        randomSeed: request.getRandomseed_asU8(),
      });
      const response = new rpc.CheckResponse();
      response.setInputs(struct(inputs));
      for (const { property, reason } of failures ?? []) {
        const failure = new rpc.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        response.addFailures(failure);
      }
      return response;
    }),
    diff: unary(async (request: rpc.DiffRequest) => {
      refuseForeign(request, request.getOlds());
      return diffResponse(
        await provider.diff({
          ...subject(request),
          id: request.getId(),
          state: properties(request.getOlds()),
          oldInputs: properties(request.getOldInputs()),
          news: properties(request.getNews()),
        }),
      );
    }),
    create: unary(async (request: rpc.CreateRequest) => {
      const { id, state } = await provider.create({
        ...subject(request),
        inputs: properties(request.getProperties()),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
      });
      const response = new rpc.CreateResponse();
      response.setId(request.getPreview() ? "" : id);
      response.setProperties(struct(state));
      return response;
    }),
    read: unary(async (request: rpc.ReadRequest) => {
      refuseForeign(request, request.getProperties());
      const { id, state, inputs } = await provider.read({
        ...subject(request),
        id: request.getId(),
        state: properties(request.getProperties()),
        inputs: properties(request.getInputs()),
      });
      const response = new rpc.ReadResponse();
      response.setId(id);
      if (id) response.setProperties(struct(state));
      if (id) response.setInputs(struct(inputs));
      return response;
    }),
    update: unary(async (request: rpc.UpdateRequest) => {
      refuseForeign(request, request.getOlds());
      const state = await provider.update({
        ...subject(request),
        id: request.getId(),
        state: properties(request.getOlds()),
        inputs: properties(request.getNews()),
        preview: request.getPreview(),
        timeout: request.getTimeout(),
      });
      const response = new rpc.UpdateResponse();
      response.setProperties(struct(state));
      return response;
    }),
    delete: unary(async (request: rpc.DeleteRequest) => {
      refuseForeign(request, request.getProperties());
      await provider.delete({
        ...subject(request),
        id: request.getId(),
        state: properties(request.getProperties()),
        timeout: request.getTimeout(),
      });
      return new Empty();
    }),
    invoke: unary(async (request: rpc.InvokeRequest) => {
      if (!provider.invoke) throw new Error(`${request.getTok()}: this provider answers no questions`);
      const response = new rpc.InvokeResponse();
      response.setReturn(struct(await provider.invoke(request.getTok(), properties(request.getArgs()))));
      return response;
    }),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
  };
}

interface Addressed {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

function subject(request: Addressed): Subject {
  return { urn: request.getUrn(), type: request.getType(), name: request.getName() };
}

/** A provider's configuration without what the state says of who wrote it. */
function unmarked(message: Struct | undefined): Properties {
  const { [standInMark]: _, ...rest } = properties(message);
  return rest;
}

/** @throws Error where the real plugin wrote a resource: the stand-in would see differences that are none, and act on them. */
function refuseForeign(request: Addressed, state: Struct | undefined): void {
  const type = request.getType();
  if (!isOfRealPlugin(type, properties(state))) return;
  const name = `pulumi-resource-${type.split(":")[0]}`;
  throw new Error(
    `${request.getUrn()} was made by the real ${name}, and this is its stand-in from offline/plugins, which leaves it as it is. Put the real one on PATH instead; or take the stack down with it, and bring it up anew with the stand-in.`,
  );
}

function properties(message: Struct | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value);
}

function diffResponse({ changes, deleteBeforeReplace = false }: Diff): rpc.DiffResponse {
  const response = new rpc.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
  response.setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList(replaces(changes));
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  const details = response.getDetaileddiffMap();
  for (const [path, diff] of propertyDiffs(changes)) details.set(path, diff);
  return response;
}

function* propertyDiffs(changes: Changes): Iterable<[string, rpc.PropertyDiff]> {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = rpc.PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE],
    delete: [DELETE, DELETE_REPLACE],
    update: [UPDATE, UPDATE_REPLACE],
  };
  for (const [path, { kind, replace }] of changes) {
    const diff = new rpc.PropertyDiff();
    diff.setKind((replace ? kinds[kind][1] : kinds[kind][0]) ?? UPDATE);
    diff.setInputdiff(true);
    yield [path, diff];
  }
}
