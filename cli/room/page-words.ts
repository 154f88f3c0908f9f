import type { Language } from "../lab/language";
import type { Refusal, Stage } from "./attendance";

/** What the room's page says. */
export interface PageWords {
  readonly title: string;
  readonly what: (platform: string, gigabytes: string, signed: boolean) => string;
  readonly type: string;
  readonly withName: string;
  readonly verifies: string;
  readonly next: string;
  readonly phone: string;
  readonly who: string;
  readonly optIn: string;
  readonly name: string;
  readonly has: string;
  readonly laptop: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly write: string;
  readonly gone: string;
  readonly nobody: string;
  readonly screen: string;
  readonly more: string;
  readonly registry: (host: string) => string;
  readonly parts: string;
  readonly refused: Readonly<Record<Refusal | "too-long" | "elsewhere", string>>;
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    title: "The workshop's bundle",
    what: (platform, gigabytes, signed) =>
      `For ${platform}: ${gigabytes} GB with tools, packages, charts and images${signed ? ", signed" : ""}.`,
    type: "Type this in a terminal of your laptop:",
    withName: "The same, and your name goes on the list below, if you wish:",
    verifies:
      "It goes on where a download stopped, compares what came with its checksum, and says what failed. Nothing is installed.",
    next: "Then, in your clone of the workshop, the line that it ends with: ./workshop up --bundle FILE.",
    phone: "This page, for a phone or for your neighbour:",
    who: "Who has what",
    optIn:
      "Only who wishes is on this list, under a name of their choice. It is gone when the instructor ends the server.",
    name: "Name",
    has: "Has",
    laptop: "Laptop (./workshop ready --line), if you wish",
    stages: { bundle: "the bundle", ready: "a laptop that is ready", up: "the stack up" },
    write: "Put me on the list",
    gone: "Take me off",
    nobody: "Nobody yet.",
    screen: "For the screen of the room: this list, anew every ten seconds",
    more: "For those who want to know",
    registry: (host) =>
      `An OCI registry with the images, to be read alone: ${host}/v2/. Docker takes it where "insecure-registries" of its daemon.json names ${host}.`,
    parts: "Files of the bundle one by one, with ranges:",
    refused: {
      "no-name": "Write a name.",
      "no-stage": "Choose what you have.",
      full: "The list is full.",
      theirs: "Somebody else has written this name: choose another.",
      "too-long": "That is too long.",
      elsewhere: "Write it on this page.",
    },
  },
  "pt-BR": {
    title: "O bundle do workshop",
    what: (platform, gigabytes, signed) =>
      `Para ${platform}: ${gigabytes} GB com ferramentas, pacotes, charts e imagens${signed ? ", assinado" : ""}.`,
    type: "Digite isto num terminal do seu laptop:",
    withName: "O mesmo, e o seu nome entra na lista abaixo, se você quiser:",
    verifies:
      "Continua de onde um download parou, compara o que chegou com a soma de verificação e diz o que falhou. Nada é instalado.",
    next: "Depois, no seu clone do workshop, a linha com que ele termina: ./workshop up --bundle ARQUIVO.",
    phone: "Esta página, para um celular ou para quem está ao lado:",
    who: "Quem tem o quê",
    optIn:
      "Só entra na lista quem quer, com o nome que escolher. Ela some quando o instrutor encerra o servidor.",
    name: "Nome",
    has: "Tem",
    laptop: "Laptop (./workshop ready --line), se quiser",
    stages: { bundle: "o bundle", ready: "um laptop pronto", up: "a stack no ar" },
    write: "Entrar na lista",
    gone: "Sair da lista",
    nobody: "Ninguém ainda.",
    screen: "Para o telão da sala: esta lista, atualizada a cada dez segundos",
    more: "Para quem quer saber mais",
    registry: (host) =>
      `Um registry OCI com as imagens, só de leitura: ${host}/v2/. O Docker o aceita onde "insecure-registries" do daemon.json nomeia ${host}.`,
    parts: "Os arquivos do bundle um por um, com ranges:",
    refused: {
      "no-name": "Escreva um nome.",
      "no-stage": "Escolha o que você tem.",
      full: "A lista está cheia.",
      theirs: "Outra pessoa já escreveu este nome: escolha outro.",
      "too-long": "Isso é longo demais.",
      elsewhere: "Escreva nesta página.",
    },
  },
};
