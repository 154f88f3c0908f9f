import { KubeConfig } from "@kubernetes/client-node";
import { throughTunnel } from "../../../../components/cluster/eks/kubeconfig";

const server = "https://ABC.gr7.us-east-1.eks.amazonaws.com";
const text = JSON.stringify({
  apiVersion: "v1",
  kind: "Config",
  clusters: [{ name: "kubernetes", cluster: { server, "certificate-authority-data": "Q0E=" } }],
  contexts: [{ name: "aws", context: { cluster: "kubernetes", user: "aws" } }],
  "current-context": "aws",
  users: [{ name: "aws", user: { token: "t" } }],
});

test("without a port the kubeconfig stays as it is", () => {
  expect(throughTunnel(text, undefined)).toBe(text);
});

test("with one requests go to this machine, and the certificate is still that of the API server", () => {
  const config = new KubeConfig();
  config.loadFromString(throughTunnel(text, 8443));
  expect(config.getCurrentCluster()).toMatchObject({
    server: "https://127.0.0.1:8443",
    tlsServerName: "abc.gr7.us-east-1.eks.amazonaws.com",
    caData: "Q0E=",
  });
});
