import { defineLab, done, type Fault, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import type { Pod } from "../support/objects";

/** What the JSON of a standalone master has, as far as this lab looks. */
interface Master {
  readonly aliveworkers: number;
  readonly completedapps: readonly { readonly id: string; readonly state: string }[];
}

async function standalone(world: LabWorld): Promise<Finding> {
  const path = "/api/v1/namespaces/lab-14/pods/standalone:8080/proxy/json/";
  const [pod, said] = await Promise.all([
    podOf(world, "standalone"),
    world.cluster.ask("get", "--raw", path),
  ]);
  if (!pod || !said) {
    return notYet(
      missing("pod standalone", {
        en: "Make it, and wait until its master and its worker have found each other.",
        "pt-BR": "Crie-o, e espere até que o master e o worker se encontrem.",
      }),
    );
  }
  const { aliveworkers, completedapps } = JSON.parse(said) as Master;
  const app = completedapps.find(({ state }) => state === "FINISHED");
  if (!app) {
    return notYet({
      path: "pod standalone .completedapps",
      value: completedapps.map(({ state }) => state),
      reason: {
        en: "has no application that has finished",
        "pt-BR": "não tem aplicação que tenha terminado",
      },
      cure: {
        en: "Submit pi.py to spark://localhost:7077 from inside the pod.",
        "pt-BR": "Submeta pi.py a spark://localhost:7077 de dentro do pod.",
      },
    });
  }
  return done({
    en: `The master gave ${app.id} cores of ${aliveworkers} worker, and it finished.`,
    "pt-BR": `O master deu a ${app.id} cores de ${aliveworkers} worker, e ela terminou.`,
  });
}

async function podOf({ cluster, newer }: LabWorld, name: string): Promise<Pod | undefined> {
  const pod = await cluster.get<Pod>("pod", name);
  return pod && newer(pod.metadata.creationTimestamp) ? pod : undefined;
}

const logOf = ({ cluster, name: namespace }: LabWorld, pod: string) =>
  cluster.ask("logs", pod, "--namespace", namespace, "--tail=200");

/** Pods that submitted, of which one ended so. */
async function submitters({ cluster, newer }: LabWorld, phase: string): Promise<readonly Pod[]> {
  const pods = await cluster.list<Pod>("pods");
  return pods.filter(
    ({ metadata, status }) =>
      metadata.name.startsWith("submit-") && newer(metadata.creationTimestamp) && status.phase === phase,
  );
}

async function forbidden(world: LabWorld): Promise<Finding> {
  for (const { metadata } of await submitters(world, "Failed")) {
    const line = (await logOf(world, metadata.name))
      ?.split("\n")
      .find((one) => /is forbidden|Forbidden/.test(one));
    if (!line) continue;
    const who = /User "([^"]+)"/.exec(line)?.[1] ?? "default";
    return done({
      en: `${metadata.name} could not make a driver as ${who}.`,
      "pt-BR": `${metadata.name} não pôde criar um driver como ${who}.`,
    });
  }
  return notYet({
    path: "pods submit-… of lab-14",
    reason: { en: "none was refused for its account", "pt-BR": "nenhum foi recusado por sua conta" },
    cure: {
      en: "Submit as the namespace's account default, which has no rights, and wait until the pod has ended.",
      "pt-BR": "Submeta com a conta default do namespace, que não tem direitos, e espere o pod terminar.",
    },
  });
}

async function driver(world: LabWorld): Promise<Finding> {
  const pods = await world.cluster.list<Pod>("pods", { labels: "spark-role=driver" });
  const drivers = pods.filter(({ metadata }) => world.newer(metadata.creationTimestamp));
  const good = drivers.find(({ status }) => status.phase === "Succeeded");
  if (good) {
    const { name } = good.metadata;
    return done({
      en: `${name} succeeded, and there is no SparkApplication that it belongs to.`,
      "pt-BR": `${name} terminou bem, e não há SparkApplication a que pertença.`,
    });
  }
  const [first] = drivers;
  if (!first) {
    return notYet(
      missing("pod with spark-role=driver", {
        en: "Make the account of account.yaml, and submit as spark.",
        "pt-BR": "Crie a conta de account.yaml, e submeta como spark.",
      }),
    );
  }
  return notYet({
    path: `pod ${first.metadata.name}`,
    value: first.status.phase,
    reason: { en: "has not succeeded", "pt-BR": "não terminou bem" },
    cure: {
      en: `Read kubectl -n lab-14 logs ${first.metadata.name}, its first error first.`,
      "pt-BR": `Leia kubectl -n lab-14 logs ${first.metadata.name}, o primeiro erro primeiro.`,
    },
  });
}

