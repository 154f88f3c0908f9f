import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Origin } from "../../../cli/stack/plugin-origin";
import {
  choosePlugins,
  neededPlugins,
  type Plugin,
  type PluginWorld,
  pluginLine,
  standInFolders,
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
    download: async ({ name }) => {
      downloads.push(name);
      return false;
    },
    downloads,
    ...parts,
  };
}

const sources = async (w: PluginWorld, origins?: Readonly<Record<string, Origin>>) =>
  (await choosePlugins(needed, w, origins)).map(({ source }) => source);

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

test("what a stack was made with by stand-ins stays with them, wherever the real ones have come to be", async () => {
  const second = world({ onPath: () => true });
  const choices = await choosePlugins(needed, second, { kubernetes: "stand-in" });
  expect(choices.map(({ source }) => source)).toEqual(["on PATH", "stand-in", "on PATH"]);
  expect(pluginLine(choices)).toBe(
    "Pulumi plugins: stand-ins from offline/plugins for kubernetes, with which this stack was made (./workshop down first to change to the real ones); the real ones for nodejs, command",
  );
});

test("a stack of stand-ins costs no look at the network for what it has none of yet", async () => {
  const second = world();
  expect(await sources(second, { kubernetes: "stand-in" })).toEqual(["stand-in", "stand-in", "stand-in"]);
  expect(second.downloads).toEqual([]);
});

describe("a stack that real plugins made", () => {
  const made = { kubernetes: "real", command: "real" } as const;

  test("goes on with them", async () => {
    expect(await sources(world({ installed: () => true }), made)).toEqual([
      "stand-in",
      "installed",
      "installed",
    ]);
    expect(await sources(world({ download: async () => true }), made)).toEqual([
      "stand-in",
      "downloaded",
      "downloaded",
    ]);
  });

  test("is refused where they are not to be had, all of them at once and with the cure", async () => {
    const refused = choosePlugins(needed, world(), made);
    await expect(refused).rejects.toThrow(/made with Pulumi's own plugins for kubernetes, command/);
    await expect(refused).rejects.toMatchObject({
      cure: expect.stringMatching(
        /^Put pulumi-resource-kubernetes, pulumi-resource-command on PATH.*\.\/workshop down where the real/,
      ),
    });
  });
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

test("each stand-in has a folder for PATH of its own, so that a choice for one shell changes no other's", () => {
  const root = resolve(__dirname, "../../..");
  const choices = needed.map(
    (plugin) => ({ plugin, source: plugin.name === "kubernetes" ? "on PATH" : "stand-in" }) as const,
  );
  const folders = standInFolders(root, choices);
  expect(folders.map((folder) => readdirSync(folder))).toEqual([
    ["pulumi-language-nodejs"],
    ["pulumi-resource-command"],
  ]);
  expect(folders.every((folder) => folder.startsWith(join(root, "offline", "plugins")))).toBe(true);
});
