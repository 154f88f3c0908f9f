import type { ApiObject } from "../../cli/lab/cluster-view";
import type { Answer } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";

/** The operator's webhook, and the one of its entries that changes pods. */
export const configuration = "spark-operator-webhook";
const ofPods = "mutate--v1-pod";
/** What the lab's pods carry, and nobody else's. */
const mark = "lab";

/** A MutatingWebhookConfiguration, as far as this lab looks. */
export interface Webhooks extends ApiObject {
  readonly webhooks: readonly {
    readonly name: string;
    readonly objectSelector?: {
      readonly matchLabels?: Readonly<Record<string, string>>;
      readonly matchExpressions?: readonly { readonly key: string }[];
    };
  }[];
}

/** The operator's. */
export function webhooksOf({ cluster }: LabWorld): Promise<Webhooks | undefined> {
  return cluster.get<Webhooks>("mutatingwebhookconfiguration", configuration);
}

/** Whether the webhook passes over the pods of the lab. */
export function passesOver(found: Webhooks | undefined): boolean {
  return (found?.webhooks ?? []).some(passes);
}

const passes = ({ objectSelector }: Webhooks["webhooks"][number]) =>
  objectSelector?.matchExpressions?.some(({ key }) => key === mark) ?? false;

/** Has it asked about the pods of the lab again. */
export async function askAgain(world: LabWorld): Promise<void> {
  for (const [i, one] of ((await webhooksOf(world))?.webhooks ?? []).entries()) {
    if (!passes(one)) continue;
    const patch = [{ op: "remove", path: `/webhooks/${i}/objectSelector/matchExpressions` }];
    const words = ["--type", "json", "--patch", JSON.stringify(patch)];
    await world.run("kubectl", ["patch", "mutatingwebhookconfiguration", configuration, ...words]);
  }
}

/** Which pods it is asked about. */
export const label: Answer = {
  question: {
    en: "Which label must a pod have for the webhook to be asked about it?",
    "pt-BR": "Que label um pod precisa ter para o webhook ser perguntado sobre ele?",
  },
  async truth(world) {
    const found = (await webhooksOf(world))?.webhooks.find(({ name }) => name.startsWith(ofPods));
    const [label] = Object.keys(found?.objectSelector?.matchLabels ?? {});
    return (
      label ??
      missing(`mutatingwebhookconfiguration ${configuration}`, {
        en: "./workshop up brings it.",
        "pt-BR": "./workshop up o traz.",
      })
    );
  },
  equals: (given, truth) => given.trim().split("=")[0] === truth,
  mistakes: [
    {
      id: "of-the-namespace",
      when: (given) => given.includes("kubernetes.io/metadata.name"),
      reason: { en: "is a label of namespaces", "pt-BR": "é um label de namespaces" },
    },
  ],
};
