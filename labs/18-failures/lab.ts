import { defineLab, done, type Fault, type Finding, notYet, type Task } from "../../cli/lab/define";
import type { Words } from "../../cli/lab/language";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";
import { applicationOf, eventsOf, jobNamespace, jobSteps, stateOf } from "../support/jobs";
import type { ConfigMap, Pod } from "../support/objects";

const folder = ".workshop/labs/18-failures";
const code = "lab-18-code";

/**
 * Events that say that a run has failed, or cannot begin, of the application or of its driver's pod. Of a driver that fails the operator
 * says SparkDriverFailed alone: SparkApplicationFailed is for a submission that is not tried again (spark-operator 2.5.2).
 */
const failures = [
  "SparkApplicationFailed",
  "SparkApplicationSubmissionFailed",
  "SparkDriverFailed",
  "Failed",
  "BackOff",
];

/** Whether a job was seen failing since the lab began. Events are kept for an hour, so that it is noted. */
async function failedBefore(world: LabWorld, name: string): Promise<boolean> {
  if (world.memory[name]) return true;
  const of = await Promise.all([eventsOf(world, name), eventsOf(world, `${name}-driver`)]);
  const found = of.flat().find(({ reason }) => failures.includes(reason));
  if (found) world.remember(name, found.reason);
  return found !== undefined;
}

/** Where a job that does not end well says why. */
async function whereToRead({ cluster }: LabWorld, name: string, state: string): Promise<Words> {
  const driver = await cluster.get<Pod>("pod", `${name}-driver`, jobNamespace);
  if (!driver) {
    return {
      en: `It has no driver: kubectl -n ${jobNamespace} describe sparkapplication ${name}.`,
      "pt-BR": `Não tem driver: kubectl -n ${jobNamespace} describe sparkapplication ${name}.`,
    };
  }
  if (driver.status.phase === "Pending") {
    return {
      en: `Its driver has not begun: kubectl -n ${jobNamespace} describe pod ${name}-driver.`,
      "pt-BR": `O driver não começou: kubectl -n ${jobNamespace} describe pod ${name}-driver.`,
    };
  }
  if (!state.includes("FAIL")) return { en: "Wait a moment.", "pt-BR": "Espere um momento." };
  return {
    en: `Its driver has ended: kubectl -n ${jobNamespace} logs ${name}-driver, and describe for how it ended.`,
    "pt-BR": `O driver terminou: kubectl -n ${jobNamespace} logs ${name}-driver, e describe para como terminou.`,
  };
}

async function runs(world: LabWorld, name: string, fault: Words): Promise<Finding> {
  const [application, failed] = await Promise.all([applicationOf(world, name), failedBefore(world, name)]);
  if (!application) {
    const file = `${folder}/${name.at(-1)}.yaml`;
    return notYet(
      missing(`sparkapplication ${name}`, {
        en: `Run it as it is: kubectl apply -f ${file}.`,
        "pt-BR": `Rode-o como está: kubectl apply -f ${file}.`,
      }),
    );
  }
  const state = stateOf(application);
  if (state !== "COMPLETED") {
    return notYet({
      path: `sparkapplication ${name} .status.applicationState.state`,
      value: state,
      reason: { en: "is not COMPLETED", "pt-BR": "não é COMPLETED" },
      cure: await whereToRead(world, name, state),
    });
  }
  if (!failed) {
    return notYet({
      path: `sparkapplication ${name}`,
      value: state,
      reason: { en: "has never failed", "pt-BR": "nunca falhou" },
      cure: {
        en: "Run it first as the lab has laid it, and read what it says.",
        "pt-BR": "Rode-o antes como o lab o deixou, e leia o que ele diz.",
      },
    });
  }
  return done(fault);
}

/** A job, with what is said when it runs: what was the matter. */
function job(letter: string, fault: Words, hint: Words, mistakes: Task["mistakes"] = []): Task {
  return {
    id: letter,
    title: { en: `Job ${letter} runs`, "pt-BR": `O job ${letter} roda` },
    check: (world) => runs(world, `lab-18-${letter}`, fault),
    mistakes,
    hints: [hint],
  };
}

