import { type Answer, answered, defineLab, done, type Fault, notYet } from "../../cli/lab/define";
import type { Container } from "../../cli/lab/docker-view";
import { placeList, samePlaces, tokens } from "./places";

const writer = "lab-03-writer";
const reader = "lab-03-reader";
const volume = "lab-03-data";
const never = "0001-01-01T00:00:00Z";

const notRunning = (container: string): Fault => ({
  path: `container ${container}`,
  reason: { en: "does not run", "pt-BR": "não está rodando" },
  cure: {
    en: `Run it with its three mounts, as the page says; docker ps --all tells what became of it.`,
    "pt-BR": `Rode-o com suas três montagens, como diz a página; docker ps --all diz o que houve com ele.`,
  },
});

/** What is wrong with a container's mounts. */
function mountFault(container: string, { Mounts, HostConfig }: Container): Fault | undefined {
  const at = (destination: string) => Mounts.find((mount) => mount.Destination === destination);
  const tmpfs = at("/tmpfs")?.Type === "tmpfs" || HostConfig.Tmpfs?.["/tmpfs"] !== undefined;
  const found = `${at("/bind")?.Type ?? "–"}, ${at("/volume")?.Name ?? "–"}, ${tmpfs ? "tmpfs" : "–"}`;
  if (at("/bind")?.Type === "bind" && at("/volume")?.Name === volume && tmpfs) return undefined;
  return {
    path: `container ${container} .Mounts`,
    value: found,
    reason: {
      en: `are not a bind mount at /bind, the volume ${volume} at /volume and a tmpfs at /tmpfs`,
      "pt-BR": `não são um bind mount em /bind, o volume ${volume} em /volume e um tmpfs em /tmpfs`,
    },
    cure: {
      en: `docker rm -f ${container}, then run it with all three.`,
      "pt-BR": `docker rm -f ${container}, depois rode-o com os três.`,
    },
  };
}

const survivors = (
  container: string,
  question: Answer["question"],
  mistakes: Answer["mistakes"],
): Answer => ({
  question,
  async truth(world) {
    const found = await tokens(world, container);
    return found ? placeList(found.keys()) : notRunning(container);
  },
  equals: samePlaces,
  mistakes,
});

const names = (text: string, place: string) => text.toLowerCase().includes(place);

