import type { Words } from "./language";

/** The bullets of the workshop's notes, in their order. Labs name those that they teach; `docs/labs.md` maps each. */
export const notes = {
  "virtual-machines": { en: "Virtual machines and containers", "pt-BR": "Máquinas virtuais e contêineres" },
  images: { en: "Images, layers and registries", "pt-BR": "Imagens, camadas e registros" },
  persistence: { en: "Bind mount, tmpfs, volume", "pt-BR": "Bind mount, tmpfs, volume" },
  parts: { en: "Control plane, node, kubelet", "pt-BR": "Plano de controle, nó, kubelet" },
  kubectl: {
    en: "kubectl and its plugins (krew's ctx, ns, neat), k9s, Lens",
    "pt-BR": "kubectl e seus plugins (ctx, ns e neat do krew), k9s, Lens",
  },
  distributions: {
    en: "kind beside minikube, k3s, EKS, AKS, GKE",
    "pt-BR": "kind ao lado de minikube, k3s, EKS, AKS, GKE",
  },
  workloads: {
    en: "Pod, ReplicaSet, Deployment, blue-green and canary",
    "pt-BR": "Pod, ReplicaSet, Deployment, blue-green e canary",
  },
  volumes: { en: "emptyDir, hostPath, PV, PVC", "pt-BR": "emptyDir, hostPath, PV, PVC" },
  yaml: { en: "YAML's structure", "pt-BR": "A estrutura do YAML" },
  managers: { en: "Standalone, YARN, Kubernetes", "pt-BR": "Standalone, YARN, Kubernetes" },
  "spark-submit": { en: "spark-submit", "pt-BR": "spark-submit" },
  crd: { en: "The CRD SparkApplication", "pt-BR": "O CRD SparkApplication" },
  affinity: { en: "Node affinity", "pt-BR": "Afinidade de nó" },
  zone: { en: "One zone", "pt-BR": "Uma só zona" },
  karpenter: { en: "Karpenter and the Cluster Autoscaler", "pt-BR": "Karpenter e o Cluster Autoscaler" },
  s3: { en: "S3 is not HDFS", "pt-BR": "S3 não é HDFS" },
  committers: { en: "The committers", "pt-BR": "Os committers" },
  allocatable: { en: "Allocatable", "pt-BR": "Allocatable" },
  configmaps: { en: "ConfigMaps", "pt-BR": "ConfigMaps" },
  logs: { en: "Log levels", "pt-BR": "Níveis de log" },
  webhook: { en: "The mutating webhook", "pt-BR": "O webhook de mutação" },
  account: {
    en: "The AWS account: free plan, tools, cost",
    "pt-BR": "A conta da AWS: plano gratuito, ferramentas, custo",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** A bullet of the notes. */
export type Note = keyof typeof notes;
