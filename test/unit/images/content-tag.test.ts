import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { type ContextFile, contentTag, type ImageInputs } from "../../../components/images/content-tag";
import { contextFiles, dockerIgnore } from "../../../components/images/context-files";
import type { Image } from "../../../components/images/image";

const file: fc.Arbitrary<ContextFile> = fc.record({
  path: fc.string({ minLength: 1, unit: "binary" }),
  executable: fc.boolean(),
  contents: fc.uint8Array(),
});
const image: fc.Arbitrary<Image> = fc.record({
  kind: fc.constant("pulled" as const),
  reference: fc.string({ minLength: 1 }),
});
const inputs: fc.Arbitrary<ImageInputs> = fc.record({
  files: fc.uniqueArray(file, { selector: ({ path }) => path }),
  buildArgs: fc.dictionary(fc.string(), fc.string()),
  from: fc.array(image),
});

describe("contentTag", () => {
  it("does not depend on the order of anything", () => {
    fc.assert(
      fc.property(inputs, ({ files, buildArgs, from }) => {
        const turned = {
          files: [...files].reverse(),
          buildArgs: Object.fromEntries(Object.entries(buildArgs).reverse()),
          from: [...from].reverse(),
        };
        expect(contentTag(turned)).toBe(contentTag({ files, buildArgs, from }));
      }),
    );
  });

  it("is a name that Docker takes as a tag and Kubernetes as part of a name", () => {
    fc.assert(fc.property(inputs, (given) => expect(contentTag(given)).toMatch(/^[0-9a-f]{12}$/)));
  });

  it("changes with every contents, path, executable bit, build argument and base", () => {
    fc.assert(
      fc.property(inputs, file, fc.string(), fc.string(), image, (given, added, name, value, base) => {
        const { files, buildArgs, from } = given;
        const others = files.filter(({ path }) => path !== added.path);
        const withFile = (changed: ContextFile) => ({ ...given, files: [...others, changed] });
        const states = [
          { ...given, files: others },
          withFile(added),
          withFile({ ...added, executable: !added.executable }),
          withFile({ ...added, contents: Uint8Array.of(...added.contents, 0) }),
          withFile({ ...added, path: `${added.path}${"x".repeat(40)}` }),
          { ...withFile(added), buildArgs: { ...buildArgs, [name]: `${buildArgs[name] ?? ""}${value}x` } },
          { ...withFile(added), from: [...from, base] },
        ];
        expect(new Set(states.map(contentTag)).size).toBe(states.length);
      }),
    );
  });

  it("tells a value from the border between two", () => {
    const args: Record<string, string>[] = [{ A: "1", B: "2" }, { A: '1"]\n["arg","B","2' }, { AB: "12" }];
    const tags = args.map((buildArgs) => contentTag({ files: [], buildArgs, from: [] }));
    expect(new Set(tags).size).toBe(3);
  });

  it("knows a pulled base by its digest", () => {
    const on = (digest?: string) =>
      contentTag({ files: [], buildArgs: {}, from: [{ kind: "pulled", reference: "debian:12", digest }] });
    expect(on("sha256:1")).not.toBe(on("sha256:2"));
    expect(on("sha256:1")).not.toBe(on());
  });
});

describe("contextFiles", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "context-"));
    mkdirSync(join(folder, "build"));
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch");
    writeFileSync(join(folder, "build/run"), "#!/bin/sh");
    chmodSync(join(folder, "build/run"), 0o755);
    writeFileSync(join(folder, "README.md"), "read me");
    writeFileSync(join(folder, ".dockerignore"), "README.md\n.dockerignore\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const tag = () => contentTag({ files: contextFiles(folder), buildArgs: {}, from: [] });

  it("lists what Docker would get", () => {
    const found = contextFiles(folder).map(({ path, executable, contents }) => [
      path,
      executable,
      String(contents),
    ]);
    expect(found.sort()).toEqual([
      ["Dockerfile", false, "FROM scratch"],
      ["build/run", true, "#!/bin/sh"],
    ]);
  });

  it("gives the same tag whenever, and whatever is ignored", () => {
    const before = tag();
    utimesSync(join(folder, "Dockerfile"), 1, 1);
    chmodSync(join(folder, "Dockerfile"), 0o600);
    writeFileSync(join(folder, "README.md"), "read me again");
    expect(tag()).toBe(before);
    chmodSync(join(folder, "build/run"), 0o644);
    expect(tag()).not.toBe(before);
  });

  it("refuses what no image is made of", () => {
    symlinkSync("Dockerfile", join(folder, "link"));
    expect(contextFiles.bind(null, folder)).toThrow(/link is neither a file nor a folder/);
  });
});

describe("dockerIgnore", () => {
  it.each([
    ["README.md", ["README.md"], ["docs/README.md", "README.mdx", "READMExmd"]],
    [
      "**/__pycache__",
      ["__pycache__", "build/a/__pycache__", "build/__pycache__/jars.pyc"],
      ["build/pycache"],
    ],
    ["*.log", ["a.log"], ["logs/a.log", "a.logs"]],
    ["docs/", ["docs", "docs/a/b"], ["doc"]],
    ["a/**/z", ["a/z", "a/b/c/z"], ["b/a/z"]],
    ["tmp/**", ["tmp/x"], ["tmp"]],
    ["fil?", ["file"], ["files", "fil"]],
  ])("%s", (pattern, left, kept) => {
    const ignored = dockerIgnore(`# why\n\n${pattern}\n`);
    expect([...left, ...kept].filter(ignored)).toEqual(left);
  });

  it("refuses patterns that it would read otherwise than Docker", () => {
    expect(() => dockerIgnore("*\n!Dockerfile")).toThrow('"!Dockerfile" is not understood');
  });
});
