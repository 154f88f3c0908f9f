import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { sparkImage, tagOf } from "../../../../components/images/catalog";
import { ensureImage } from "../../../../components/images/docker";
import { versions } from "../../../../components/versions/versions";
import { clone } from "../../support/copy";
import { docker } from "../../support/world";

const sources = join(clone, "test/e2e/applications/matrix");
/** Files that jobs need, by the names under which bucket and server have them. */
export type Parts = Readonly<Record<string, Buffer>>;

/**
 * Builds jars, archives and packages in the stage of the Spark image that has a JDK, which its build has left in the cache.
 *
 * @param folder a folder of the test's own. It gets, beside the parts, key and certificate of a server (`key.pem`, `certificate.pem`) and a
 *   store with that certificate for JVMs (`trust.jks`).
 * @param address that the certificate is for.
 */
export async function buildParts(folder: string, address: string): Promise<Parts> {
  mkdirSync(folder, { recursive: true });
  const spark = sparkImage(versions);
  // With a JDK and Spark's jars: what the build of the Spark image has left in its cache.
  const reference = `spark-workshop/matrix-build:${tagOf(spark)}`;
  await ensureImage({ ...spark, reference, target: "checked" }, () => {});
  const mounts = ["-v", `${sources}:/sources:ro`, "-v", `${folder}:/out`];
  const into = ["--env", `ADDRESS=${address}`, "--workdir", "/tmp", "--entrypoint", "bash"];
  docker("run", "--rm", ...mounts, ...into, reference, "-c", script);
  return Object.fromEntries(
    [
      "count.jar",
      "library.jar",
      "total.jar",
      "forecast.zip",
      "egg.egg",
      "environment.tar.gz",
      "single.py",
    ].map((name) => [name, readFileSync(join(folder, name))]),
  );
}

const script = [
  "set -euo pipefail",
  "mkdir java lib scala",
  "javac -cp '/opt/spark/jars/*' -d java /sources/Count.java",
  "javac -d lib /sources/Library.java",
  "java -cp '/opt/spark/jars/*' scala.tools.nsc.Main -usejavacp -d scala /sources/Total.scala",
  "jar cf /out/count.jar -C java .",
  "jar cf /out/library.jar -C lib .",
  "jar cf /out/total.jar -C scala .",
  "for name in forecast egg single packed; do echo \"VALUE = '$name'\" > $name.py; done",
  "zip -q /out/forecast.zip forecast.py",
  "zip -q /out/egg.egg egg.py",
  "cp single.py /out/",
  // A virtual environment as venv-pack makes it: the image's Python, and modules of its own.
  "mkdir -p environment/bin environment/lib/python3.11/site-packages",
  "ln -s /usr/bin/python3 environment/bin/python3",
  "printf 'home = /usr/bin\\ninclude-system-site-packages = false\\nversion = 3.11\\n' > environment/pyvenv.cfg",
  "mv packed.py environment/lib/python3.11/site-packages/",
  "tar -czf /out/environment.tar.gz -C environment .",
  'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=matrix -addext "subjectAltName=IP:$ADDRESS" -keyout /out/key.pem -out /out/certificate.pem',
  "rm -f /out/trust.jks",
  "keytool -importcert -noprompt -storetype JKS -storepass changeit -alias matrix -file /out/certificate.pem -keystore /out/trust.jks",
  "chmod a+r /out/*",
].join("\n");

/** A repository of Maven's with the library, as files. */
export function mavenFiles(library: Buffer): Parts {
  const base = "maven/workshop/test/library/1.0/library-1.0";
  const pom =
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
    "<groupId>workshop.test</groupId><artifactId>library</artifactId><version>1.0</version></project>";
  return { [`${base}.jar`]: library, [`${base}.pom`]: Buffer.from(pom) };
}

/** Servers for pods, on every address of this machine. */
export interface Servers {
  readonly http: Server;
  readonly https: Server;
  close(): void;
}

/**
 * Serves files by HTTP and by HTTPS.
 *
 * @param identity key and certificate for HTTPS, in PEM.
 */
export async function serve(files: Parts, identity: { key: Buffer; cert: Buffer }): Promise<Servers> {
  const answer: RequestListener = (request, response) => {
    const file = files[(request.url ?? "").slice(1).split("?")[0] ?? ""];
    response.writeHead(file ? 200 : 404, file ? { "content-length": file.length } : {});
    response.end(request.method === "HEAD" ? undefined : file);
  };
  const http = createHttpServer(answer);
  const https = createHttpsServer(identity, answer);
  for (const server of [http, https]) {
    await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  }
  return { http, https, close: () => [http, https].forEach((server) => void server.close()) };
}

/** The address of this machine as pods of kind reach it: the gateway of the network that the nodes are in. */
export function gatewayOf(network: string): string {
  const template = "{{range .IPAM.Config}}{{println .Gateway}}{{end}}";
  const gateways = docker("network", "inspect", network, "--format", template);
  return gateways.find((line) => /^\d+\.\d+\.\d+\.\d+$/.test(line)) ?? "";
}

/** The port that a server was given. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** An image of a user's own: Spark's, with jobs in the working directory and beside it, and the jars of the catalog server. */
export function buildOwnImage(folder: string, tag: string): void {
  const base = sparkImage(versions).reference;
  const lines = [
    `FROM ${base}`,
    "COPY --chown=185:0 job.py /opt/spark/work-dir/",
    "COPY count.jar total.jar /opt/jobs/",
    "COPY catalog /opt/catalog",
  ];
  writeFileSync(join(folder, "job.py"), readFileSync(join(sources, "job.py")));
  writeFileSync(join(folder, "Dockerfile"), `${lines.join("\n")}\n`);
  docker("build", "-q", "-t", tag, folder);
}
