import { existsSync } from "node:fs";
import { join } from "node:path";
import { EngineProject } from "./support/engine-project";

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

describe("the stand-ins under the real engine", () => {
  let project: EngineProject;
  beforeAll(() => {
    project = new EngineProject(PROGRAM);
  });
  afterAll(() => project.remove());

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
