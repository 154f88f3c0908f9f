import { defineLab, done, type Finding, notYet } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing, stuckPod } from "../support/faults";
import { namespaceSteps } from "../support/namespace";
import { type ConfigMap, isReady, type Pod } from "../support/objects";

const folder = ".workshop/labs/08-yaml-and-configmaps";

/** What the file's comments ask for. */
const wanted: Readonly<Record<string, string>> = {
  switch: "on",
  mode: "0755",
  version: "1.20",
  motd: "Good morning.\nSpark is up.\n",
};

/** What YAML made of values without quotes, when they were quoted too late: as numbers and truths print themselves. */
const guessed: Readonly<Record<string, string>> = { switch: "true", mode: "493", version: "1.2" };

async function settings({ cluster, newer }: LabWorld): Promise<ConfigMap | undefined> {
  const found = await cluster.get<ConfigMap>("configmap", "settings");
  return found && newer(found.metadata.creationTimestamp) ? found : undefined;
}

const applySettings = missing("configmap settings", {
  en: `Fix ${folder}/settings.yaml and apply it: the API server says what it does not take.`,
  "pt-BR": `Conserte ${folder}/settings.yaml e aplique-o: o API server diz o que não aceita.`,
});

async function yaml(world: LabWorld): Promise<Finding> {
  const found = await settings(world);
  if (!found) return notYet(applySettings);
  const wrong = Object.keys(wanted).find((key) => found.data?.[key] !== wanted[key]);
  if (!wrong) {
    return done({
      en: "All values are the texts that were meant, each line with its end.",
      "pt-BR": "Todos os valores são os textos que se queria, cada linha com seu fim.",
    });
  }
  return notYet({
    path: `configmap settings .data.${wrong}`,
    value: JSON.stringify(found.data?.[wrong]),
    reason: {
      en: `is not ${JSON.stringify(wanted[wrong])}`,
      "pt-BR": `não é ${JSON.stringify(wanted[wrong])}`,
    },
    cure: {
      en: `Fix ${folder}/settings.yaml and apply it again.`,
      "pt-BR": `Conserte ${folder}/settings.yaml e aplique-o de novo.`,
    },
  });
}

async function configmap(world: LabWorld): Promise<Finding> {
  const { cluster, newer, name } = world;
  const [map, pod] = await Promise.all([settings(world), cluster.get<Pod>("pod", "reader")]);
  if (!map) return notYet(applySettings);
  if (!pod || !newer(pod.metadata.creationTimestamp) || !isReady(pod)) {
    return notYet(
      missing("pod reader", {
        en: `Make it and wait until it is Ready: kubectl apply -f ${folder}/reader.yaml.`,
        "pt-BR": `Crie-o e espere até ficar Ready: kubectl apply -f ${folder}/reader.yaml.`,
      }),
    );
  }
  const inside = (...command: string[]) =>
    cluster.ask("exec", "reader", "--namespace", name, "--", ...command);
  const [file, variable] = await Promise.all([
    inside("cat", "/settings/greeting"),
    inside("printenv", "GREETING"),
  ]);
  const seen = { now: map.data?.greeting, file: file?.trim(), variable: variable?.trim() };
  if (seen.variable === seen.now) {
    return notYet({
      path: "configmap settings .data.greeting",
      value: seen.now,
      reason: {
        en: "is still what the pod was started with",
        "pt-BR": "ainda é aquilo com que o pod foi iniciado",
      },
      cure: {
        en: "Change it while the pod runs; a pod made anew has the new variable.",
        "pt-BR": "Mude-o enquanto o pod roda; um pod refeito tem a variável nova.",
      },
    });
  }
  if (seen.file !== seen.now) {
    return notYet({
      path: "pod reader /settings/greeting",
      value: seen.file,
      reason: {
        en: `is not yet ${JSON.stringify(seen.now)}`,
        "pt-BR": `ainda não é ${JSON.stringify(seen.now)}`,
      },
      cure: {
        en: "Wait a minute, or change an annotation of the pod, so that its kubelet looks again.",
        "pt-BR": "Espere um minuto, ou mude uma annotation do pod, para que o kubelet olhe de novo.",
      },
    });
  }
  return done({
    en: `The file says ${JSON.stringify(seen.file)}, the variable ${JSON.stringify(seen.variable)}.`,
    "pt-BR": `O arquivo diz ${JSON.stringify(seen.file)}, a variável ${JSON.stringify(seen.variable)}.`,
  });
}

export default defineLab({
  title: { en: "YAML and ConfigMaps", "pt-BR": "YAML e ConfigMaps" },
  needs: "cluster",
  notes: ["yaml", "configmaps", "kubectl"],
  tasks: [
    {
      id: "yaml",
      title: { en: "Say in YAML what you mean", "pt-BR": "Diga em YAML o que você quer dizer" },
      check: yaml,
      mistakes: [
        {
          id: "folded",
          async found(world) {
            const motd = (await settings(world))?.data?.motd;
            if (motd?.trim() !== wanted.motd?.trim().replace("\n", " ")) return undefined;
            return {
              path: "configmap settings .data.motd",
              value: JSON.stringify(motd),
              reason: {
                en: "is one line: > folds lines into one",
                "pt-BR": "é uma só linha: > dobra as linhas em uma",
              },
              cure: { en: "Write motd: | instead.", "pt-BR": "Escreva motd: | no lugar." },
            };
          },
        },
        {
          id: "quoted-guess",
          async found(world) {
            const data = (await settings(world))?.data;
            const key = Object.keys(guessed).find((one) => data?.[one] === guessed[one]);
            if (!key) return undefined;
            return {
              path: `configmap settings .data.${key}`,
              value: JSON.stringify(data?.[key]),
              reason: {
                en: "is what YAML made of the value without quotes, as a text",
                "pt-BR": "é o que o YAML fez do valor sem aspas, como texto",
              },
              cure: {
                en: `Quote what the comment says: ${key}: ${JSON.stringify(wanted[key])}.`,
                "pt-BR": `Ponha entre aspas o que o comentário diz: ${key}: ${JSON.stringify(wanted[key])}.`,
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "Quotes make a text of anything; | keeps the ends of lines.",
          "pt-BR": "Aspas fazem um texto de qualquer coisa; | mantém os fins de linha.",
        },
      ],
    },
    {
      id: "configmap",
      title: { en: "A file follows, a variable does not", "pt-BR": "Um arquivo acompanha, uma variável não" },
      check: configmap,
      mistakes: [{ id: "stuck", found: (world) => stuckPod(world) }],
      hints: [
        {
          en: "Change greeting in the ConfigMap while the pod runs: kubectl patch, kubectl edit, or another apply.",
          "pt-BR":
            "Mude greeting no ConfigMap enquanto o pod roda: kubectl patch, kubectl edit, ou outro apply.",
        },
      ],
    },
  ],
  ...namespaceSteps,
});
