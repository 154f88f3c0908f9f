import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { runtimeOptions } from "./options";

/** The SDK's exit code for "the person has been told already" (sdk/nodejs/cmd/run). */
const ALREADY_TOLD = 32;
/** How long an interrupted program may take to end. */
const GRACE_MS = 5_000;

/** A program on its way: its answer, and how to stop it. */
export interface Running {
  readonly response: Promise<RunResponse>;
  /** Interrupts the program, and kills it when that does not end it. */
  stop(): void;
}

/** Starts the program that the engine asks for, in a node of its own. */
export function start(request: RunRequest, engineAddress: string): Running {
  const info = request.getInfo();
  if (!info) throw new Error("the engine did not say where the program is");
  const options = runtimeOptions((info.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>);
  const directory = info.getProgramDirectory();
  const child = spawn(
    "node",
    [...options.nodeargs, sdkModule(directory, "run"), ...programArguments(request, engineAddress)],
    {
      cwd: process.cwd(),
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(legacyKeys(Object.fromEntries(request.getConfigMap().toArray()))),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
        ...(options.tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
      },
    },
  );
  return { response: ended(child), stop: () => interrupt(child) };
}

/** The arguments of the SDK's runner. */
export function programArguments(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const flags: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info?.getRootDirectory() ?? "",
    stack: request.getStack(),
    pwd: info?.getProgramDirectory() ?? "",
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

/** `project:key` as `project:config:key`, which SDKs of every age read. */
export function legacyKeys(config: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const [namespace = "", ...name] = key.replace(":config:", ":").split(":");
      return [`${namespace}:config:${name.join(":")}`, value];
    }),
  );
}

/** What the engine is told about a program that has ended. */
export function outcome(code: number | null, signal: NodeJS.Signals | null): RunResponse {
  const response = new RunResponse();
  if (code === ALREADY_TOLD) response.setBail(true);
  else if (signal) response.setError(`Program exited unexpectedly: signal: ${signal}`);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}

function ended(child: ChildProcess): Promise<RunResponse> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(outcome(code, signal)));
    child.once("error", (error) => {
      const response = new RunResponse();
      response.setError(`Problem executing program (could not run language executor): ${error.message}`);
      resolve(response);
    });
  });
}

/** Interrupts a process, and kills it when that does not end it. */
export function interrupt(child: ChildProcess): void {
  if (!child.kill("SIGINT")) return;
  setTimeout(() => child.kill("SIGKILL"), GRACE_MS).unref();
}

/** Where the program's own SDK has what runs programs of a kind. */
export function sdkModule(directory: string, kind: "run" | "run-plugin" | "run-policy-pack"): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(`@pulumi/pulumi/cmd/${kind}`);
  } catch {
    throw new Error("It looks like the Pulumi SDK has not been installed. Have you run pulumi install?");
  }
}
