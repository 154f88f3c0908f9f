import { statfs } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { run } from "../../commands/process";
import { listenAddress } from "./config";
import { type Container, containers, type DockerHost, dockerHost, type Network, network } from "./docker";

/** What preflight asks of the machine. Tests answer in its place. */
export interface Machine {
  /** @throws {DockerUnavailable} when Docker cannot be used. */
  docker(): Promise<DockerHost>;
  /** Every container of the engine. */
  containers(): Promise<Container[]>;
  /** A Docker network by name. */
  network(name: string): Promise<Network | undefined>;
  /** Whether there is a `kind` to run. */
  hasKind(): Promise<boolean>;
  /** Free space where a folder lies, in mebibytes; `undefined` when it cannot be told from here. */
  freeDiskMiB(directory: string): Promise<number | undefined>;
  /** Whether something listens on a port of 127.0.0.1. */
  portInUse(port: number): Promise<boolean>;
}

/** The machine that this runs on. */
export const thisMachine: Machine = {
  docker: dockerHost,
  containers,
  network,
  hasKind: () =>
    run("kind", ["version"]).then(
      () => true,
      () => false,
    ),
  freeDiskMiB: (directory) =>
    statfs(directory).then(
      ({ bavail, bsize }) => Math.floor((bavail * bsize) / 2 ** 20),
      () => undefined,
    ),
  portInUse: async (port) => !(await canListen(port)) || (await answers(port)),
};

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A port under 1024 may be Docker's to open though not ours.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host: listenAddress, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** macOS lets one program listen on 127.0.0.1 while another listens on all addresses. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: listenAddress });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(500, () => done(false));
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}
