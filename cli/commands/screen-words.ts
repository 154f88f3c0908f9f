import { counted, type Language } from "../lab/language";
import type { StateWords } from "../stack/pulumi-env";

/** What the screens of `status` and `doctor` and the ends of `up` and `down` say: what somebody meets who has no engineer beside them. */
export interface ScreenWords extends StateWords {
  /** The end of `up`. */
  readonly upToDate: (total: number, stack: string) => string;
  readonly isUp: (stack: string, parts: string) => string;
  readonly jobFound: (job: string) => string;
  readonly howLong: string;
  readonly sideBySide: string;
  readonly fromTo: (from: string, to: string) => string;
  readonly inAll: string;
  readonly cost: string;
  readonly whereToLook: string;
  readonly leftOut: string;
  readonly next: string;
  readonly inThisShell: string;
  /** Addresses. */
  readonly asLongAs: (command: string) => string;
  readonly keys: (command: string) => string;
  /** `status`. */
  readonly notUp: (docker: boolean) => string;
  readonly leftInDocker: string;
  readonly nextRemove: (option: string) => string;
  readonly nextUp: (option: string) => string;
  readonly nextShell: (option: string) => string;
  readonly unfinished: string;
  readonly silent: (cluster: string) => string;
  readonly clusterOf: (cluster: string) => string;
  readonly nodeColumns: readonly string[];
  readonly ready: Readonly<Record<"yes" | "no", string>>;
  readonly noApplications: string;
  readonly applications: string;
  readonly applicationColumns: readonly string[];
  readonly uiOf: (job: string, command: string) => string;
  readonly keepsThem: string;
  readonly keepsIt: string;
  readonly unknownJob: (job: string, known: string) => string;
  readonly pods: string;
  readonly podColumns: readonly string[];
  readonly events: string;
  readonly eventColumns: readonly string[];
  readonly commands: string;
  /** The end of `down`. */
  readonly nothingDeleted: string;
  readonly stillThere: string;
  readonly isDown: (stack: string) => string;
  readonly lookedFor: Readonly<Record<"all" | "withoutDocker", string>>;
  readonly dockerSilent: string;
  readonly removedAsWell: string;
  readonly kept: string;
  readonly imagesStay: string;
  /** `doctor`. */
  readonly looking: string;
  readonly marks: Readonly<Record<"ok" | "brought" | "risk" | "blocks", string>>;
  readonly blocked: (things: number) => string;
  readonly clear: (option: string) => string;
}

const english: ScreenWords = {
  stateHere: "State: .workshop/state in this clone (no account needed)",
  stateAt: (url, chosenBy) => `State: ${url}, chosen by ${chosenBy}`,
  upToDate: (total, stack) => `Nothing to do: all ${total} resources of ${stack} are as declared.`,
  isUp: (stack, parts) => `${stack} is up (resources: ${parts}).`,
  jobFound: (job) => `What the job ${job} found`,
  howLong: "How long it took",
  sideBySide: "of which, some of it side by side:",
  fromTo: (from, to) => `from ${from} to ${to}`,
  inAll: "in all",
  cost: "What it costs",
  whereToLook: "Where to look",
  leftOut: "What this stack does without",
  next: "What to try next",
  inThisShell: "kubectl and pulumi in this shell",
  asLongAs: (command) => `, as long as this runs: ${command}`,
  keys: (command) => ` (keys: ${command})`,
  notUp: (docker) => `not up${docker ? "" : "; Docker does not answer"}`,
  leftInDocker: "There is no state of it, yet Docker has:",
  nextRemove: (option) =>
    `Next: ./workshop down${option} removes that, ./workshop up${option} brings the stack up.`,
  nextUp: (option) => `Next: ./workshop up${option} brings it up, ./workshop doctor checks what it needs.`,
  nextShell: (option) =>
    `Next: eval "$(./workshop env${option})" for kubectl and pulumi in this shell, ./workshop down${option} to remove it.`,
  unfinished: "its last up did not finish",
  silent: (cluster) => `Cluster ${cluster}: does not answer`,
  clusterOf: (cluster) => `Cluster ${cluster}`,
  nodeColumns: ["node", "capacity", "zone", "instance", "allocatable", "ready"],
  ready: { yes: "yes", no: "NO" },
  noApplications: "No Spark applications",
  applications: "Spark applications",
  applicationColumns: ["name", "namespace", "state", "attempts", "took"],
  uiOf: (job, command) => `UI of ${job}: ${command}`,
  keepsThem: "What keeps them from running (./workshop status JOB tells more)",
  keepsIt: "What keeps it from running",
  unknownJob: (job, known) => `There is no SparkApplication ${job}.${known ? ` There are: ${known}.` : ""}`,
  pods: "Pods",
  podColumns: ["pod", "phase", "node"],
  events: "Events",
  eventColumns: ["when", "object", "reason", "message"],
  commands: "Commands",
  nothingDeleted: "Nothing was deleted.",
  stillThere: "Still there:",
  isDown: (stack) => `${stack} is down; nothing of it is left`,
  lookedFor: {
    all: "no container, volume, network, kubeconfig, state or process",
    withoutDocker: "no kubeconfig, state or process",
  },
  dockerSilent: "Docker did not answer; containers, if there are any, will show when it does.",
  removedAsWell: "Removed as well:",
  kept: "Kept:",
  imagesStay: "Images and tools stay for the next time; ./workshop down --purge removes them too.",
  looking: "Looking at this machine",
  marks: { ok: "ok", brought: "to come", risk: "a risk", blocks: "BLOCKS" },
  blocked: (things) =>
    `${counted("en", things, "thing stands", "things stand")} in the way of ./workshop up.`,
  clear: (option) => `Nothing stands in the way of ./workshop up${option}.`,
};

