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
    // The state says who wrote it, which by itself is no change.
    const state = await project.pulumi("stack", "export", "--show-secrets");
    expect(state.match(/"__standIn": true/g)?.length).toBeGreaterThanOrEqual(2);
    const ofReal = state.replace('"result": ', '"__meta": "{}", "result": ');
    project.write("real.json", ofReal);
    await project.pulumi("stack", "import", "--file", "real.json");
    await expect(project.pulumi("preview")).rejects.toThrow(/made by the real pulumi-resource-random/);
    await expect(project.pulumi("destroy", "--yes", "--skip-preview")).rejects.toThrow(/leaves it as it is/);
    project.write("ours.json", state);
    await project.pulumi("stack", "import", "--file", "ours.json");
    expect(await project.pulumi("preview")).toMatch(/4 unchanged/);

    const second = await project.pulumi("stack", "output", "greeted", "--show-secrets");
    expect(second).toBe("bye after hello tell-nobody\n");

    await project.pulumi("destroy", "--yes", "--skip-preview");
    expect(project.read("gone.txt")).toBe("gone\n");
    expect(existsSync(join(project.directory, "state/.pulumi/stacks/project/dev.json"))).toBe(true);
  }, 600_000);
});