/** The account was made instead of the one that is there being used. */
async function accountMade({ cluster }: LabWorld): Promise<Fault | undefined> {
  if (!(await cluster.get("serviceaccount", "lab-18-driver", jobNamespace))) return undefined;
  return {
    path: "serviceaccount lab-18-driver",
    reason: {
      en: "has no rights: its driver cannot make executors",
      "pt-BR": "não tem direitos: seu driver não cria executors",
    },
    cure: {
      en: "Use the account that the namespace has for jobs: kubectl -n spark-jobs get serviceaccounts.",
      "pt-BR": "Use a conta que o namespace tem para jobs: kubectl -n spark-jobs get serviceaccounts.",
    },
  };
}

/** The code is another by now, and nobody has run it. */
async function mendedOnly(world: LabWorld): Promise<Fault | undefined> {
  const [map, application] = await Promise.all([
    world.cluster.get<ConfigMap>("configmap", code, jobNamespace),
    applicationOf(world, "lab-18-e"),
  ]);
  const text = map?.data?.["delays.py"];
  if (!text || text.includes("carier") || !stateOf(application).includes("FAILED")) return undefined;
  return {
    path: "sparkapplication lab-18-e",
    value: stateOf(application),
    reason: {
      en: "is a run that is over, and its code was fixed after it",
      "pt-BR": "é uma execução que acabou, e o código foi consertado depois",
    },
    cure: {
      en: "Delete the SparkApplication and apply it again: a ConfigMap makes no run begin.",
      "pt-BR": "Apague o SparkApplication e aplique-o de novo: um ConfigMap não faz execução começar.",
    },
  };
}

export default defineLab({
  title: { en: "Five jobs that fail", "pt-BR": "Cinco jobs que falham" },
  needs: "jobs",
  halfDay: true,
  notes: ["crd", "s3"],
  tasks: [
    job(
      "a",
      {
        en: "Its image did not exist, and its driver's pod said so: ErrImagePull, then ImagePullBackOff.",
        "pt-BR": "A imagem não existia, e o pod do driver dizia isso: ErrImagePull, depois ImagePullBackOff.",
      },
      {
        en: "A pod that is Pending with a node has events about what its kubelet tries.",
        "pt-BR": "Um pod Pending que tem nó tem eventos sobre o que o kubelet tenta.",
      },
    ),
    job(
      "b",
      {
        en: "Its bucket did not exist: S3A says so in the first of the exceptions that follow each other.",
        "pt-BR": "O bucket não existia: o S3A diz isso na primeira das exceções em sequência.",
      },
      {
        en: "Look in the driver's log for s3a://, and compare with the buckets that there are.",
        "pt-BR": "Procure s3a:// no log do driver, e compare com os buckets que existem.",
      },
    ),
    job(
      "c",
      {
        en: "Its account did not exist: no driver was made, and spark-submit's words are in the status.",
        "pt-BR":
          "A conta não existia: nenhum driver foi criado, e as palavras do spark-submit estão no status.",
      },
      {
        en: "There is no pod to look at; the status of the SparkApplication holds what the API server said.",
        "pt-BR": "Não há pod para olhar; o status do SparkApplication guarda o que o API server disse.",
      },
      [{ id: "account-made", found: accountMade }],
    ),
    job(
      "d",
      {
        en: "It needed more memory than its limit: ended by the kernel, whatever the log says.",
        "pt-BR": "Precisava de mais memória que o limite: o kernel o encerrou, diga o log o que disser.",
      },
      {
        en: "The log just stops. describe pod has a reason and a code; 128 + 9 is 137.",
        "pt-BR": "O log simplesmente para. describe pod tem um motivo e um código; 128 + 9 é 137.",
      },
    ),
    job(
      "e",
      {
        en: "A column was misspelt, which Python said before everything that followed from it.",
        "pt-BR": "Uma coluna estava escrita errado, o que o Python disse antes de tudo o que se seguiu.",
      },
      {
        en: "Read the first error of the driver's log, not the last line.",
        "pt-BR": "Leia o primeiro erro do log do driver, não a última linha.",
      },
      [{ id: "fixed-only", found: mendedOnly }],
    ),
  ],
  ...jobSteps,
});
