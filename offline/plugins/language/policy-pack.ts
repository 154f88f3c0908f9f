import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { bind, unbounded } from "../protocol/server";
import { runtimeOptions } from "./options";
import { type PluginCall, pluginEnvironment } from "./plugin";
import { interrupt, sdkModule } from "./program";

type Pack = ChildProcessByStdio<null, Readable, Readable>;

/** Messages as they come: what is only passed on need not be understood. */
const raw = (message: Buffer): Buffer => message;

/**
 * Runs a policy pack until it ends, or the engine cancels the call.
 *
 * The SDK reads the stack's configuration from the environment when a pack starts, but the engine tells it by a call to a
 * pack that runs. So the engine talks to this host, which starts the pack at that call, and passes on this and all others.
 *
 * @param running where the way to stop the pack is kept as long as it runs.
 */
export async function runPolicyPack(call: PluginCall, running: Set<() => void>): Promise<void> {
  let pack: Promise<grpc.Client> | undefined;
  const answer =
    (path: string): grpc.handleUnaryCall<Buffer, Buffer> =>
    ({ request }, callback) => {
      // It comes before the configuration, and what it tells is of no use here.
      if (path === AnalyzerService.handshake.path) return callback(null, Buffer.alloc(0));
      const configures = path === AnalyzerService.configureStack.path;
      pack ??= begin(call, running, configures ? request : undefined);
      pack.then(
        (client) =>
          client.makeUnaryRequest(path, raw, raw, request, (error, response) => callback(error, response)),
        (error: Error) => callback({ code: grpc.status.UNAVAILABLE, details: error.message }),
      );
    };
  const methods = Object.entries(AnalyzerService as grpc.ServiceDefinition);
  const { server, port } = await bind(
    Object.fromEntries(
      methods.map(([name, { path, requestStream, responseStream }]) => [
        name,
        {
          ...{ path, requestStream, responseStream },
          ...{
            requestSerialize: raw,
            requestDeserialize: raw,
            responseSerialize: raw,
            responseDeserialize: raw,
          },
        },
      ]),
    ),
    Object.fromEntries(methods.map(([name, { path }]) => [name, answer(path)])),
  );
  call.once("cancelled", () => server.forceShutdown());
  call.once("finish", () => server.forceShutdown());
  call.write(new RunPluginResponse().setStdout(Buffer.from(`${port}\n`)));
}

/** Starts the pack. @throws Error when it ends before it serves. */
async function begin(
  call: PluginCall,
  running: Set<() => void>,
  configuration: Buffer | undefined,
): Promise<grpc.Client> {
  const child = spawnPack(
    call.request,
    configuration && AnalyzerStackConfigureRequest.deserializeBinary(configuration),
  );
  const stop = (): void => interrupt(child);
  running.add(stop);
  call.once("cancelled", stop);
  child.stderr.on("data", (bytes: Buffer) => call.write(new RunPluginResponse().setStderr(bytes)));
  return await new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    // The first line is the pack's port, and the engine has this host's already.
    lines.once("line", (port) => {
      lines.on("line", (line) => call.write(new RunPluginResponse().setStdout(Buffer.from(`${line}\n`))));
      resolve(new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), unbounded));
    });
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(stop);
      reject(new Error(`the policy pack ended with exit code ${code}`));
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
  });
}

function spawnPack(
  request: RunPluginRequest,
  configuration: AnalyzerStackConfigureRequest | undefined,
): Pack {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? "";
  const options = runtimeOptions((info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>);
  // As the real host has it, arguments for node reach the SDK's runner, and not node.
  const args = [
    sdkModule(directory, "run-policy-pack"),
    ...options.nodeargs,
    ...request.getArgsList(),
    directory,
  ];
  return spawn("node", args, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...pluginEnvironment(request), ...(configuration && stackVariables(configuration)) },
  });
}

/** The stack as the SDK looks for it. */
export function stackVariables(configuration: AnalyzerStackConfigureRequest): Record<string, string> {
  const variables = {
    PULUMI_NODEJS_ORGANIZATION: configuration.getOrganization(),
    PULUMI_NODEJS_PROJECT: configuration.getProject(),
    PULUMI_NODEJS_STACK: configuration.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(configuration.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(configuration.getConfigMap().toArray())),
  };
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
}
