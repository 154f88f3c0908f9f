import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import type { ServerWritableStream } from "@grpc/grpc-js";
import {
  AboutResponse,
  DependencyInfo,
  GetProgramDependenciesResponse,
  type InstallDependenciesRequest,
  InstallDependenciesResponse,
  type ProgramInfo,
} from "@pulumi/pulumi/proto/language_pb";
import { runtimeOptions } from "./options";

const execute = promisify(execFile);

interface Listing {
  readonly dependencies?: Readonly<Record<string, Listing & { readonly version?: string }>>;
}

/** What `pulumi about` says about the runtime. */
export async function about(): Promise<AboutResponse> {
  const response = new AboutResponse();
  response.setExecutable(process.execPath);
  response.setVersion(process.version);
  const { stdout } = await execute("npm", ["--version"]);
  response.getMetadataMap().set("packagemanager", "npm").set("packagemanagerVersion", stdout.trim());
  return response;
}

/** The program's packages, as `npm ls` tells them. */
export async function dependencies(
  info: ProgramInfo | undefined,
  transitive: boolean,
): Promise<GetProgramDependenciesResponse> {
  const args = ["ls", "--json", ...(transitive ? ["--all"] : [])];
  const options = { cwd: info?.getProgramDirectory(), maxBuffer: 1 << 28 };
  // npm ls fails over any unmet peer, and prints its list all the same.
  const { stdout } = await execute("npm", args, options).catch((error: { stdout?: string }) => error);
  const found = new Map<string, string>();
  const collect = (listing: Listing): void => {
    for (const [name, dependency] of Object.entries(listing.dependencies ?? {})) {
      if (dependency.version) found.set(name, dependency.version);
      collect(dependency);
    }
  };
  collect(JSON.parse(stdout || "{}") as Listing);
  const response = new GetProgramDependenciesResponse();
  for (const [name, version] of found) {
    const dependency = new DependencyInfo();
    dependency.setName(name);
    dependency.setVersion(version);
    response.addDependencies(dependency);
  }
  return response;
}

/** Installs the program's packages with its package manager, and streams what that says. */
export function install(
  call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
): void {
  const info = call.request.getInfo();
  const { packagemanager } = runtimeOptions(
    (info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>,
  );
  const child = spawn(packagemanager, ["install"], {
    cwd: info?.getProgramDirectory(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const fail = (details: string): void => void call.destroy(new Error(details));
  child.stdout.on("data", (bytes: Buffer) => {
    const response = new InstallDependenciesResponse();
    response.setStdout(bytes);
    call.write(response);
  });
  child.stderr.on("data", (bytes: Buffer) => {
    const response = new InstallDependenciesResponse();
    response.setStderr(bytes);
    call.write(response);
  });
  call.once("cancelled", () => child.kill("SIGINT"));
  child.once("error", (error) => fail(`could not run ${packagemanager}: ${error.message}`));
  child.once("close", (code) =>
    code === 0 ? call.end() : fail(`${packagemanager} install exited with ${code}`),
  );
}