export default defineLab({
  title: { en: "What outlives a container", "pt-BR": "O que sobrevive a um contêiner" },
  needs: "docker",
  notes: ["persistence"],
  halfDay: true,
  answers: {
    restarted: survivors(
      writer,
      {
        en: "Which places (bind, volume, tmpfs, layer) still have the token after the restart?",
        "pt-BR": "Quais lugares (bind, volume, tmpfs, layer) ainda têm o token depois do reinício?",
      },
      [
        {
          id: "layer-lost-by-restart",
          when: (given, truth) => names(truth, "layer") && !names(given, "layer"),
          reason: {
            en: "leaves the layer out, which belongs to the container and stays as long as that is there",
            "pt-BR": "deixa de fora a camada, que é do contêiner e fica enquanto ele existir",
          },
        },
      ],
    ),
    replaced: survivors(
      reader,
      {
        en: "Which places have the token in the container that took its place?",
        "pt-BR": "Quais lugares têm o token no contêiner que tomou o lugar dele?",
      },
      [
        {
          id: "layer-outlives",
          when: (given, truth) => names(given, "layer") && !names(truth, "layer"),
          reason: {
            en: "counts the layer in, and that is the other container's: a new one begins with the image",
            "pt-BR": "conta a camada, e essa é do outro contêiner: um novo começa pela imagem",
          },
        },
      ],
    ),
  },
  tasks: [
    {
      id: "write",
      title: {
        en: `Run ${writer} with three mounts and write a token to four places`,
        "pt-BR": `Rode ${writer} com três montagens e escreva um token em quatro lugares`,
      },
      async check({ docker, newer }) {
        const found = await docker.container(writer);
        if (!found || !newer(found.Created)) return notYet(notRunning(writer));
        const fault = mountFault(writer, found);
        if (fault) return notYet(fault);
        const changes = (await docker.ask("diff", writer)) ?? [];
        if (!changes.includes("A /layer/token")) {
          return notYet({
            path: `container ${writer} /layer/token`,
            reason: { en: "has not been written", "pt-BR": "ainda não foi escrito" },
            cure: {
              en: "Write the token to /bind, /volume, /tmpfs and /layer by docker exec.",
              "pt-BR": "Escreva o token em /bind, /volume, /tmpfs e /layer com docker exec.",
            },
          });
        }
        return done({
          en: `${writer} has the three mounts, and /layer/token in its own layer (docker diff).`,
          "pt-BR": `${writer} tem as três montagens, e /layer/token em sua própria camada (docker diff).`,
        });
      },
      mistakes: [
        {
          id: "anonymous-volume",
          async found({ docker }) {
            const mounts = (await docker.container(writer))?.Mounts ?? [];
            const anonymous = mounts.find(
              ({ Type, Name, Destination }) =>
                Type === "volume" && Destination === "/volume" && /^[0-9a-f]{64}$/.test(Name ?? ""),
            );
            if (!anonymous) return undefined;
            return {
              path: `container ${writer} .Mounts`,
              value: anonymous.Name?.slice(0, 12),
              reason: {
                en: "has a volume without a name, which nobody will find again",
                "pt-BR": "tem um volume sem nome, que ninguém vai achar de novo",
              },
              cure: {
                en: `docker rm -f -v ${writer}, then name it: source=${volume}.`,
                "pt-BR": `docker rm -f -v ${writer}, depois dê o nome: source=${volume}.`,
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "--mount type=volume,source=NAME,target=FOLDER; type=bind wants an absolute source; --tmpfs FOLDER.",
          "pt-BR":
            "--mount type=volume,source=NOME,target=PASTA; type=bind quer um source absoluto; --tmpfs PASTA.",
        },
      ],
    },
    {
      id: "restart",
      title: { en: `Restart ${writer}`, "pt-BR": `Reinicie ${writer}` },
      async check({ docker, newer }) {
        const found = await docker.container(writer);
        if (!found?.State.Running) return notYet(notRunning(writer));
        const { FinishedAt, StartedAt } = found.State;
        if (FinishedAt === never || !newer(FinishedAt)) {
          return notYet({
            path: `container ${writer} .State.FinishedAt`,
            value: FinishedAt,
            reason: { en: "says that it has never ended", "pt-BR": "diz que ele nunca terminou" },
            cure: { en: `docker restart ${writer}.`, "pt-BR": `docker restart ${writer}.` },
          });
        }
        return done({
          en: `${writer} ended and was started again at ${StartedAt}.`,
          "pt-BR": `${writer} terminou e foi iniciado de novo em ${StartedAt}.`,
        });
      },
      hints: [
        {
          en: "sleep does not listen to SIGTERM as a first process: docker restart waits ten seconds, with --time 0 none.",
          "pt-BR":
            "sleep como primeiro processo não escuta SIGTERM: docker restart espera dez segundos, com --time 0 nenhum.",
        },
      ],
    },
    {
      id: "tell-restarted",
      title: { en: "Tell what survived the restart", "pt-BR": "Diga o que sobreviveu ao reinício" },
      check: answered("restarted"),
      hints: [
        {
          en: "Look at all four: docker exec lab-03-writer ls /bind /volume /tmpfs /layer.",
          "pt-BR": "Olhe os quatro: docker exec lab-03-writer ls /bind /volume /tmpfs /layer.",
        },
      ],
    },
    {
      id: "replace",
      title: {
        en: `Run ${reader} with the same mounts, as if it took the other's place`,
        "pt-BR": `Rode ${reader} com as mesmas montagens, como se tomasse o lugar do outro`,
      },
      async check(world) {
        const found = await world.docker.container(reader);
        if (!found?.State.Running || !world.newer(found.Created)) return notYet(notRunning(reader));
        const fault = mountFault(reader, found);
        if (fault) return notYet(fault);
        const seen = await tokens(world, reader);
        const created = Date.parse(found.Created) / 1000;
        const written = seen?.get("volume");
        if (written === undefined || written > created) {
          return notYet({
            path: `container ${reader} /volume/token`,
            value: written === undefined ? undefined : new Date(written * 1000).toISOString(),
            reason: {
              en: "is not from before this container was created",
              "pt-BR": "não é de antes da criação deste contêiner",
            },
            cure: {
              en: `Write it in ${writer}, then make ${reader} anew.`,
              "pt-BR": `Escreva-o em ${writer}, depois refaça ${reader}.`,
            },
          });
        }
        return done({
          en: `${reader} was created after the token and reads it from ${volume}.`,
          "pt-BR": `${reader} foi criado depois do token e o lê de ${volume}.`,
        });
      },
      hints: [
        {
          en: "The same docker run with another name; nothing is written this time.",
          "pt-BR": "O mesmo docker run com outro nome; desta vez nada é escrito.",
        },
      ],
    },
    {
      id: "tell-replaced",
      title: { en: "Tell what a new container finds", "pt-BR": "Diga o que um contêiner novo encontra" },
      check: answered("replaced"),
      hints: [
        {
          en: "Look at the same four places in lab-03-reader.",
          "pt-BR": "Olhe os mesmos quatro lugares em lab-03-reader.",
        },
      ],
    },
  ],
});
