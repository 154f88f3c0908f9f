/**
 * Writes a stack that is up as the files of a plain script: kind's configuration, manifests and Helm values, all of them
 * the very objects that Pulumi created.
 *
 *     pulumi stack export --show-secrets -s dev | tsx bench/render.ts FOLDER
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { withDefaults } from "../components/cluster/kind/args";
import { kindConfig } from "../components/cluster/kind/config";
import { dockerHost } from "../components/cluster/kind/docker";
import { versions } from "../components/versions/versions";

interface Exported {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Record<string, unknown>;
}

/** Kinds in the order in which a person would apply them. */
const stages: readonly [file: string, kinds: readonly string[]][] = [
  [
    "1-base.yaml",
    ["Namespace", "Secret", "ServiceAccount", "Role", "RoleBinding", "ConfigMap", "PersistentVolumeClaim"],
  ],
  ["2-servers.yaml", ["Deployment", "Service"]],
  ["3-data.yaml", ["Job"]],
  ["4-application.yaml", ["SparkApplication"]],
];

async function render(folder: string): Promise<void> {
  const { deployment } = JSON.parse(readFileSync(0, "utf8")) as { deployment: { resources: Exported[] } };
  const resources = deployment.resources.map((one) => ({
    ...one,
    inputs: plain(one.inputs ?? {}) as Exported["inputs"],
  }));
  const named = (suffix: string) => resources.filter(({ urn }) => urn.endsWith(suffix));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  mkdirSync(folder, { recursive: true });

  const spec = withDefaults(inputOf(named("::cluster-kind")[0]));
  write("kind.yaml", stringify(kindConfig(spec, await dockerHost())));
  write("cluster", `${spec.name} ${versions.images.node.reference}\n`);
  write(
    "images",
    named("-load")
      .map((load) => inputOf<{ image: string; nodes: string[] }>(load))
      .map(({ image, nodes }) => `${image} ${nodes.join(",")}\n`)
      .join(""),
  );
  const objects = resources.filter(
    ({ type }) => type.startsWith("kubernetes:") && !type.includes("helm.sh") && !type.endsWith("Patch"),
  );
  for (const [file, kinds] of stages) {
    const chosen = objects
      .map(({ inputs }) => inputs as { kind: string })
      .filter(({ kind }) => kinds.includes(kind))
      .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
    write(
      file,
      chosen.map((object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`).join(""),
    );
  }
  write(
    "buckets",
    resources
      .filter(({ urn }) => /LocalBucket\$command/.test(urn))
      .map((one) => `${inputOf<{ bucket: string }>(one).bucket}\n`)
      .join(""),
  );
  const bucket = resources.find(({ urn }) => /LocalBucket\$command/.test(urn))?.inputs.environment as Record<
    string,
    string
  >;
  write("keys", `${bucket.AWS_ACCESS_KEY_ID}:${bucket.AWS_SECRET_ACCESS_KEY} ${bucket.S3_ENDPOINT}\n`);
  for (const release of resources.filter(({ type }) => type.includes("helm.sh"))) {
    write(`release-${release.inputs.name}`, `${release.inputs.chart}\n`);
    write(`values-${release.inputs.name}.yaml`, stringify(release.inputs.values ?? {}));
  }
}

function inputOf<T>(command: Exported | undefined): T {
  const environment = command?.inputs.environment as { INPUT: string } | undefined;
  if (!environment) throw new Error("the stack is not up: its state has no such command");
  return JSON.parse(environment.INPUT) as T;
}

/** Takes off the wrapping in which an export shows secrets, and what is Pulumi's alone. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value) return plain(JSON.parse(String(value.plaintext)));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith("__") && !key.startsWith("pulumi.com/"))
      .map(([key, part]) => [key, plain(part)]),
  );
}

render(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
