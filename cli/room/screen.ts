import { counted, type Language } from "../lab/language";

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
      `Note: made from another checkout than this one (${counted("en", n, "difference", "differences")}). Everybody's clone must be of the commit that it was made from.`,
    noNetwork: "Note: this machine has no address in a network of the room; only it reaches what is served.",
    type: "On every laptop, in a terminal:",
    page: "The page of the room, with the list of who has what:",
    registry: (address, images) =>
      `Registry, read-only, ${counted("en", images, "image", "images")}: ${address}`,
    serving: "Serving (Ctrl-C ends it)",
    state: (now, done, names) =>
      `${now} downloading, ${counted("en", done, "has it", "have it")}, ${names} on the list`,
    ended: (done, names) =>
      `Ended: ${counted("en", done, "download", "downloads")} to the last byte, ${counted("en", names, "name", "names")} on the list.`,
  },
  "pt-BR": {
    checking: (file) => `Conferindo ${file}`,
    foreign: (n) =>
      `Atenção: feito de outro checkout que não este (${counted("pt-BR", n, "diferença", "diferenças")}). O clone de cada um tem que ser do commit de que ele foi feito.`,
    noNetwork: "Atenção: esta máquina não tem endereço numa rede da sala; só ela alcança o que é servido.",
    type: "Em cada laptop, num terminal:",
    page: "A página da sala, com a lista de quem tem o quê:",
    registry: (address, images) =>
      `Registry, só de leitura, ${counted("pt-BR", images, "imagem", "imagens")}: ${address}`,
    serving: "Servindo (Ctrl-C encerra)",
    state: (now, done, names) =>
      `${now} baixando, ${counted("pt-BR", done, "já tem", "já têm")}, ${names} na lista`,
    ended: (done, names) =>
      `Encerrado: ${counted("pt-BR", done, "download", "downloads")} até o último byte, ${counted("pt-BR", names, "nome", "nomes")} na lista.`,
  },
};
