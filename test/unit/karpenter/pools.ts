import type { Pool } from "../../../components/karpenter/pool";

/** A pool for drivers, which nothing is wrong with; parts of it are replaced. */
export const drivers: Pool = {
  name: "drivers",
  capacityType: "on-demand",
  zones: ["us-east-1a", "us-east-1b"],
  requirements: [{ key: "karpenter.k8s.aws/instance-cpu", operator: "In", values: ["4"] }],
  smallest: { cpuMillis: 3920, memoryMiB: 6000 },
  types: [
    {
      name: "c5.xlarge",
      capacity: { cpuMillis: 4000, memoryMiB: 7577 },
      allocatable: { cpuMillis: 3920, memoryMiB: 6584 },
      labels: {},
    },
  ],
  daemonSets: { cpuMillis: 0, memoryMiB: 0 },
  limits: { cpus: 16, memoryGiB: 64 },
  taints: [{ key: "spark-role", value: "driver", effect: "NoSchedule" }],
};

/** The same for executors, on spot and in another zone beside the common one. */
export const executors: Pool = {
  ...drivers,
  name: "executors",
  capacityType: "spot",
  zones: ["us-east-1b", "us-east-1c"],
  taints: [{ key: "spark-role", value: "executor", effect: "NoSchedule" }],
};
