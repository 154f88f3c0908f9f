import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goModuleFolder } from "../../../components/charts/go-module";
import { chartRepository } from "../../../components/charts/sources";
import { versions } from "../../../components/versions/versions";
import { temporaryFolder } from "../toolchain/fakes";

const version = versions.sparkOperatorChart;
const pinned = versions.charts["spark-operator"];
const sum = (data: Buffer) => createHash("sha256").update(data).digest("hex");

/** A chart's archive. */
function archive(): Buffer {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "spark-operator"));
  writeFileSync(join(folder, "spark-operator", "Chart.yaml"), `version: ${version}\n`);
  execFileSync("tar", ["-czf", join(folder, "chart.tgz"), "-C", folder, "spark-operator"]);
  return readFileSync(join(folder, "chart.tgz"));
}

/** The repository: an index with a digest, and what it leads to. */
function publish(released: Buffer, digest: string, leadsTo = "https://kubeflow.github.io"): void {
  const index = `entries:\n  spark-operator:\n    - version: ${version}\n      digest: ${digest}\n      urls: [a.tgz]\n`;
  jest.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
    const body = String(url).endsWith("index.yaml") ? index : new Uint8Array(released);
    const response = new Response(body);
    Object.defineProperty(response, "url", {
      value: String(url).replace("https://kubeflow.github.io", leadsTo),
    });
    return response;
  });
}

/** What `versions.json` has, with another sum of the chart. */
function pin(sha256: string): void {
  versions.charts["spark-operator"] = `sha256:${sha256}`;
}
afterEach(() => {
  versions.charts["spark-operator"] = pinned;
});

test("a chart is what versions.json says, whatever the repository's index has", async () => {
  const released = archive();
  publish(released, "f".repeat(64));
  pin(sum(released));
  const into = temporaryFolder();
  await chartRepository.fetch(version, into);
  expect(readFileSync(join(into, "Chart.yaml"), "utf8")).toContain(version);
});

test("a chart that was put in its place is refused, though the index agrees with it", async () => {
  const other = archive();
  publish(other, sum(other));
  await expect(chartRepository.fetch(version, temporaryFolder())).rejects.toThrow(/versions\.json says/);
});

test("nothing is taken from where a repository leads out of HTTPS", async () => {
  const released = archive();
  publish(released, sum(released), "http://mirror.example");
  await expect(chartRepository.fetch(version, temporaryFolder())).rejects.toThrow("is not HTTPS");
});

test("a Go module that is not the one that is pinned is not used", async () => {
  const key = `github.com/kubeflow/spark-operator/v2@v${version}`;
  expect(Object.keys(versions.goModules)).toEqual([
    key,
    `github.com/aws/karpenter-provider-aws@v${versions.karpenter}`,
  ]);
  const had = versions.goModules[key] ?? "";
  versions.goModules[key] = `h1:${"A".repeat(43)}=`;
  await expect(goModuleFolder("github.com/kubeflow/spark-operator/v2", version)).rejects.toThrow(
    `the module has the checksum ${had}, versions.json says`,
  );
  versions.goModules[key] = had;
});
