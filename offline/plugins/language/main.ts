import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  type GetProgramDependenciesRequest,
  GetRequiredPackagesResponse,
  type LanguageHandshakeRequest,
  LanguageHandshakeResponse,
  type RunRequest,
  type RunResponse,
  RuntimeOptionsResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { engineAddress } from "../protocol/engine";
import { sdkVersion } from "../protocol/provider";
import { serve, unary } from "../protocol/server";
import { about, dependencies, install } from "./packages";
import { type PluginCall, runPlugin } from "./plugin";
import { runPolicyPack } from "./policy-pack";
import { type Running, start } from "./program";

let engine = engineAddress(process.argv.slice(2)) ?? "";
const running = new Set<Running>();
const plugins = new Set<() => void>();
const stopAll = (): void => {
  for (const program of running) program.stop();
  for (const stop of plugins) stop();
};

serve(
  LanguageRuntimeService,
  {
    handshake: unary((request: LanguageHandshakeRequest) => {
      engine = request.getEngineAddress();
      return new LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(sdkVersion("@pulumi/pulumi"))),
    // None: the plugins that there are are on PATH, and the engine would download what is named here.
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    run: unary<RunRequest, RunResponse>(async (request, call) => {
      const program = start(request, engine);
      running.add(program);
      call.once("cancelled", () => program.stop());
      return await program.response.finally(() => running.delete(program));
    }),
    runPlugin: (call: PluginCall) => {
      const run = call.request.getKind() === "analyzer" ? runPolicyPack : runPlugin;
      Promise.resolve()
        .then(() => run(call, plugins))
        .catch((error: Error) => call.destroy(error));
    },
    installDependencies: install,
    runtimeOptionsPrompts: unary(() => new RuntimeOptionsResponse()),
    about: unary(about),
    getProgramDependencies: unary((request: GetProgramDependenciesRequest) =>
      dependencies(request.getInfo(), request.getTransitivedependencies()),
    ),
    cancel: unary(() => {
      stopAll();
      return new Empty();
    }),
  },
  {
    close: async () => {
      stopAll();
      await Promise.all([...running].map((program) => program.response));
    },
  },
);
