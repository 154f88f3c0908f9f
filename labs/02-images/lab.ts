import { answered, defineLab, done, type Fault, notYet } from "../../cli/lab/define";
import type { Image } from "../../cli/lab/docker-view";
import { same, type Words } from "../../cli/lab/language";
import type { LabWorld } from "../../cli/lab/world";
import { layersOf, sharedLayers } from "./layers";

/** What the noise of the start files weighs, less a margin. */
const heavy = 15_000_000;

const build = (tag: string, file?: string): Words =>
  same(
    `docker build --tag ${tag} ${file ? `--file .workshop/labs/02-images/${file} ` : ""}.workshop/labs/02-images`,
  );

const absent = (reference: string, cure: Words): Fault => ({
  path: `image ${reference}`,
  reason: { en: "is not there", "pt-BR": "não existe" },
  cure: { en: `Build it: ${cure.en}`, "pt-BR": `Construa-a: ${cure["pt-BR"]}` },
});

/** Two images that must be there. */
async function pair(
  { docker }: LabWorld,
  first: readonly [string, Words],
  second: readonly [string, Words],
): Promise<[Image, Image] | Fault> {
  const [a, b] = await Promise.all([docker.image(first[0]), docker.image(second[0])]);
  if (!a) return absent(...first);
  return b ? [a, b] : absent(...second);
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

export default defineLab({
  title: { en: "Images are layers", "pt-BR": "Imagens são camadas" },
  needs: "docker",
  notes: ["images"],
  answers: {
    shared: {
      question: {
        en: "How many layers do lab-02:v1 and lab-02:v2 share?",
        "pt-BR": "Quantas camadas lab-02:v1 e lab-02:v2 compartilham?",
      },
      async truth(world) {
        const found = await pair(world, ["lab-02:v1", build("lab-02:v1")], ["lab-02:v2", build("lab-02:v2")]);
        return Array.isArray(found) ? String(sharedLayers(...found)) : found;
      },
      mistakes: [
        {
          id: "counts-history",
          when: (given, truth) => Number(given) > Number(truth),
          reason: {
            en: "is too many: lines of docker history without a size are settings, and a layer behind a changed one is made anew",
            "pt-BR":
              "é demais: linhas de docker history sem tamanho são configurações, e uma camada depois de outra alterada é refeita",
          },
        },
      ],
    },
  },
  tasks: [
    {
      id: "first",
      title: { en: "Build lab-02:v1", "pt-BR": "Construa lab-02:v1" },
      async check({ docker }) {
        const found = await docker.image("lab-02:v1");
        if (!found) return notYet(absent("lab-02:v1", build("lab-02:v1")));
        const count = layersOf(found).length;
        return done({ en: `lab-02:v1 has ${count} layers.`, "pt-BR": `lab-02:v1 tem ${count} camadas.` });
      },
      hints: [
        {
          en: "docker build takes the folder that goes to the engine; the Dockerfile is looked for in it.",
          "pt-BR": "docker build recebe a pasta que vai para o engine; o Dockerfile é procurado nela.",
        },
      ],
    },
    {
      id: "second",
      title: { en: "Change the program, build lab-02:v2", "pt-BR": "Mude o programa, construa lab-02:v2" },
      async check(world) {
        const found = await pair(world, ["lab-02:v1", build("lab-02:v1")], ["lab-02:v2", build("lab-02:v2")]);
        if (!Array.isArray(found)) return notYet(found);
        const [v1, v2] = found;
        if (v1.Id === v2.Id) {
          return notYet({
            path: "image lab-02:v2 .Id",
            value: v2.Id.slice(0, 19),
            reason: {
              en: "is that of lab-02:v1: nothing that goes into it has changed",
              "pt-BR": "é o de lab-02:v1: nada do que entra nela mudou",
            },
            cure: {
              en: "Change .workshop/labs/02-images/app.sh, then build again.",
              "pt-BR": "Mude .workshop/labs/02-images/app.sh e construa de novo.",
            },
          });
        }
        return done({
          en: `v1 and v2 share ${sharedLayers(v1, v2)} of ${layersOf(v2).length} layers.`,
          "pt-BR": `v1 e v2 compartilham ${sharedLayers(v1, v2)} de ${layersOf(v2).length} camadas.`,
        });
      },
      hints: [
        {
          en: "Any change of app.sh will do; the build tells by CACHED what it did not make again.",
          "pt-BR": "Qualquer mudança em app.sh serve; o build diz com CACHED o que não refez.",
        },
      ],
    },
    {
      id: "tell-shared",
      title: { en: "Tell how many layers they share", "pt-BR": "Diga quantas camadas elas compartilham" },
      check: answered("shared"),
      hints: [
        {
          en: "docker image inspect has them as .RootFS.Layers; count those that both lists begin with.",
          "pt-BR":
            "docker image inspect as tem em .RootFS.Layers; conte aquelas com que as duas listas começam.",
        },
      ],
    },
    {
      id: "order",
      title: {
        en: "Put what changes last: lab-02:v3 and lab-02:v4 differ in one layer",
        "pt-BR": "Ponha o que muda por último: lab-02:v3 e lab-02:v4 diferem em uma camada",
      },
      async check(world) {
        const found = await pair(world, ["lab-02:v3", build("lab-02:v3")], ["lab-02:v4", build("lab-02:v4")]);
        if (!Array.isArray(found)) return notYet(found);
        const [v3, v4] = found;
        const [all, shared] = [layersOf(v4).length, sharedLayers(v3, v4)];
        if (v3.Id === v4.Id || shared !== all - 1 || all !== layersOf(v3).length) {
          return notYet({
            path: "image lab-02:v4 .RootFS.Layers",
            value: `${shared} of ${all} shared with lab-02:v3`,
            reason: { en: "do not differ in the last one alone", "pt-BR": "não diferem só na última" },
            cure: {
              en: "Move COPY behind RUN in the Dockerfile, build v3, change app.sh, build v4.",
              "pt-BR": "Ponha COPY depois de RUN no Dockerfile, construa v3, mude app.sh, construa v4.",
            },
          });
        }
        return done({
          en: `v4 shares ${shared} of ${all} layers with v3: a registry takes one, a node pulls one.`,
          "pt-BR": `v4 compartilha ${shared} de ${all} camadas com v3: um registro recebe uma, um nó baixa uma.`,
        });
      },
      mistakes: [
        {
          id: "program-unchanged",
          async found({ docker }) {
            const [v3, v4] = await Promise.all([docker.image("lab-02:v3"), docker.image("lab-02:v4")]);
            if (!v3 || v3.Id !== v4?.Id) return undefined;
            return {
              path: "image lab-02:v4 .Id",
              value: v4.Id.slice(0, 19),
              reason: {
                en: "is that of lab-02:v3: the program did not change between them",
                "pt-BR": "é o de lab-02:v3: o programa não mudou entre elas",
              },
              cure: {
                en: "Change app.sh, then build lab-02:v4 again.",
                "pt-BR": "Mude app.sh e construa lab-02:v4 de novo.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "A layer is made anew when it, or one before it, has changed. Which line changes most seldom?",
          "pt-BR": "Uma camada é refeita quando ela, ou uma antes dela, mudou. Qual linha muda menos?",
        },
      ],
    },
    {
      id: "small",
      title: {
        en: "Build lab-02:fat, then lab-02:small without the download in any layer",
        "pt-BR": "Construa lab-02:fat, depois lab-02:small sem o download em camada alguma",
      },
      async check(world) {
        const fatBuild = build("lab-02:fat", "Dockerfile.fat");
        const smallBuild = build("lab-02:small", "Dockerfile.small");
        const found = await pair(world, ["lab-02:fat", fatBuild], ["lab-02:small", smallBuild]);
        if (!Array.isArray(found)) return notYet(found);
        const [fat, small] = found;
        const base = await world.docker.image("debian:bookworm-slim");
        if (fat.Size - small.Size < heavy || layersOf(small).length <= layersOf(base).length) {
          return notYet({
            path: "image lab-02:small .Size",
            value: megabytes(small.Size),
            reason: {
              en: `is not that of lab-02:fat (${megabytes(fat.Size)}) less the download, with the result in it`,
              "pt-BR": `não é o de lab-02:fat (${megabytes(fat.Size)}) menos o download, com o resultado dentro`,
            },
            cure: {
              en: "Download, use and remove in one RUN, joined by &&.",
              "pt-BR": "Baixe, use e remova em um só RUN, unidos por &&.",
            },
          });
        }
        return done({
          en: `lab-02:small has ${megabytes(small.Size)}, lab-02:fat ${megabytes(fat.Size)}.`,
          "pt-BR": `lab-02:small tem ${megabytes(small.Size)}, lab-02:fat ${megabytes(fat.Size)}.`,
        });
      },
      mistakes: [
        {
          id: "removed-in-a-later-layer",
          async found({ docker }) {
            const [fat, small] = await Promise.all([
              docker.image("lab-02:fat"),
              docker.image("lab-02:small"),
            ]);
            if (!fat || !small || fat.Size - small.Size >= heavy) return undefined;
            return {
              path: "image lab-02:small .Size",
              value: megabytes(small.Size),
              reason: {
                en: "is as large as lab-02:fat: what a later layer removes stays in the one before, only hidden",
                "pt-BR":
                  "é tão grande quanto lab-02:fat: o que uma camada posterior remove fica na anterior, só escondido",
              },
              cure: {
                en: "Write the three RUN as one, joined by &&, in Dockerfile.small.",
                "pt-BR": "Escreva os três RUN como um só, unidos por &&, em Dockerfile.small.",
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "docker history lab-02:fat shows which layer has the 20 MB.",
          "pt-BR": "docker history lab-02:fat mostra qual camada tem os 20 MB.",
        },
      ],
    },
  ],
});
