import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

const repository = resolve(__dirname, "../..");
const standIns = join(repository, "test/stand-ins/bin");

const PROGRAM = `
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const config = new pulumi.Config();
const password = new random.RandomPassword("password", { length: 16, special: false });
const secretive = new command.local.Command("secretive", {
  create: "printf %s \\"$PASSWORD\\" | wc -c",
  environment: { PASSWORD: password.result },
  logging: "none",
});
const greeting: string = config.require("greeting");
const plain = new command.local.Command("plain", {
  create: \`echo \${greeting} $TOKEN\`,
  update: \`echo \${greeting} after $PULUMI_COMMAND_STDOUT\`,
  delete: "echo gone > gone.txt",
  environment: { TOKEN: config.requireSecret("token") },
});
export const greeted = plain.stdout;
export const length = secretive.stdout;
`;

/** A project of its own under the real engine, with its state in its folder. */
class Project {
  readonly directory = mkdtempSync(join(tmpdir(), "stand-ins-"));

  constructor() {
    const write = (name: string, content: string): void => writeFileSync(join(this.directory, name), content);
    write("index.ts", PROGRAM);
    write("package.json", JSON.stringify({ name: "project", main: "index.ts" }));
    write(
      "Pulumi.yaml",
      JSON.stringify({
        name: "project",
        runtime: {
          name: "nodejs",
          options: { packagemanager: "npm", typescript: false, nodeargs: "--import tsx" },
        },
      }),
    );
    mkdirSync(join(this.directory, "state"));
    symlinkSync(join(repository, "node_modules"), join(this.directory, "node_modules"));
  }

  async pulumi(...args: string[]): Promise<string> {
    const env = {
      ...process.env,
      PATH: [standIns, dirname(process.execPath), process.env.PATH].join(delimiter),
      PULUMI_BACKEND_URL: `file://${join(this.directory, "state")}`,
      PULUMI_HOME: join(this.directory, "home"),
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
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

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }
}

describe("the stand-ins under the real engine", () => {
  let project: Project;
  beforeAll(() => {
    project = new Project();
  });
  afterAll(() => rmSync(project.directory, { recursive: true, force: true }));

  it("run a TypeScript program through tsx, keep its secrets, change it, and take it down", async () => {
    await project.pulumi("stack", "init", "dev");
    await project.pulumi(
      "config",
      "set-all",
      "--plaintext",
      "greeting=hello",
      "--secret",
      "token=tell-nobody",
    );

    const created = await project.pulumi("up", "--yes", "--skip-preview");
    expect(created).toMatch(/\+ 4 created/);
    expect(created).toMatch(/greeted: \[secret\]/);
    const first = JSON.parse(await project.pulumi("stack", "output", "--json", "--show-secrets")) as object;
    expect(first).toEqual({ greeted: "hello tell-nobody", length: "16" });
    expect(await project.pulumi("stack", "export")).not.toContain("tell-nobody");

    await project.pulumi("config", "set", "greeting", "bye");
    const updated = await project.pulumi("up", "--yes", "--skip-preview");
    expect(updated).toMatch(/~ 1 updated\s+3 unchanged/);
    const second = await project.pulumi("stack", "output", "greeted", "--show-secrets");
    expect(second).toBe("bye after hello tell-nobody\n");

    await project.pulumi("destroy", "--yes", "--skip-preview");
    expect(project.read("gone.txt")).toBe("gone\n");
    expect(existsSync(join(project.directory, "state/.pulumi/stacks/project/dev.json"))).toBe(true);
  }, 300_000);
});
