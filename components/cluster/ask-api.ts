import { parse } from "yaml";
import { askLocalApi } from "./local-api";

/**
 * Asks the API server of any cluster for something, as the JSON that it sends.
 *
 * @param kubeconfig as text.
 * @param path of the API: `/api/v1/namespaces/jobs/pods?labelSelector=a%3Db`.
 * @param timeoutMs longest wait for the answer.
 * @returns the answer; `null` where there is no such thing, nor such a kind.
 * @throws {Error} when the cluster does not answer, or not with what was asked for.
 */
export async function askApi(kubeconfig: string, path: string, timeoutMs: number): Promise<unknown> {
  const local = await askLocalApi(kubeconfig, path, timeoutMs);
  return local === undefined ? askWithLibrary(kubeconfig, path, timeoutMs) : local;
}

/** Loaded when it is needed: other ways to a cluster (tokens, programs that give them, proxies) are the library's to know. */
async function askWithLibrary(kubeconfig: string, path: string, timeoutMs: number): Promise<unknown> {
  // Before the library: what is no kubeconfig at all, as in tests and in a stack without a cluster, costs nothing.
  const context = (parse(kubeconfig) as { "current-context"?: unknown } | null)?.["current-context"];
  if (!context) throw new Error("the kubeconfig names no current cluster");
  const { IsomorphicFetchHttpLibrary, KubeConfig, RequestContext, HttpMethod } = await import(
    "@kubernetes/client-node"
  );
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const server = config.getCurrentCluster()?.server;
  if (!server) throw new Error("the kubeconfig names no current cluster");
  const request = new RequestContext(server.replace(/\/$/, "") + path, HttpMethod.GET);
  request.setHeaderParam("Accept", "application/json");
  request.setSignal(AbortSignal.timeout(timeoutMs));
  await config.applySecurityAuthentication(request);
  const answer = await new IsomorphicFetchHttpLibrary().send(request).toPromise();
  const text = await answer.body.text();
  if (answer.httpStatusCode === 404) return null;
  if (answer.httpStatusCode === 200) return JSON.parse(text);
  throw new Error(`GET ${path} was answered with ${answer.httpStatusCode}: ${text.slice(0, 200)}`);
}
