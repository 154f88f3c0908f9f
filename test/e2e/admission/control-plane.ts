import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder } from "../../../cli/process/paths";
import { startApiServer, stopApiServer } from "../aws/api-server";
import { Client } from "./client";

/** An API server that answers, and the way to be rid of it. */
export interface ControlPlane {
  /** With every right. */
  readonly admin: Client;
  stop(): Promise<void>;
}

/**
 * An API server and its store as two processes, in seconds: the programs of which the node image is made where it is built from
 * Kubernetes' modules. Where it is pulled there are none, and a control plane of kind's answers.
 */
export async function startControlPlane(): Promise<ControlPlane> {
  const programs = builtPrograms();
  return programs ? startProcesses(programs) : ofKind();
}

/** The program that is Kubernetes and etcd by the name that it is called by. */
function builtPrograms(): string | undefined {
  const folder = join(cacheFolder(), "image-programs");
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith("kubernetes-"))
    .map((name) => join(folder, name, "kubernetes"))
    .find((path) => existsSync(path));
}

function ofKind(): ControlPlane {
  const api = startApiServer();
  const certificate = Buffer.from(api.certificate, "base64").toString();
  return {
    admin: new Client({ server: api.server, certificate, token: api.token }),
    stop: async () => stopApiServer(api),
  };
}

async function startProcesses(program: string): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), "control-plane-"));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  for (const name of ["etcd", "kube-apiserver"]) symlinkSync(program, join(folder, name));
  mkdirSync(join(folder, "certificates"));
  const log = openSync(join(folder, "log"), "a");
  const start = (name: string, args: string[]): ChildProcess =>
    spawn(join(folder, name), args, { stdio: ["ignore", log, log] });

  const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
  const store = `http://127.0.0.1:${client}`;
  const etcd = start("etcd", [
    `--data-dir=${join(folder, "data")}`,
    `--listen-client-urls=${store}`,
    `--advertise-client-urls=${store}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    "--unsafe-no-fsync",
  ]);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = file("accounts.pem", privateKey.export({ type: "pkcs1", format: "pem" }).toString());
  const token = randomBytes(16).toString("hex");
  const apiServer = start("kube-apiserver", [
    `--etcd-servers=${store}`,
    "--bind-address=127.0.0.1",
    `--secure-port=${secure}`,
    `--cert-dir=${join(folder, "certificates")}`,
    "--authorization-mode=RBAC",
    `--token-auth-file=${file("tokens.csv", `${token},admin,admin,"system:masters"\n`)}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    "--service-cluster-ip-range=10.96.0.0/16",
  ]);
  const stop = async () => {
    for (const child of [apiServer, etcd]) {
      if (child.exitCode !== null) continue;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const until = Date.now() + 60_000;
    for (;;) {
      if (apiServer.exitCode !== null || Date.now() > until) {
        throw new Error(
          `The API server does not answer:\n${readFileSync(join(folder, "log"), "utf8").slice(-4000)}`,
        );
      }
      const certificate = join(folder, "certificates", "apiserver.crt");
      if (existsSync(certificate)) {
        const server = `https://127.0.0.1:${secure}`;
        const admin = new Client({ server, certificate: readFileSync(certificate, "utf8"), token });
        if (await admin.isReady()) return { admin, stop };
      }
      await sleep(200);
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
