import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flightsDataImage, pulledImages, sparkImage } from "../../components/images/catalog";
import { versions } from "../../components/versions/versions";
import { nodePorts } from "../../stacks/config";
import { Project, succeeded } from "./support/project";
import { docker, remains, until } from "./support/world";

const minutes = (n: number) => n * 60_000;
const cluster = "somebody-elses";
const context = `kind-${cluster}`;
const folder = mkdtempSync(join(tmpdir(), "existing-"));
const kubeconfig = join(folder, "kubeconfig");
const project = new Project(
  "existing",
  // What the one worker has left of two cores, beside kind's own pods and those of the platform.
  { existing: { context, allocatable: { cpuMillis: 1000, memoryMiB: 3072 } }, attendees: 1 },
  "existing",
  { KUBECONFIG: kubeconfig },
);

/** Tools of the dev stack, kind among them, in a shell that looks at this cluster. */
const shell = (line: string, minutes?: number) =>
  project.shell(`export KUBECONFIG=${kubeconfig}; ${line}`, minutes, "dev");
const kubectl = async (line: string): Promise<string> => {
  const { code, text } = await shell(`kubectl ${line}`);
  if (code !== 0) throw new Error(`kubectl ${line} ended with ${code}:\n${text}`);
  return text;
};
/** Everything of kinds that the stack makes, as `kind/name` in its namespace. */
const objects = async (): Promise<string[]> => {
  const kinds =
    "namespaces,customresourcedefinitions,clusterroles,clusterrolebindings,configmaps,secrets,deployments,services,persistentvolumes,mutatingwebhookconfigurations,validatingwebhookconfigurations";
  const text = await kubectl(
    `get ${kinds} --all-namespaces --no-headers -o custom-columns=K:.kind,N:.metadata.namespace,M:.metadata.name`,
  );
  return text
    .trim()
    .split("\n")
    .map((line) => line.replace(/\s+/g, " "))
    .sort();
};
let before: string[];

beforeAll(async () => {
  // As somebody makes a cluster who has never heard of this project: no labels, no zones, no capacity types.
  writeFileSync(
    join(folder, "kind.yaml"),
    [
      "kind: Cluster",
      "apiVersion: kind.x-k8s.io/v1alpha4",
      "nodes:",
      "- role: control-plane",
      "  extraPortMappings:",
      ...Object.values(nodePorts).flatMap((port) => [
        `  - { containerPort: ${port}, hostPort: ${port}, listenAddress: 127.0.0.1 }`,
      ]),
      "- role: worker",
    ].join("\n"),
  );
  const images = [
    sparkImage(versions).reference,
    flightsDataImage(versions).reference,
    pulledImages(versions).s3.reference,
    pulledImages(versions).sparkOperator.reference,
  ];
  const kind = (line: string) => shell(`kind ${line} --name ${cluster}`, 15);
  await kind("delete cluster");
  succeeded(
    await kind(
      `create cluster --image ${versions.images.node.reference} --config ${folder}/kind.yaml --wait 3m`,
    ),
  );
  succeeded(await kind(`load docker-image ${images.join(" ")} --nodes ${cluster}-worker`));
  before = await objects();
}, minutes(20));

afterAll(async () => {
  await shell(`kind delete cluster --name ${cluster}`);
  expect(remains(cluster)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
}, minutes(5));

test(
  "a context that is not there is refused, with those that there are",
  async () => {
    project.configure({ existing: { context: "nowhere" } });
    const { code, text } = await project.workshop(5, "up", "-s", "existing");
    expect(code).not.toBe(0);
    expect(text).toMatch(/"nowhere".*is in none of.*Use one of kind-somebody-elses/s);
    project.configure({ existing: { context, allocatable: { cpuMillis: 4000, memoryMiB: 3072 } } });
    const larger = await project.workshop(5, "up", "-s", "existing");
    expect(larger.text).toMatch(/is more than any node has left beside what runs there/);
    project.configure({ existing: { context, allocatable: { cpuMillis: 1000, memoryMiB: 3072 } } });
  },
  minutes(8),
);

test(
  "the same job completes on a cluster that somebody else made, and up says what is left out there",
  async () => {
    const up = await project.workshop(20, "up", "-s", "existing");
    succeeded(up);
    expect(up.text).toMatch(/336,776/);
    expect(up.text).toMatch(/Karpenter: it launches nodes by a cloud's own means/);
    const again = await project.workshop(10, "up", "-s", "existing");
    succeeded(again);
    expect(again.text).toMatch(/Nothing to do/);
  },
  minutes(30),
);

test(
  "an attendee runs jobs in a namespace of their own, and sees nobody else's",
  async () => {
    const can = async (verb: string, what: string, namespace: string) =>
      (
        await shell(
          `kubectl auth can-i ${verb} ${what} -n ${namespace} --as system:serviceaccount:attendee-01:attendee`,
        )
      ).text.trim();
    expect(await can("create", "sparkapplications.sparkoperator.k8s.io", "attendee-01")).toBe("yes");
    expect(await can("get", "pods/log", "attendee-01")).toBe("yes");
    expect(await can("get", "secrets", "attendee-01")).toBe("no");
    expect(await can("get", "pods", "spark-jobs")).toBe("no");
    const quota = JSON.parse(await kubectl("-n attendee-01 get resourcequota -o json"));
    expect(quota.items[0].spec.hard).toMatchObject({ "requests.cpu": "4", pods: "8" });
  },
  minutes(3),
);

test(
  "down says so when the cluster does not answer, and how to go on",
  async () => {
    const nodes = docker("ps", "--quiet", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`);
    docker("pause", ...nodes);
    try {
      const silent = await project.workshop(10, "down", "-s", "existing", "--yes");
      expect(silent.code).not.toBe(0);
      expect(silent.text).toMatch(/The cluster does not answer\. Start it.*--cluster-gone/s);
    } finally {
      docker("unpause", ...nodes);
    }
  },
  minutes(12),
);

test(
  "down names what waits for a finalizer that nobody takes away",
  async () => {
    const flights = "sparkapplication flights -n spark-jobs";
    const finalizers = `patch ${flights} --type=merge -p '{"metadata":{"finalizers":["example.com/nobody"]}}'`;
    // The operator has slept with its cluster, and starts anew when it finds its lease run out.
    await until("the operator's webhook", 5, async () => (await shell(`kubectl ${finalizers}`)).code === 0);
    const waits = async () =>
      (await kubectl(`get ${flights} -o jsonpath={.metadata.deletionTimestamp}`)) !== "";
    const down = ["down", "-s", "existing", "--yes"];
    const interrupted = await project.interrupted("the deletion of the job", waits, ...down);
    expect(interrupted.code).toBe(130);
    expect(interrupted.text).toMatch(/\/flights in spark-jobs waits for .*example\.com\/nobody/);
    expect(interrupted.text).toContain(`kubectl --context ${context} patch SparkApplication`);
    expect(interrupted.text).toMatch(/down -s existing --yes --force does that/);
  },
  minutes(12),
);

test(
  "down --force takes the finalizer away, ends, and leaves the cluster as it was",
  async () => {
    const forced = await project.workshop(15, "down", "-s", "existing", "--yes", "--force");
    succeeded(forced);
    expect(forced.text).toMatch(/Taking away the finalizers of SparkApplication\S+\/flights/);
    expect(forced.text).toMatch(/existing is down; nothing of it is left/);
    expect(await objects()).toEqual(before);
  },
  minutes(17),
);
