import { rendered } from "../../../../cli/manifest/render";
import { readStackFacts } from "../../../../cli/manifest/stack-rules";
import type { SparkConnectSpec } from "../../../../components/crds/generated/spark-operator";
import { sentence } from "../../../../components/errors";
import { type OtherObject, parseManifest } from "../../../../components/spark/application/manifest";
import type { ManifestOptions } from "../../../../components/spark/application/manifest-args";
import { planManifestOf } from "../../../../components/spark/application/manifest-plan";
import { platformFor } from "../../../support/platform";
import { groups } from "../../../support/subject";

const tainted = groups.map((group) => ({
  ...group,
  taints: [{ key: "spark-role", value: group.name.slice(0, -1), effect: "NoSchedule" as const }],
}));

const yaml = (spec: string, namespace = "") => `apiVersion: sparkoperator.k8s.io/v1alpha1
kind: SparkConnect
metadata: { name: notebooks${namespace ? `, namespace: ${namespace}` : ""} }
spec:
  sparkVersion: 4.1.2
${spec}`;

/** A server as its shortest manifest has it. */
const silent = yaml("  server: { cores: 1, memory: 512m }\n  executor: { instances: 1, memory: 512m }\n");

function plan(text: string, options: Omit<ManifestOptions<never>, "manifest"> = {}) {
  const { manifest } = parseManifest("SparkConnect", text, "connect.yaml");
  const planned = planManifestOf({ ...platformFor(tainted), manifest, ...options }, false);
  return {
    spec: planned.manifest.spec,
    problems: planned.problems.map(sentence),
    warnings: planned.warnings.map(sentence),
  };
}

test("a server that says nothing of its pods is told what to write", () => {
  expect(plan(silent).problems).toEqual([
    expect.stringMatching(/^spec\.server\.template\.spec\.serviceAccountName is missing: .*Use spark\.$/),
    expect.stringMatching(
      /^spec\.server asks for nodes that no group has.*Say placement: "workshop", or write nodeSelector: \{ karpenter\.sh\/capacity-type: on-demand/,
    ),
    expect.stringMatching(
      /^spec\.executor asks for nodes that no group has.*value: executor, effect: NoSchedule/,
    ),
    expect.stringMatching(/^spec\.server\.template\.spec\.containers\[0\]\.securityContext lacks/),
    expect.stringMatching(/^spec\.executor\.template\.spec\.containers\[0\]\.securityContext lacks/),
  ]);
});

test("the workshop's placement goes into its pod templates", () => {
  const { spec, problems, warnings } = plan(silent, { placement: "workshop" });
  expect([problems, warnings]).toEqual([[], []]);
  const { server, executor } = spec;
  expect(server.template?.spec?.serviceAccountName).toBe("spark");
  expect(server.template?.spec?.containers.map(({ name }) => name)).toEqual(["spark-kubernetes-driver"]);
  expect(executor.template?.spec?.containers.map(({ name }) => name)).toEqual(["spark-kubernetes-executor"]);
  expect(server.template?.spec?.containers[0]?.securityContext).toMatchObject({ runAsNonRoot: true });
  expect(server.template?.spec?.tolerations).toEqual([
    { key: "spark-role", operator: "Equal", value: "driver", effect: "NoSchedule" },
  ]);
  expect(JSON.stringify(executor.template?.spec?.affinity)).toContain('"values":["spot"]');
  // What it says of itself stays, and what a typed server has besides is not added.
  expect([server.memory, executor.memory, spec.hadoopConf]).toEqual(["512m", "512m", undefined]);
});

test("what a server's templates say is kept: containers, tolerations, a zone, contexts", () => {
  const { spec, problems, warnings } = plan(
    yaml(
      `  server:
    template:
      metadata: { labels: { team: a } }
      spec:
        serviceAccount: spark-operator-spark
        securityContext: { runAsUser: 1000 }
        tolerations: [{ key: own, operator: Exists }]
        containers:
          - { name: log-shipper, image: registry/shipper:1 }
          - { name: spark-kubernetes-driver, env: [{ name: A, value: b }] }
  executor:
    template:
      spec:
        nodeSelector: { topology.kubernetes.io/zone: local-a }
        containers: [{ name: main, imagePullPolicy: Always }]
`,
      "default",
    ),
    { placement: "workshop" },
  );
  expect(problems).toEqual([]);
  expect(warnings).toEqual([
    expect.stringMatching(/^metadata\.namespace \("default"\) is replaced/),
    expect.stringMatching(
      /^spec\.server\.template\.spec\.serviceAccountName \("spark-operator-spark"\) is replaced/,
    ),
    expect.stringMatching(/^spec\.server\.template\.spec\.containers\[0\] \("log-shipper"\) has to end with/),
  ]);
  const server = spec.server.template?.spec;
  expect(spec.server.template?.metadata?.labels).toEqual({ team: "a" });
  expect([server?.serviceAccountName, server?.serviceAccount]).toEqual(["spark", undefined]);
  expect(server?.securityContext).toEqual({ runAsUser: 1000 });
  expect(server?.tolerations?.map(({ key }) => key)).toEqual(["own", "spark-role"]);
  expect(
    server?.containers.map(({ name, securityContext }) => [name, securityContext?.runAsNonRoot]),
  ).toEqual([
    ["log-shipper", true],
    ["spark-kubernetes-driver", true],
  ]);
  expect(server?.containers[1]?.env).toEqual([{ name: "A", value: "b" }]);
  const executor = spec.executor.template?.spec;
  expect(executor?.containers.map(({ name, imagePullPolicy }) => [name, imagePullPolicy])).toEqual([
    ["main", "Always"],
  ]);
  expect(JSON.stringify(executor?.affinity)).not.toContain("topology.kubernetes.io/zone");
});

test("an account of the file is the server's, and a claim is refused where nothing binds it", () => {
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "mine" } } as OtherObject;
  const text = yaml(`  server:
    template:
      spec:
        serviceAccountName: mine
        volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        containers: [{ name: spark-kubernetes-driver }]
  executor: { instances: 1, memory: 512m }
`);
  const facts = platformFor(tainted);
  const platform = {
    ...facts.platform,
    cluster: { ...facts.platform.cluster, claimsCure: "Use an emptyDir." },
  };
  const { manifest } = parseManifest("SparkConnect", text, "connect.yaml");
  const { manifest: planned, problems } = planManifestOf(
    { ...facts, platform, manifest, objects: [account], placement: "workshop" },
    false,
  );
  expect((planned.spec as SparkConnectSpec).server.template?.spec?.serviceAccountName).toBe("mine");
  expect(problems.map(sentence)).toEqual([
    expect.stringMatching(
      /^spec\.server\.template\.spec\.volumes\[0\]\.persistentVolumeClaim asks .*emptyDir\.$/,
    ),
  ]);
});

