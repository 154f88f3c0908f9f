import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "./config";

/** Helm refused, or its release has failed. */
export class HelmError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "HelmError";
  }
}

/** Files that only this user may read, for as long as this process lives. */
let directory: string | undefined;

/** Writes a file for helm to read, and returns its path. */
function privateFile(name: string, content: string): string {
  if (!directory) {
    const made = mkdtempSync(join(tmpdir(), "pulumi-helm-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    directory = made;
  }
  const path = join(directory, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

/** Runs helm against one cluster. */
export class Helm {
  private kubeconfigPath: string | undefined;
  private files = 0;

  constructor(
    private readonly config: Config,
    private readonly cancelled: AbortSignal,
  ) {}

  /** Writes values where helm can read them, and nobody else; the caller removes the file. */
  values(content: string): { readonly path: string; remove(): void } {
    const path = privateFile(`values-${this.files++}.json`, content);
    return { path, remove: () => rmSync(path, { force: true }) };
  }

  /**
   * @returns what helm wrote to its standard output.
   * @throws HelmError with what it wrote to its standard error, without warnings and the clients' logs.
   */
  async run(args: readonly string[]): Promise<string> {
    const child = spawn("helm", [...args, ...this.connection()], { stdio: ["ignore", "pipe", "pipe"] });
    const stop = (): void => void child.kill("SIGINT");
    this.cancelled.addEventListener("abort", stop);
    const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
      let text = "";
      for await (const chunk of stream.setEncoding("utf8")) text += chunk;
      return text;
    };
    const ended = new Promise<number | string>((resolve) => {
      child.once("error", (error: NodeJS.ErrnoException) =>
        resolve(
          error.code === "ENOENT" ? "there is no helm on PATH; install it, or put it there" : error.message,
        ),
      );
      child.once("close", (code, signal) => resolve(signal ?? code ?? 1));
    });
    const [end, out, err] = await Promise.all([ended, read(child.stdout), read(child.stderr)]);
    this.cancelled.removeEventListener("abort", stop);
    if (end === 0) return out;
    throw new HelmError(
      complaint(err) || (typeof end === "string" ? end : `helm ${args[0]} exited with ${end}`),
    );
  }

  private connection(): string[] {
    const { kubeconfig, context } = this.config;
    const inline = kubeconfig.includes("\n") || kubeconfig.startsWith("{");
    if (inline) this.kubeconfigPath ??= privateFile("kubeconfig", kubeconfig);
    const path = this.kubeconfigPath ?? kubeconfig;
    return [...(path ? ["--kubeconfig", path] : []), ...(context ? ["--kube-context", context] : [])];
  }
}

/** What helm complains about: its errors, without warnings and without the Kubernetes client's log lines. */
export function complaint(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => !/^(WARNING:|[WIE]\d{4} |coalesce\.go|walk\.go)/.test(line))
    .join("\n")
    .replace(/^Error: /, "")
    .replace(/^(INSTALLATION|UPGRADE) FAILED: /, "")
    .trim();
}
