import { defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import type { Deployment, EndpointSlice, Pod, Service } from "../support/objects";

/** Of what share of requests a canary may have been given, one pod among four: so far is chance. */
const canaryShare = { least: 0.1, most: 0.45 };

/** What a counter counted: answers by version, and `failed`. */
type Count = Readonly<Record<string, number>>;

/** The last words of the pod `count-NAME`. */
async function counted({ cluster, newer }: LabWorld, name: string): Promise<Count | undefined> {
  const pod = await cluster.get<Pod>("pod", `count-${name}`);
  const ended = pod?.status.containerStatuses?.[0]?.state.terminated;
  if (!pod || !ended?.message || ended.exitCode !== 0 || !newer(pod.metadata.creationTimestamp))
    return undefined;
  try {
    return JSON.parse(ended.message) as Count;
  } catch {
    return undefined;
  }
}

/** The share of requests that a version answered; 0 where any failed, since then nothing is proven. */
function share(count: Count, version: string): number {
  const all = Object.values(count).reduce((sum, one) => sum + one, 0);
  return count.failed ? 0 : (count[version] ?? 0) / all;
}

function uncounted(name: string): Finding {
  return notYet(
    missing(`pod count-${name}`, {
      en: `Have the requests counted: sed s/NAME/${name}/ .workshop/labs/06-blue-green-and-canary/count.yaml | kubectl apply -f -`,
      "pt-BR": `Mande contar os pedidos: sed s/NAME/${name}/ .workshop/labs/06-blue-green-and-canary/count.yaml | kubectl apply -f -`,
    }),
  );
}

function miscounted(name: string, count: Count, wanted: { en: string; "pt-BR": string }): Finding {
  return notYet({
    path: `pod count-${name}`,
    value: JSON.stringify(count),
    reason: wanted,
    cure: {
      en: `Fix the Service or the Deployments, then kubectl -n lab-06 delete pod count-${name} and count again.`,
      "pt-BR": `Conserte o Service ou os Deployments, depois kubectl -n lab-06 delete pod count-${name} e conte de novo.`,
    },
  });
}

async function only(world: LabWorld, version: string): Promise<Finding> {
  const count = await counted(world, version);
  if (!count) return uncounted(version);
  if (share(count, version) === 1) {
    return done({
      en: `All ${count[version]} requests were answered by ${version}.`,
      "pt-BR": `Todos os ${count[version]} pedidos foram respondidos por ${version}.`,
    });
  }
  return miscounted(version, count, {
    en: `are not all of ${version}`,
    "pt-BR": `não são todos de ${version}`,
  });
}

async function canary(world: LabWorld): Promise<Finding> {
  const count = await counted(world, "canary");
  if (!count) return uncounted("canary");
  const green = share(count, "green");
  if (green >= canaryShare.least && green <= canaryShare.most) {
    const percent = Math.round(green * 100);
    return done({
      en: `${percent} % of the requests went to green.`,
      "pt-BR": `${percent} % dos pedidos foram para green.`,
    });
  }
  return miscounted("canary", count, {
    en: "have no share of green like that of one pod among four, without a failure",
    "pt-BR": "não têm uma fatia de green como a de um pod entre quatro, sem falha",
  });
}

async function green(world: LabWorld): Promise<Finding> {
  const counts = await only(world, "green");
  if (counts.state !== "done") return counts;
  const { cluster } = world;
  const [slices, blue] = await Promise.all([
    cluster.list<EndpointSlice>("endpointslices", { labels: "kubernetes.io/service-name=web" }),
    cluster.get<Deployment>("deployment", "blue"),
  ]);
  const behind = slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .map(({ targetRef }) => targetRef?.name ?? "?");
  const strangers = behind.filter((name) => !name.startsWith("green-"));
  if (behind.length === 0 || strangers.length > 0) {
    return notYet({
      path: "endpointslices of service web",
      value: strangers[0] ?? "none",
      reason: { en: "are not pods of green alone", "pt-BR": "não são só pods de green" },
      cure: {
        en: "Point the Service at version: green.",
        "pt-BR": "Aponte o Service para version: green.",
      },
    });
  }
  if (!blue || blue.spec.replicas > 0) {
    return notYet({
      path: "deployment blue .spec.replicas",
      value: blue?.spec.replicas,
      reason: blue
        ? { en: "still runs pods that nobody asks", "pt-BR": "ainda roda pods a quem ninguém pergunta" }
        : { en: "is gone, and with it the way back", "pt-BR": "sumiu, e com ele o caminho de volta" },
      cure: {
        en: "Keep blue with no pods: kubectl -n lab-06 scale deployment blue --replicas=0.",
        "pt-BR": "Mantenha blue sem pods: kubectl -n lab-06 scale deployment blue --replicas=0.",
      },
    });
  }
  return counts;
}

export default defineLab({
  title: { en: "Blue-green and canary", "pt-BR": "Blue-green e canary" },
  needs: "cluster",
  notes: ["workloads"],
  tasks: [
    {
      id: "blue",
      title: { en: "All requests to blue", "pt-BR": "Todos os pedidos para blue" },
      check: (world) => only(world, "blue"),
      mistakes: [{ id: "stuck", found: (world) => stuckPod(world) }],
      hints: [
        {
          en: "kubectl -n lab-06 get endpointslices names the addresses behind the Service: none is a selector without pods.",
          "pt-BR":
            "kubectl -n lab-06 get endpointslices diz os endereços atrás do Service: nenhum é um selector sem pods.",
        },
      ],
    },
    {
      id: "canary",
      title: { en: "A quarter of the requests to green", "pt-BR": "Um quarto dos pedidos para green" },
      check: canary,
      mistakes: [
        {
          id: "pinned",
          async found(world) {
            const [count, service] = await Promise.all([
              counted(world, "canary"),
              world.cluster.get<Service>("service", "web"),
            ]);
            const version = service?.spec.selector?.version;
            if (!count || !version || count.green) return undefined;
            return {
              path: "service web .spec.selector.version",
              value: version,
              reason: {
                en: "lets in the pods of one version only",
                "pt-BR": "só deixa entrar os pods de uma versão",
              },
              cure: {
                en: "Take it out of the selector, delete pod count-canary and count again.",
                "pt-BR": "Tire-o do selector, apague o pod count-canary e conte de novo.",
              },
            };
          },
        },
        {
          id: "same-selector",
          async found({ cluster }) {
            const deployments = await cluster.list<Deployment>("deployments");
            const loose = deployments.find(({ spec }) => !spec.selector.matchLabels?.version);
            if (!loose) return undefined;
            return {
              path: `deployment ${loose.metadata.name} .spec.selector.matchLabels`,
              value: JSON.stringify(loose.spec.selector.matchLabels),
              reason: {
                en: "selects pods of the other version too",
                "pt-BR": "seleciona também os pods da outra versão",
              },
              cure: {
                en: "Selectors cannot be changed: delete the Deployment and make it with version in its selector.",
                "pt-BR":
                  "Selectors não podem ser mudados: apague o Deployment e faça-o com version no selector.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "A Service that selects app: web alone sends requests to pods of both versions.",
          "pt-BR": "Um Service que só seleciona app: web manda pedidos a pods das duas versões.",
        },
      ],
    },
    {
      id: "green",
      title: { en: "All at once to green", "pt-BR": "Tudo de uma vez para green" },
      check: green,
      hints: [
        {
          en: "Only the Service has to change: its selector is a field like any other, for kubectl patch or kubectl edit.",
          "pt-BR":
            "Só o Service precisa mudar: seu selector é um campo como outro, para kubectl patch ou kubectl edit.",
        },
      ],
    },
  ],
  ...namespaceSteps,
});
