import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { clone, standIns } from "./copy";

/** A project of its own under the real engine, with its state in its folder. */
export class EngineProject {
  readonly directory = mkdtempSync(join(tmpdir(), "engine-project-"));

  /**
   * @param program text of its index.ts.
   * @param name of the project, under which its configuration is found.
   */
  constructor(program: string, name = "project") {
    const write = this.write.bind(this);
    write("index.ts", program);
    write("package.json", JSON.stringify({ name, main: "index.ts" }));
    write(
      "Pulumi.yaml",
      JSON.stringify({
        name,
        runtime: {
          name: "nodejs",
          options: { packagemanager: "npm", typescript: false, nodeargs: "--import tsx" },
        },
      }),
    );
    mkdirSync(join(this.directory, "state"));
    symlinkSync(join(clone, "node_modules"), join(this.directory, "node_modules"));
  }

  /** Runs the Pulumi CLI and tells what it printed. @throws {Error} with all that it said, when it fails. */
  async pulumi(...args: string[]): Promise<string> {
    const env = {
      ...process.env,
      PATH: [...standIns, dirname(process.execPath), process.env.PATH].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.directory, "state")}`,
      PULUMI_HOME: join(this.directory, "home"),
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], {
      cwd: this.directory,
      env,
    }).catch((error: NodeJS.ErrnoException & { stdout?: string; stderr?: string }) => {
      if (error.code === "ENOENT") {
        throw new Error(
          "there is no pulumi on PATH: run the tests with `./workshop test`, which puts it there",
        );
      }
      throw new Error(`pulumi ${args.join(" ")}: ${error.stdout}${error.stderr}`);
    });
    return stdout;
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.directory, name), content);
  }

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
