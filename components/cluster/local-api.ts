import { request } from "node:https";
import { parse } from "yaml";
import { z } from "zod";

/** A kubeconfig of a cluster on this machine, with a certificate, as kind, minikube and k3s write it. */
const shape = z.object({
  "current-context": z.string(),
  contexts: z.array(
    z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) }),
  ),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.strictObject({
        server: z.string().regex(/^https:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\/?$/),
        "certificate-authority-data": z.base64(),
      }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.strictObject({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }),
    }),
  ),
});

/**
 * Asks the API server of a cluster on this machine for something, without the client library: loading that takes a preview a second
 * and 80 MB, for one question.
 *
 * @param kubeconfig as text.
 * @param path of the API: `/apis/sparkoperator.k8s.io/v1beta2/namespaces/jobs/sparkapplications`.
 * @param timeoutMs longest wait for the answer.
 * @returns the answer, `null` where there is no such thing; `undefined` where the kubeconfig has other ways to a cluster, which are the
 * library's to know.
 * @throws {Error} when the cluster does not answer, or not with what was asked for.
 */
export async function askLocalApi(kubeconfig: string, path: string, timeoutMs: number): Promise<unknown> {
  const config = shape.safeParse(parse(kubeconfig)).data;
  const context = config?.contexts.find(({ name }) => name === config["current-context"])?.context;
  const cluster = config?.clusters.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config?.users.find(({ name }) => name === context?.user)?.user;
  if (!cluster || !user) return undefined;
  const decoded = (data: string) => Buffer.from(data, "base64");
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(path, cluster.server),
      {
        ca: decoded(cluster["certificate-authority-data"]),
        cert: decoded(user["client-certificate-data"]),
        key: decoded(user["client-key-data"]),
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(timeoutMs),
        // No connection stays open behind the program's end.
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === 200) resolve(JSON.parse(text));
          else if (answer.statusCode === 404) resolve(null);
          else reject(new Error(`GET ${path} was answered with ${answer.statusCode}: ${text.slice(0, 200)}`));
        });
      },
    );
    asked.on("error", reject);
    asked.end();
  });
}
