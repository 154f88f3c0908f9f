import { docker } from "./world";

/**
 * Releases in `spark-operator` that Helm is in the middle of, or was when it was killed; none while there is no API server to
 * ask.
 *
 * @param cluster name of the kind cluster.
 */
export function pendingReleases(cluster: string): string[] {
  const kubectl = ["kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", "--namespace=spark-operator"];
  const query = ["get", "secrets", "--selector=owner=helm,status=pending-install", "--output=name"];
  try {
    return docker("exec", `${cluster}-control-plane`, ...kubectl, ...query).map((record) =>
      record.replace(/^secret\/sh\.helm\.release\.v1\.|\.v\d+$/g, ""),
    );
  } catch {
    return [];
  }
}