const portuguese: ScreenWords = {
  stateHere: "Estado: .workshop/state neste clone (sem precisar de conta)",
  stateAt: (url, chosenBy) => `Estado: ${url}, escolhido por ${chosenBy}`,
  upToDate: (total, stack) => `Nada a fazer: todos os ${total} recursos de ${stack} estão como declarados.`,
  isUp: (stack, parts) => `${stack} está no ar (recursos: ${parts}).`,
  jobFound: (job) => `O que o job ${job} encontrou`,
  howLong: "Quanto tempo levou",
  sideBySide: "dos quais, em parte lado a lado:",
  fromTo: (from, to) => `de ${from} a ${to}`,
  inAll: "ao todo",
  cost: "Quanto custa",
  whereToLook: "Onde olhar",
  leftOut: "Sem o que esta stack fica",
  next: "O que experimentar agora",
  inThisShell: "kubectl e pulumi neste shell",
  asLongAs: (command) => `, enquanto isto roda: ${command}`,
  keys: (command) => ` (chaves: ${command})`,
  notUp: (docker) => `não está no ar${docker ? "" : "; o Docker não responde"}`,
  leftInDocker: "Não há estado dela, mas o Docker tem:",
  nextRemove: (option) => `Agora: ./workshop down${option} remove isso, ./workshop up${option} sobe a stack.`,
  nextUp: (option) => `Agora: ./workshop up${option} a sobe, ./workshop doctor verifica do que ela precisa.`,
  nextShell: (option) =>
    `Agora: eval "$(./workshop env${option})" para kubectl e pulumi neste shell, ./workshop down${option} para removê-la.`,
  unfinished: "o último up dela não terminou",
  silent: (cluster) => `Cluster ${cluster}: não responde`,
  clusterOf: (cluster) => `Cluster ${cluster}`,
  nodeColumns: ["nó", "capacity", "zona", "instância", "allocatable", "pronto"],
  ready: { yes: "sim", no: "NÃO" },
  noApplications: "Nenhuma aplicação Spark",
  applications: "Aplicações Spark",
  applicationColumns: ["nome", "namespace", "estado", "tentativas", "duração"],
  uiOf: (job, command) => `UI de ${job}: ${command}`,
  keepsThem: "O que as impede de rodar (./workshop status JOB diz mais)",
  keepsIt: "O que a impede de rodar",
  unknownJob: (job, known) => `Não há nenhuma SparkApplication ${job}.${known ? ` Há: ${known}.` : ""}`,
  pods: "Pods",
  podColumns: ["pod", "fase", "nó"],
  events: "Eventos",
  eventColumns: ["quando", "objeto", "motivo", "mensagem"],
  commands: "Comandos",
  nothingDeleted: "Nada foi removido.",
  stillThere: "Ainda restam:",
  isDown: (stack) => `${stack} foi removida; nada dela restou`,
  lookedFor: {
    all: "nenhum contêiner, volume, rede, kubeconfig, estado ou processo",
    withoutDocker: "nenhum kubeconfig, estado ou processo",
  },
  dockerSilent: "O Docker não respondeu; contêineres, se houver, aparecerão quando ele responder.",
  removedAsWell: "Também removidos:",
  kept: "Mantidos:",
  imagesStay: "Imagens e ferramentas ficam para a próxima vez; ./workshop down --purge também as remove.",
  looking: "Olhando esta máquina",
  marks: { ok: "ok", brought: "virá", risk: "risco", blocks: "IMPEDE" },
  blocked: (things) => `${counted("pt-BR", things, "coisa impede", "coisas impedem")} o ./workshop up.`,
  clear: (option) => `Nada impede o ./workshop up${option}.`,
};

/** The words of each language. */
export const screenWords: Readonly<Record<Language, ScreenWords>> = { en: english, "pt-BR": portuguese };
