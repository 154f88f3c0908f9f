import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  choosePlugins,
  neededPlugins,
  type Plugin,
  type PluginWorld,
  pluginLine,
  writeStandIns,
} from "../../../cli/stack/plugins";

const needed: Plugin[] = [
  { kind: "language", name: "nodejs" },
  { kind: "resource", name: "kubernetes", version: "4.34.2" },
  { kind: "resource", name: "command", version: "1.2.1" },
];

/** A machine with nothing and no network, but for what a test adds. */
function world(parts: Partial<PluginWorld> = {}): PluginWorld & { downloads: string[] } {
  const downloads: string[] = [];
  return {
    onPath: () => false,
    besidePulumi: () => false,
    installed: () => false,
    standInsInUse: false,
    download: async ({ name }) => {
      downloads.push(name);
      return false;
    },
    downloads,
    ...parts,
  };
}

const sources = async (w: PluginWorld) => (await choosePlugins(needed, w)).map(({ source }) => source);

test("the real ones are taken wherever they are", async () => {
  const found = world({
    besidePulumi: (executable) => executable === "pulumi-language-nodejs",
    onPath: (executable) => executable === "pulumi-resource-command",
    installed: ({ name, version }) => name === "kubernetes" && version === "4.34.2",
  });
  expect(await sources(found)).toEqual(["beside pulumi", "installed", "on PATH"]);
  expect(found.downloads).toEqual([]);
});

test("what is missing is downloaded", async () => {
  expect(await sources(world({ download: async () => true }))).toEqual([
    "stand-in",
    "downloaded",
    "downloaded",
  ]);
});

test("a download that fails is tried for one plugin only", async () => {
  const offline = world();
  expect(await sources(offline)).toEqual(["stand-in", "stand-in", "stand-in"]);
  expect(offline.downloads).toEqual(["kubernetes"]);
});

test("stand-ins of an earlier run stay without another look at the network, real ones that came since are used", async () => {
  const second = world({ standInsInUse: true, installed: ({ name }) => name === "command" });
  expect(await sources(second)).toEqual(["stand-in", "stand-in", "installed"]);
  expect(second.downloads).toEqual([]);
});

test("a line says which are stand-ins and which are real", async () => {
  const mixed = await choosePlugins(needed, world({ installed: ({ name }) => name === "command" }));
  expect(pluginLine(mixed)).toMatch(
    /stand-ins from offline\/plugins for nodejs, kubernetes,.*the real ones for command$/,
  );
  expect(pluginLine(await choosePlugins(needed, world({ onPath: () => true })))).toBe(
    "Pulumi plugins: the real ones",
  );
});

test("the versions are those of package.json", () => {
  const root = resolve(__dirname, "../../..");
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(neededPlugins(root)).toContainEqual({
    kind: "resource",
    name: "kubernetes",
    version: dependencies["@pulumi/kubernetes"],
  });
});

describe("writeStandIns", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "plugins-")), "plugins");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const choices = (standIns: string[]) =>
    needed.map(
      (plugin) => ({ plugin, source: standIns.includes(plugin.name) ? "stand-in" : "on PATH" }) as const,
    );

  test("puts the chosen ones, and no others, into the folder", () => {
    writeStandIns(folder, "/a 'clone'/bin", choices(["nodejs", "command"]));
    expect(readdirSync(folder).sort()).toEqual(["pulumi-language-nodejs", "pulumi-resource-command"]);
    const script = join(folder, "pulumi-resource-command");
    expect(readFileSync(script, "utf8")).toContain(
      `exec '/a '\\''clone'\\''/bin/pulumi-resource-command' "$@"`,
    );
    expect(statSync(script).mode & 0o111).not.toBe(0);
  });

  test("leaves no folder when none is needed any more", () => {
    writeStandIns(folder, "/bin", choices([]));
    expect(existsSync(folder)).toBe(false);
  });
});
