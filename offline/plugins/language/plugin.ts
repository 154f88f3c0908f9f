import { spawn } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { runtimeOptions } from "./options";
import { interrupt, sdkModule } from "./program";

/** The engine's wish for a plugin, and the way for what the plugin prints. */
export type PluginCall = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/**
 * Runs a package of components until it ends, or the engine cancels the call. What it prints is passed on: its first line is its port.
 *
 * @param running where the way to stop it is kept as long as it runs.
 */
export function runPlugin(call: PluginCall, running: Set<() => void>): void {
  const request = call.request;
  const child = spawn("node", pluginArguments(request), {
    cwd: request.getPwd(),
    stdio: ["ignore", "pipe", "pipe"],
    env: pluginEnvironment(request),
  });
  const stop = (): void => interrupt(child);
  running.add(stop);
  call.once("cancelled", stop);
  child.stdout.on("data", (bytes: Buffer) => call.write(new RunPluginResponse().setStdout(bytes)));
  child.stderr.on("data", (bytes: Buffer) => call.write(new RunPluginResponse().setStderr(bytes)));
  child.once("error", (error) => call.destroy(error));
  child.once("close", (code) => {
    running.delete(stop);
    call.write(new RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
}

/** The arguments of node. As the real host has it, those that the package wants for node reach the SDK's runner, and not node. */
export function pluginArguments(request: RunPluginRequest): string[] {
  const { directory, options } = packageOf(request);
  return [sdkModule(directory, "run-plugin"), ...options.nodeargs, directory, ...request.getArgsList()];
}

function packageOf(request: RunPluginRequest) {
  const info = request.getInfo();
  const options = runtimeOptions((info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>);
  return { directory: info?.getProgramDirectory() ?? "", options };
}

/** The environment of a plugin that is written in Node: what the engine says, and how the SDK is to read TypeScript. */
export function pluginEnvironment(request: RunPluginRequest): Record<string, string> {
  const { options } = packageOf(request);
  return {
    ...Object.fromEntries(request.getEnvList().map((variable) => variable.split(/=(.*)/s).slice(0, 2))),
    ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}
