/** An amount of CPU and memory. */
export interface Resources {
  /** Thousandths of a CPU: 1930 is Kubernetes' `1930m`. */
  readonly cpuMillis: number;
  /** Mebibytes. */
  readonly memoryMiB: number;
}
