import * as k8s from "@pulumi/kubernetes";

// As many resources as the dev stack has, with nothing around them: what Pulumi itself needs for a preview.
const provider = new k8s.Provider("cluster", {
  kubeconfig: process.env.BARE_KUBECONFIG,
  clusterIdentifier: "bare",
});
for (let i = 0; i < Number(process.env.BARE_RESOURCES); i++) {
  new k8s.core.v1.ConfigMap(
    `bare-${i}`,
    { metadata: { name: `bare-${i}`, namespace: "default" }, data: { i: String(i) } },
    { provider },
  );
}
