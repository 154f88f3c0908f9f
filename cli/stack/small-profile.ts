import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { refuse } from "../../components/errors";
import type { InstanceOffer } from "../../components/karpenter/kind/instance-offers";
import { defaultOffers } from "../../components/karpenter/kind/instance-offers";
import type { RoleLimits } from "../../components/karpenter/kind/pools";
import { UsageError } from "../process/user-errors";
import { readStackConfig, stackSettings } from "./config";
import { stackFile } from "./file";
import { readProjectFile } from "./project-file";

/**
 * The keys of a stack for a machine of 8 GiB and two cores. Karpenter's nodes, which are there only while a job runs; the smallest of
 * them alone, for which pods are sized; of those one for a driver and two for executors at a time. What asks for more waits, where
 * it would otherwise make the machine swap.
 */
export const smallProfile: { readonly instanceTypes: readonly InstanceOffer[]; readonly limits: RoleLimits } =
  {
    instanceTypes: defaultOffers.slice(0, 1),
    limits: { drivers: { cpus: 2, memoryGiB: 4 }, executors: { cpus: 4, memoryGiB: 8 } },
  };

/**
 * Writes the keys of the small profile into the file of a stack, but for those that are set there: comments and everything else stay.
 *
 * @returns names of the keys that were written; none the second time.
 * @throws {UsageError} for a stack that is not on this machine.
 * @throws {InvalidInput} for one with fixed nodes.
 */
export function writeSmallProfile(root: string, stack: string): string[] {
  const { local, karpenter } = stackSettings(root, stack);
  if (!local) {
    throw new UsageError(
      `The stack ${stack} does not live on this machine, so --small is nothing for it.`,
      "Leave --small out, or name a stack of the target kind.",
    );
  }
  if (!karpenter) {
    refuse(`Pulumi.${stack}.yaml`, [
      {
        path: "karpenter",
        value: false,
        reason: "makes fixed nodes, which take memory whether a job runs or not",
        cure: "Take it out, or leave --small out.",
      },
    ]);
  }
  const file = stackFile(root, stack);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const document = parseDocument(text);
  const { name } = readProjectFile(root);
  const given = new Set(readStackConfig(root, stack).given);
  // Without a file it is a local one; a file has to say so.
  if (document.contents === null) document.setIn(["config", `${name}:target`], "kind");
  const missing = Object.entries(smallProfile).filter(([key]) => !given.has(key));
  for (const [key, setting] of missing) {
    document.setIn(["config", `${name}:${key}`], document.createNode(setting, { flow: true }));
  }
  if (missing.length > 0) writeFileSync(file, document.toString({ lineWidth: 0 }));
  return missing.map(([key]) => key);
}
