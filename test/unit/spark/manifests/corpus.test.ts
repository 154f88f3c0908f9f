import { readdirSync } from "node:fs";
import { join } from "node:path";
import { sentence } from "../../../../components/errors";
import { readManifest } from "../../../../components/spark/application/manifest";
import { planManifest } from "../../../../components/spark/application/manifest-plan";
import { podSecurityProblems } from "../../../../components/spark/rules/pod-security";
import { platformFor } from "../../../support/platform";
import { groups } from "../../../support/subject";

const files = readdirSync(__dirname).filter((file) => !file.endsWith(".ts"));

/** Nodes as on the EKS stack: those of drivers are tainted too. */
const tainted = groups.map((group) => ({
  ...group,
  taints: [{ key: "spark-role", value: group.name.slice(0, -1), effect: "NoSchedule" as const }],
}));

/** What is no YAML has another ending, so that formatters leave it alone. */
function fileOf(name: string): string {
  return files.find((file) => file.startsWith(`${name}.`)) ?? `${name}.yaml`;
}

function plan(name: string, placement: "manifest" | "workshop") {
  const { manifest, others: objects } = readManifest("SparkApplication", join(__dirname, fileOf(name)));
  return planManifest({ ...platformFor(tainted), manifest, objects, placement, run: "start" }, name);
}

/** Manifests as people have them, each with what becomes of it under the workshop's placement: nothing, a warning, or the refusal. */
const accepted: Readonly<Record<string, RegExp | undefined>> = {
  silent: undefined,
  "account-of-another-cluster": /serviceAccount \("spark-operator-spark"\) is replaced/,
  "another-namespace": /metadata\.namespace \("default"\) is replaced/,
  "octal-and-merge-keys": undefined,
  "empty-fields": undefined,
  "sizes-without-unit": /sparkConf\["fs\.s3a\.endpoint"\] .*spark-submit ignores it/,
  "own-image": undefined,
  sidecar: /driver\.sidecars\[0\] \("log"\) has to end with the driver: .*restartPolicy: "Always"/,
  "native-sidecar": undefined,
  "init-container": undefined,
  "pod-template": undefined,
  "zone-of-its-own": undefined,
  "jar-with-a-query": undefined,
  list: undefined,
  "with-config-map": undefined,
  "with-account": undefined,
  "s3-by-s3a": undefined,
  "no-overhead": undefined,
  "secret-as-files": undefined,
  queue: undefined,
};
const refused: Readonly<Record<string, RegExp>> = {
  "host-path": /spec\.volumes\[0\]\.hostPath .*Pod Security/,
  "host-path-property": /volumes\.hostPath\.spark-local-dir-1\.\*"\] is forbidden/,
  "host-network": /spec\.driver\.hostNetwork \(true\) is forbidden/,
  privileged: /spec\.executor\.securityContext\.privileged \(true\) is forbidden/,
  "root-user": /spec\.driver\.securityContext\.runAsUser \(0\) is forbidden/,
  "driver-on-spot": /spec\.driver/,
  typo: /instancs \(2\) is not a field of the CRD\. Is instances meant/,
  "client-mode": /spec\.mode \("client"\)/,
  "old-spark": /spec\.sparkVersion \("3\.1\.1"\)/,
  "zip-main": /is not what a Python application is started from/,
  tab: /line 3, column 1 is indented with a tab/,
  "duplicate-key": /\("cores"\) is a key that its map has already/,
  "with-secret": /Secret db: stringData holds a secret in plain text/,
  helm: /is a Helm template/,
  jinja: /is a Jinja template/,
  "str-format": /holds a placeholder that nobody fills in/,
  stackable: /Stackable's operator/,
  "argo-workflow": /is Argo's/,
  v1beta1: /has left off/,
  "emr-fork": /Amazon EMR's fork/,
  "unknown-label": /spec\.executor asks for nodes that no group has.*NodeGroupType In memory/,
  "another-architecture": /spec\.executor asks for nodes that no group has.*kubernetes\.io\/arch In arm64/,
  "another-scheduler": /spec\.batchScheduler \("volcano"\) is a scheduler that the stack does not install/,
  "larger-than-nodes": /spec\.driver .*fits on no node/,
};

test("every manifest of the corpus has its outcome", () => {
  expect(files.map((file) => file.replace(/\.\w+$/, "")).sort()).toEqual(
    [...Object.keys(accepted), ...Object.keys(refused)].sort(),
  );
});

test("none is refused wrongly", () => {
  const refusalOf = (name: string): string | undefined => {
    try {
      plan(name, "workshop");
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  const outcomes = [...Object.keys(accepted), ...Object.keys(refused)].map((name) => {
    const refusal = refusalOf(name);
    if (refusal === undefined) return "accepted";
    return refused[name]?.test(refusal) ? "refused rightly" : `refused wrongly: ${name}`;
  });
  const counted = Object.fromEntries(
    [...new Set(outcomes)].map((one) => [one, outcomes.filter((o) => o === one).length]),
  );
  expect(counted).toEqual({ accepted: 20, "refused rightly": 24 });
});

test.each(Object.entries(accepted))("%s is accepted with the workshop's placement", (name, warning) => {
  const { spec, warnings } = plan(name, "workshop");
  expect(podSecurityProblems(spec, "spec")).toEqual([]);
  expect(spec.driver.serviceAccount).toBe(name === "with-account" ? "mine" : "spark");
  if (warning) expect(warnings.map(sentence).join("\n")).toMatch(warning);
  else expect(warnings).toEqual([]);
});

test.each(Object.keys(accepted))("%s is told without it what to write, toleration and all", (name) => {
  expect(() => plan(name, "manifest")).toThrow(
    'Say placement: "workshop", or write nodeSelector: { karpenter.sh/capacity-type: on-demand, topology.kubernetes.io/zone: local-a } and tolerations: [{ key: spark-role, operator: Equal, value: driver, effect: NoSchedule }].',
  );
});

test.each(Object.entries(refused))("%s is refused rightly", (name, message) => {
  expect(() => plan(name, "workshop")).toThrow(message);
});
