import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildSecrets } from "../../../../components/images/build-secrets";
import { sparkImage, tagOf } from "../../../../components/images/catalog";
import { ensureImage } from "../../../../components/images/docker";
import { versions } from "../../../../components/versions/versions";
import { clone } from "../../support/copy";
import type { Project } from "../../support/project";
import { docker, until } from "../../support/world";

/** Where the image of the test's own has the jars. */
const jars = "/opt/catalog";

/**
 * Fetches the jars of Iceberg's REST catalog server, with the Maven that the build of the Spark image has left in its cache.
 *
 * @param folder that gets a folder `catalog` with them.
 */
export async function fetchCatalogServer(folder: string): Promise<void> {
  const spark = sparkImage(versions);
  const reference = `spark-workshop/matrix-maven:${tagOf(spark)}`;
  await ensureImage({ ...spark, reference, target: "formats" }, () => {});
  mkdirSync(join(folder, "catalog"), { recursive: true });
  const files = {
    [join(clone, "test/e2e/applications/matrix/catalog.pom.xml")]: "/build/pom.xml",
    ...Object.fromEntries(Object.entries(buildSecrets()).map(([name, path]) => [path, `/secrets/${name}`])),
  };
  const mounts = Object.entries(files).flatMap(([from, to]) => ["--volume", `${from}:${to}:ro`]);
  const into = ["--volume", `${join(folder, "catalog")}:/out`, "--workdir", "/build", "--entrypoint", "bash"];
  // As a build of ours does, it resolves and connects as this machine does.
  docker("run", "--rm", "--network", "host", ...mounts, ...into, reference, "-c", fetch);
}

const fetch = [
  "set -euo pipefail",
  "if [ -s /secrets/ca ]; then java TrustStore.java /secrets/ca /tmp/trust.p12",
  '  export MAVEN_OPTS="-Djavax.net.ssl.trustStore=/tmp/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"; fi',
  "if [ -s /secrets/maven_settings ]; then set -- --settings /secrets/maven_settings; else set --; fi",
  'mvn "$@" --batch-mode --quiet --strict-checksums' +
    " dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/out",
  "chmod -R a+rX /out",
].join("\n");

/**
 * Runs the catalog server in a cluster, as the Service `catalog` of a namespace `catalog`: the address that docs/recipes.md gives it.
 *
 * @param image with its jars.
 * @param endpoint of the S3 server, as pods reach it.
 */
export async function startCatalogServer(
  project: Project,
  image: string,
  { endpoint, accessKeyId, secretAccessKey }: Record<"endpoint" | "accessKeyId" | "secretAccessKey", string>,
): Promise<void> {
  const secret = [`AWS_ACCESS_KEY_ID=${accessKeyId}`, `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`];
  project.write("catalog.json", JSON.stringify(objects(image, endpoint)));
  const { code, text } = await project.shell(
    "kubectl create namespace catalog" +
      ` && kubectl -n catalog create secret generic s3 ${secret.map((one) => `'--from-literal=${one}'`).join(" ")}` +
      " && kubectl -n catalog apply -f catalog.json",
  );
  if (code !== 0) throw new Error(`the catalog server cannot be started:\n${text}`);
  await until("the catalog server", 5, async () => {
    const ready = await project.shell(
      "kubectl -n catalog wait pod/catalog --for=condition=Ready --timeout=30s",
    );
    return ready.code === 0;
  });
}

function objects(image: string, endpoint: string): object {
  const labels = { app: "catalog" };
  const env = {
    // A bucket's folder, by Iceberg's own S3 client, as jobs have it too.
    CATALOG_WAREHOUSE: "s3://workshop-lake/rest",
    CATALOG_IO__IMPL: "org.apache.iceberg.aws.s3.S3FileIO",
    CATALOG_S3_ENDPOINT: endpoint,
    CATALOG_S3_PATH__STYLE__ACCESS: "true",
    AWS_REGION: "us-east-1",
  };
  const classPath = [`${jars}/*`, "/opt/spark/formats/iceberg-aws/*", "/opt/spark/jars/*"].join(":");
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "catalog", labels },
    spec: {
      nodeSelector: { "karpenter.sh/capacity-type": "on-demand" },
      containers: [
        {
          name: "catalog",
          image,
          command: [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            "org.apache.iceberg.rest.RESTCatalogServer",
          ],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          envFrom: [{ secretRef: { name: "s3" } }],
          readinessProbe: { httpGet: { path: "/v1/config", port: 8181 }, periodSeconds: 2 },
          resources: { requests: { cpu: "50m", memory: "256Mi" } },
        },
      ],
    },
  };
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "catalog" },
    spec: { selector: labels, ports: [{ port: 8181 }] },
  };
  return { apiVersion: "v1", kind: "List", items: [pod, service] };
}
