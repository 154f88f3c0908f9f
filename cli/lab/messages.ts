import type { Need } from "./define";
import type { Language } from "./language";

/** What the commands say, beside what labs themselves say. */
export interface Messages {
  readonly groups: Readonly<Record<Need, string>>;
  readonly columns: readonly [string, string, string, string];
  readonly open: string;
  readonly partly: (done: number, all: number) => string;
  readonly solved: (day: string) => string;
  readonly changed: string;
  readonly broken: (why: string) => string;
  readonly current: (number: number) => string;
  readonly none: string;
  readonly done: string;
  readonly notYet: string;
  readonly impossible: string;
  readonly beginAnew: (number: number) => string;
  readonly allDone: (next: number | undefined) => string;
  readonly tasksDone: (done: number, all: number) => string;
  readonly files: (folder: string) => string;
  readonly whatNext: string;
  readonly stillRuns: (command: string, pid: number) => string;
  readonly stackBusy: string;
  readonly right: (key: string, value: string) => string;
  readonly questions: (keys: readonly string[]) => string;
  readonly hint: (n: number, all: number, task: string) => string;
  readonly lastHint: string;
  readonly stopped: (line: number, code: number) => string;
  readonly wasReset: (number: number) => string;
  readonly kept: (path: string) => string;
  readonly still: string;
  readonly notStarted: (number: number) => string;
  readonly report: {
    readonly title: string;
    readonly of: string;
    readonly lab: string;
    readonly started: string;
    readonly solved: string;
    readonly tasks: string;
    readonly hints: string;
    readonly shown: string;
    readonly yes: string;
    readonly written: (file: string) => string;
  };
}

const english: Messages = {
  groups: { docker: "Docker alone", cluster: "A cluster", jobs: "Jobs", program: "This program alone" },
  columns: ["lab", "title", "minutes", "state"],
  open: "open",
  partly: (done, all) => `${done} of ${all} tasks`,
  solved: (day) => `solved on ${day}`,
  changed: "the page has changed since",
  broken: (why) => `cannot be loaded: ${why}`,
  current: (number) =>
    `You are at lab ${number}: ./workshop lab ${number} shows its page, ./workshop lab check looks.`,
  none: "./workshop lab 1 shows the first page and starts it.",
  done: "done",
  notYet: "not yet",
  impossible: "not possible any more",
  beginAnew: (number) => `./workshop lab reset ${number} begins the lab anew.`,
  allDone: (next) =>
    next === undefined ? "Solved. That was the last lab." : `Solved. ./workshop lab ${next} when you like.`,
  tasksDone: (done, all) => `${done} of ${all} tasks done`,
  files: (folder) => `Your files: ${folder}`,
  whatNext: "Then: ./workshop lab check",
  stillRuns: (command, pid) =>
    `Your ${command} (process ${pid}) still runs: what it leaves is not decided yet. Ask again when it has ended.`,
  stackBusy:
    "A pulumi is at work on the stack: what it leaves is not decided yet. Ask again when it has ended.",
  right: (key, value) => `Right: ${key} is ${value}.`,
  questions: (keys) => `This lab asks for: ${keys.join(", ") || "nothing"}.`,
  hint: (n, all, task) => `Hint ${n} of ${all} for “${task}”:`,
  lastHint: "That was the last hint; ./workshop lab solve types the solution.",
  stopped: (line, code) =>
    `The block at line ${line} of the page ended with ${code}, which the page does not say.`,
  wasReset: (number) => `Lab ${number} is as if it had not been started.`,
  kept: (path) => `What you wrote is kept in ${path}.`,
  still: "Still there:",
  notStarted: (number) => `Lab ${number} has not been started: ./workshop lab ${number}`,
  report: {
    title: "Labs done",
    of: "of",
    lab: "lab",
    started: "started",
    solved: "solved",
    tasks: "tasks",
    hints: "hints",
    shown: "solution shown",
    yes: "yes",
    written: (file) => `Written: ${file}`,
  },
};

const portuguese: Messages = {
  groups: { docker: "Só Docker", cluster: "Um cluster", jobs: "Jobs", program: "Só este programa" },
  columns: ["lab", "título", "minutos", "estado"],
  open: "aberto",
  partly: (done, all) => `${done} de ${all} tarefas`,
  solved: (day) => `resolvido em ${day}`,
  changed: "a página mudou desde então",
  broken: (why) => `não pode ser carregado: ${why}`,
  current: (number) =>
    `Você está no lab ${number}: ./workshop lab ${number} mostra a página, ./workshop lab check verifica.`,
  none: "./workshop lab 1 mostra a primeira página e o inicia.",
  done: "feito",
  notYet: "ainda não",
  impossible: "não é mais possível",
  beginAnew: (number) => `./workshop lab reset ${number} recomeça o lab.`,
  allDone: (next) =>
    next === undefined ? "Resolvido. Era o último lab." : `Resolvido. ./workshop lab ${next} quando quiser.`,
  tasksDone: (done, all) => `${done} de ${all} tarefas feitas`,
  files: (folder) => `Seus arquivos: ${folder}`,
  whatNext: "Depois: ./workshop lab check",
  stillRuns: (command, pid) =>
    `Seu ${command} (processo ${pid}) ainda está rodando: o que ele deixa ainda não está decidido. Pergunte de novo quando terminar.`,
  stackBusy:
    "Um pulumi está trabalhando na stack: o que ele deixa ainda não está decidido. Pergunte de novo quando terminar.",
  right: (key, value) => `Certo: ${key} é ${value}.`,
  questions: (keys) => `Este lab pergunta: ${keys.join(", ") || "nada"}.`,
  hint: (n, all, task) => `Dica ${n} de ${all} para “${task}”:`,
  lastHint: "Essa foi a última dica; ./workshop lab solve digita a solução.",
  stopped: (line, code) =>
    `O bloco na linha ${line} da página terminou com ${code}, e a página não diz isso.`,
  wasReset: (number) => `O lab ${number} está como se não tivesse sido iniciado.`,
  kept: (path) => `O que você escreveu está guardado em ${path}.`,
  still: "Ainda está aí:",
  notStarted: (number) => `O lab ${number} não foi iniciado: ./workshop lab ${number}`,
  report: {
    title: "Labs feitos",
    of: "de",
    lab: "lab",
    started: "iniciado",
    solved: "resolvido",
    tasks: "tarefas",
    hints: "dicas",
    shown: "solução mostrada",
    yes: "sim",
    written: (file) => `Escrito: ${file}`,
  },
};

/** What the commands say, by language. */
export const messages: Readonly<Record<Language, Messages>> = { en: english, "pt-BR": portuguese };
