import { serviceDns } from "../../network/plan";
import type { EgressRule } from "../cluster";

/** Where the Pod Identity agent answers, on every node. @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
const podIdentityAgent = "169.254.170.23/32";

/**
 * What pods of the platform and of jobs need outside their namespace:
 *
 * - names, from CoreDNS. The CNI sees a Service's address and not the pods behind it, and its controller has been seen to leave that out;
 * - HTTPS: the API server, S3, Glue and the rest of AWS, and packages from the internet;
 * - credentials, from the Pod Identity agent. The instance metadata service next to it stays out of reach.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/issues/222
 */
export const eksEgress: readonly EgressRule[] = [
  {
    to: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
      { ipBlock: { cidr: `${serviceDns}/32` } },
    ],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  },
  { ports: [{ protocol: "TCP", port: 443 }] },
  { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: [{ protocol: "TCP", port: 80 }] },
];