test("with the platform's defaults it has storage, sizes and a probe, where it is silent", () => {
  const { spec, problems, warnings } = plan(yaml("  server: {}\n  executor: {}\n"), {
    placement: "workshop",
    defaults: "workshop",
  });
  expect([problems, warnings]).toEqual([[], []]);
  const [container] = spec.server.template?.spec?.containers ?? [];
  expect(spec.server).toMatchObject({ cores: 1, memory: "768m" });
  expect(container?.resources).toEqual({
    requests: { cpu: "500m", memory: "1152Mi" },
    limits: { memory: "1152Mi" },
  });
  expect(container?.readinessProbe?.tcpSocket).toEqual({ port: 15002 });
  expect(container?.env?.map(({ name }) => name)).toEqual(expect.arrayContaining(["SPARK_LOG_DIR"]));
  expect(spec.executor.instances).toBe(2);
  expect(spec.executor.template?.spec?.terminationGracePeriodSeconds).toBe(100);
  expect(spec.sparkConf?.["spark.decommission.enabled"]).toBe("true");
  expect(Object.keys(spec.hadoopConf ?? {}).length).toBeGreaterThan(0);
});

test.each<[string, string, object]>([
  [
    "a heap alone",
    "server: { memory: 2g }",
    { requests: { cpu: "500m", memory: "2432Mi" }, limits: { memory: "2432Mi" } },
  ],
  [
    "a heap and what its pod requests",
    "server: { memory: 2g, template: { spec: { containers: [{ name: spark-kubernetes-driver, resources: { requests: { memory: 3Gi } } }] } } }",
    { requests: { memory: "3Gi" } },
  ],
])("with the platform's defaults a server that says %s has a pod for it", (_, said, resources) => {
  const { spec } = plan(silent.replace(/^\s*server: .*$/m, `  ${said}`), {
    placement: "workshop",
    defaults: "workshop",
  });
  expect(spec.server.template?.spec?.containers[0]?.resources).toEqual(resources);
});

test("with the platform's defaults it writes its events where its namespace may", () => {
  const { manifest } = parseManifest("SparkConnect", silent, "connect.yaml");
  const { platform, namespace } = platformFor(tainted);
  const { access } = namespace;
  const attendee = { ...namespace, access: { ...access, eventLogs: "s3a://events/attendee-01/" } };
  const options = { placement: "workshop", defaults: "workshop" } as const;
  const planned = planManifestOf({ platform, namespace: attendee, manifest, ...options }, false);
  expect(planned.manifest.spec.sparkConf).toMatchObject({
    "spark.eventLog.dir": "s3a://events/attendee-01/",
  });
});

test("the platform's defaults give way to what the server says", () => {
  const { spec } = plan(
    yaml(`  sparkConf: { spark.decommission.enabled: "false" }
  server:
    memory: 600m
    template:
      spec:
        containers:
          - name: main
            readinessProbe: { httpGet: { path: /, port: 4040 } }
            env: [{ name: SPARK_LOG_DIR, value: /logs }]
  executor: { instances: 3, memory: 600m }
`),
    { placement: "workshop", defaults: "workshop" },
  );
  const containers = spec.server.template?.spec?.containers ?? [];
  expect(containers.map(({ name }) => name)).toEqual(["main"]);
  expect(containers[0]?.readinessProbe).toEqual({ httpGet: { path: "/", port: 4040 } });
  expect(containers[0]?.env?.find(({ name }) => name === "SPARK_LOG_DIR")?.value).toBe("/logs");
  // Of the heap that it says.
  expect(containers[0]?.resources?.limits).toEqual({ memory: "984Mi" });
  expect([spec.server.memory, spec.executor.memory, spec.executor.instances]).toEqual(["600m", "600m", 3]);
  expect(spec.sparkConf?.["spark.decommission.enabled"]).toBe("false");
  expect(spec.sparkConf).not.toHaveProperty(["spark.executor.memoryOverhead"]);
});

test("manifest render writes a server that manifest check finds nothing wrong with", () => {
  const facts = readStackFacts("dev");
  const { objects, warnings } = rendered(silent, "connect.yaml", facts);
  expect(warnings).toEqual([]);
  const [server] = objects as { metadata: { namespace?: string }; spec: SparkConnectSpec }[];
  expect(server?.metadata.namespace).toBe("spark-jobs");
  expect(server?.spec.image).toBe(facts.image);
  const again = rendered(JSON.stringify(server), "rendered.yaml", facts);
  expect(again.objects).toEqual(objects);
});
