import type { Duration } from "../../units/duration";
import type { MemorySize } from "../../units/memory-size";
import type { CpuQuantity } from "../../units/quantity";

/**
 * What jobs and Connect servers have where nothing is said. The plans and the documentation of the arguments both go by
 * this table; which capacity each role runs on is `capacityOf` in scheduling/placement.ts.
 */
export const sparkDefaults: {
  readonly driver: { readonly cores: number; readonly coreRequest: CpuQuantity; readonly memory: MemorySize };
  readonly executor: { readonly instances: number; readonly perNode: number };
  readonly timeout: Duration;
} = {
  driver: { cores: 1, coreRequest: "500m", memory: "768m" },
  executor: { instances: 2, perNode: 2 },
  timeout: "30m",
};
