import type { NodeType } from "../../cluster/node-group";
import type { KindNodeClassSpecInstanceType } from "../../crds/generated/karpenter-kind";
import type { Problem } from "../../errors";
import { ownArchitecture } from "../../images/platform";
import { allocatable, capacity, evictionThresholdMiB, kubeReserved } from "../../sizing/allocatable";
import { type InstanceType, instanceTypes, maxPods } from "../../sizing/instance-types";
import type { Resources } from "../../sizing/resources";
import { cpuMillisOf, quantityValue } from "../../units/quantity";

/** An instance type that Karpenter may launch, with its prices. */
export interface InstanceOffer {
  /** EC2 instance type that a node stands for, of `components/sizing/instance-types.ts`. */
  readonly name: string;
  /** Price of an on-demand instance, in dollars an hour. */
  readonly onDemand: number;
  /** Price of a spot instance, in dollars an hour: below the other. */
  readonly spot: number;
}

/**
 * Two vCPUs with ever more memory, and twice of each for machines that have it. On demand as EC2 asks in us-east-1; spot
 * at two fifths of that, which is about what a day's average comes to.
 */
export const defaultOffers: readonly InstanceOffer[] = [
  { name: "c5.large", onDemand: 0.085, spot: 0.034 },
  { name: "m5.large", onDemand: 0.096, spot: 0.0384 },
  { name: "r5.large", onDemand: 0.126, spot: 0.0504 },
  { name: "c5.xlarge", onDemand: 0.17, spot: 0.068 },
  { name: "m5.xlarge", onDemand: 0.192, spot: 0.0768 },
  { name: "r5.xlarge", onDemand: 0.252, spot: 0.1008 },
];

/**
 * What is wrong with a list of offers.
 *
 * @param path of the property that holds it.
 */
export function offerProblems(path: string, offers: readonly InstanceOffer[]): Problem[] {
  if (offers.length === 0) {
    return [{ path, value: offers, reason: "offers no instance type", cure: "Name one, such as c5.large." }];
  }
  return offers.flatMap(({ name, onDemand, spot }, i): Problem[] => {
    const at = `${path}[${i}]`;
    const problems: Problem[] = [];
    if (!instanceTypes.has(name)) {
      problems.push({
        path: `${at}.name`,
        value: name,
        reason: "is not an instance type of components/sizing/instance-types.ts",
        cure: `Use one of ${[...instanceTypes.keys()].join(", ")}, or add it there.`,
      });
    }
    if (offers.findIndex((other) => other.name === name) < i) {
      problems.push({ path: `${at}.name`, value: name, reason: "is there twice", cure: "Name each once." });
    }
    for (const [key, price] of Object.entries({ onDemand, spot })) {
      if (price > 0 && !isWritten(price)) {
        problems.push({
          path: `${at}.${key}`,
          value: price,
          reason: "is not a price that a KindNodeClass can say, which has no exponents",
          cure: "Use dollars an hour, 0.000001 or more.",
        });
      }
    }
    if (!(spot > 0 && spot < onDemand)) {
      problems.push({
        path: `${at}.spot`,
        value: spot,
        reason: `is not a valid price below the ${onDemand} of an on-demand instance`,
        cure: "Use dollars an hour, more than 0 and less than onDemand.",
      });
    }
    return problems;
  });
}

/** Whether a price is written as its CRD takes it. @see prices in karpenter-provider-kind/apis/v1alpha1/kindnodeclass.go */
function isWritten(price: number): boolean {
  return /^\d+(\.\d+)?$/.test(String(price));
}

/** The offers as a KindNodeClass has them. */
export function offered(offers: readonly InstanceOffer[]): KindNodeClassSpecInstanceType[] {
  return offers.map(({ name, onDemand, spot }) => {
    const type = typeOf(name);
    const { cpuMillis, memoryMiB } = capacity(type);
    const reserved = kubeReserved(type);
    return {
      name,
      cpu: `${cpuMillis}m`,
      memory: `${memoryMiB}Mi`,
      pods: maxPods(type),
      kubeReserved: { cpu: `${reserved.cpuMillis}m`, memory: `${reserved.memoryMiB}Mi` },
      evictionThreshold: `${evictionThresholdMiB}Mi`,
      prices: { onDemand: String(onDemand), spot: String(spot) },
    };
  });
}

/**
 * The offers as sizing and placement see them, smallest first.
 *
 * @param spec of a KindNodeClass: what {@link offered} makes.
 * @see typeOf in karpenter-provider-kind/instance/types.go
 */
export function offeredNodeTypes(spec: readonly KindNodeClassSpecInstanceType[]): NodeType[] {
  const mebibytes = (quantity: string | number) => (quantityValue(quantity) ?? Number.NaN) / 2 ** 20;
  const label = (name: string) => `karpenter.kind.workshop/${name}`;
  return spec
    .map(({ name, cpu, memory, kubeReserved, evictionThreshold }): NodeType => {
      const has = { cpuMillis: cpuMillisOf(cpu) ?? Number.NaN, memoryMiB: mebibytes(memory) };
      return {
        name,
        capacity: has,
        allocatable: {
          cpuMillis: has.cpuMillis - (cpuMillisOf(kubeReserved.cpu) ?? Number.NaN),
          memoryMiB: has.memoryMiB - mebibytes(kubeReserved.memory) - mebibytes(evictionThreshold),
        },
        ephemeralMiB: kindDiskMiB,
        labels: {
          // A container has the machine's processor, whatever the instance it stands for.
          "kubernetes.io/arch": ownArchitecture(),
          "kubernetes.io/os": "linux",
          [label("instance-family")]: name.split(".")[0],
          [label("instance-cpu-millis")]: String(has.cpuMillis),
          [label("instance-memory-mib")]: String(Math.floor(has.memoryMiB)),
        },
      };
    })
    .sort((a, b) => a.allocatable.memoryMiB - b.allocatable.memoryMiB);
}

/** Disk that each node says it has: they share the machine's. */
const kindDiskMiB = 20 * 1024;

/** What pods find at least on a node of any of these types. */
export function smallest(offers: readonly InstanceOffer[]): Resources {
  const rooms = offers.map(({ name }) => allocatable(typeOf(name)));
  return {
    cpuMillis: Math.min(...rooms.map(({ cpuMillis }) => cpuMillis)),
    memoryMiB: Math.min(...rooms.map(({ memoryMiB }) => memoryMiB)),
  };
}

function typeOf(name: string): InstanceType {
  const type = instanceTypes.get(name);
  // Reported by offerProblems first.
  if (!type) throw new RangeError(`no instance type ${name}`);
  return type;
}
