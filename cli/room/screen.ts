import type { Language } from "../lab/language";

/** What the instructor's terminal says. */
export interface RoomScreen {
  readonly checking: (file: string) => string;
  readonly foreign: (differences: number) => string;
  readonly noNetwork: string;
  readonly type: string;
  readonly page: string;
  readonly registry: (address: string, images: number) => string;
  readonly serving: string;
  readonly state: (now: number, done: number, names: number) => string;
  readonly ended: (done: number, names: number) => string;
}

export const roomScreen: Readonly<Record<Language, RoomScreen>> = {
  en: {
    checking: (file) => `Checking ${file}`,
    foreign: (n) =>
      `Note: made from another checkout than this one (${n} differences). Everybody's clone must be of the commit that it was made from.`,
    noNetwork: "Note: this machine has no address in a network of the room; only it reaches what is served.",
    type: "On every laptop, in a terminal:",
    page: "The page of the room, with the list of who has what:",
    registry: (address, images) => `Registry, read-only, ${images} images: ${address}`,
    serving: "Serving (Ctrl-C ends it)",
    state: (now, done, names) => `${now} downloading, ${done} have it, ${names} on the list`,
    ended: (done, names) => `Ended: ${done} downloads to the last byte, ${names} names on the list.`,
  },
  "pt-BR": {
    checking: (file) => `Conferindo ${file}`,
    foreign: (n) =>
      `Atenção: feito de outro checkout que não este (${n} diferenças). O clone de cada um tem que ser do commit de que ele foi feito.`,
    noNetwork: "Atenção: esta máquina não tem endereço numa rede da sala; só ela alcança o que é servido.",
    type: "Em cada laptop, num terminal:",
    page: "A página da sala, com a lista de quem tem o quê:",
    registry: (address, images) => `Registry, só de leitura, ${images} imagens: ${address}`,
    serving: "Servindo (Ctrl-C encerra)",
    state: (now, done, names) => `${now} baixando, ${done} já têm, ${names} na lista`,
    ended: (done, names) => `Encerrado: ${done} downloads até o último byte, ${names} nomes na lista.`,
  },
};