/** Why a driver could not go on, where that is a mistake of many. */
async function driverFault(world: LabWorld): Promise<Fault | undefined> {
  const pods = await world.cluster.list<Pod>("pods", { labels: "spark-role=driver" });
  for (const { metadata } of pods.filter(({ status }) => status.phase === "Failed")) {
    const log = (await logOf(world, metadata.name)) ?? "";
    const path = `pod ${metadata.name}`;
    if (/can't open file|No such file/.test(log)) {
      return {
        path,
        reason: {
          en: "has no such file: local:// means a path inside of the driver's container",
          "pt-BR": "não tem esse arquivo: local:// quer dizer um caminho dentro do contêiner do driver",
        },
        cure: {
          en: "Make the ConfigMap code of pi.py and driver.yaml, and name the template in podTemplateFile.",
          "pt-BR": "Faça o ConfigMap code com pi.py e driver.yaml, e nomeie o template em podTemplateFile.",
        },
      };
    }
    if (/is forbidden/.test(log)) {
      return {
        path,
        reason: {
          en: "may not make executors: its account has no rights",
          "pt-BR": "não pode criar executors: sua conta não tem direitos",
        },
        cure: {
          en: "Set spark.kubernetes.authenticate.driver.serviceAccountName to spark.",
          "pt-BR": "Ponha spark em spark.kubernetes.authenticate.driver.serviceAccountName.",
        },
      };
    }
  }
  return undefined;
}

async function blind(world: LabWorld): Promise<Finding> {
  for (const { metadata, status } of await submitters(world, "Succeeded")) {
    const name = `${metadata.name.slice("submit-".length)}-driver`;
    const pod = await podOf(world, name);
    if (pod?.status.phase !== "Failed") continue;
    const code = status.containerStatuses?.[0]?.state.terminated?.exitCode ?? 0;
    return done({
      en: `${name} failed, and the spark-submit of ${metadata.name} ended with ${code}.`,
      "pt-BR": `${name} falhou, e o spark-submit de ${metadata.name} terminou com ${code}.`,
    });
  }
  return notYet({
    path: "drivers of lab-14",
    reason: {
      en: "none has failed behind a spark-submit that ended well",
      "pt-BR": "nenhum falhou por trás de um spark-submit que terminou bem",
    },
    cure: {
      en: "Submit with something that is no number for PARTS, and wait until submit-… has ended.",
      "pt-BR": "Submeta com algo que não seja número em PARTS, e espere submit-… terminar.",
    },
  });
}

export default defineLab({
  title: { en: "Three cluster managers, and spark-submit", "pt-BR": "Três gerenciadores, e o spark-submit" },
  needs: "jobs",
  notes: ["managers", "spark-submit"],
  tasks: [
    {
      id: "standalone",
      title: { en: "A job on Spark's own manager", "pt-BR": "Um job no gerenciador do próprio Spark" },
      check: standalone,
      mistakes: [
        {
          id: "standalone-stuck",
          async found(world) {
            return (await podOf(world, "standalone")) ? stuckPod(world) : undefined;
          },
        },
      ],
      hints: [
        {
          en: "kubectl -n lab-14 logs standalone -c master says which workers and applications have come.",
          "pt-BR": "kubectl -n lab-14 logs standalone -c master diz que workers e aplicações chegaram.",
        },
      ],
    },
    {
      id: "forbidden",
      title: { en: "Without rights nothing is submitted", "pt-BR": "Sem direitos nada é submetido" },
      check: forbidden,
      hints: [
        {
          en: "kubectl -n lab-14 logs submit-NAME has the API server's own words.",
          "pt-BR": "kubectl -n lab-14 logs submit-NOME tem as palavras do próprio API server.",
        },
      ],
    },
    {
      id: "driver",
      title: { en: "A driver by hand", "pt-BR": "Um driver à mão" },
      check: driver,
      mistakes: [{ id: "driver-fault", found: driverFault }],
      hints: [
        {
          en: "kubectl -n lab-14 get pods -L spark-role shows who submitted, who drives and who executes.",
          "pt-BR":
            "kubectl -n lab-14 get pods -L spark-role mostra quem submeteu, quem dirige e quem executa.",
        },
      ],
    },
    {
      id: "blind",
      title: {
        en: "spark-submit does not tell of a failure",
        "pt-BR": "O spark-submit não conta de uma falha",
      },
      check: blind,
      hints: [
        {
          en: "sed fills the template in: s/PARTS/none/ makes Python fail at its second line.",
          "pt-BR": "O sed preenche o modelo: s/PARTS/none/ faz o Python falhar logo no começo.",
        },
      ],
    },
  ],
  ...namespaceSteps,
});
