import { inControlPlane } from "./world";

/**
 * Releases in `spark-operator` that Helm is in the middle of, or was when it was killed; none while there is no API server to
 * ask.
 *
 * @param cluster name of the kind cluster.
 */
export function pendingReleases(cluster: string): string[] {
  const query = ["get", "secrets", "--selector=owner=helm,status=pending-install", "--output=name"];
  return inControlPlane(cluster, "--namespace=spark-operator", ...query).map((record) =>
    record.replace(/^secret\/sh\.helm\.release\.v1\.|\.v\d+$/g, ""),
  );
}
