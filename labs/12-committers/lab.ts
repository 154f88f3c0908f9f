import {
  type Answer,
  answered,
  defineLab,
  done,
  type Fault,
  type Finding,
  notYet,
} from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { missing } from "../support/faults";
import { jobNamespace, jobSteps } from "../support/jobs";

const pod = "lab-12-spark";
/** Where the lab writes in the bucket of the lake, and into which folders. */
const prefix = "lab-12/";
const folders = { half: `${prefix}v2/`, magic: `${prefix}magic/`, moved: `${prefix}moved/` };

/** What the program of the lab says from inside of its pod; nothing where that is not there. */
function s3({ cluster }: LabWorld, ...words: string[]): Promise<string | undefined> {
  return cluster.ask("exec", pod, "--namespace", jobNamespace, "--", "python3", "/code/s3.py", ...words);
}

const keysIn = (text: string) => text.split("\n").flatMap((line) => line.split(" ")[0] || []);

/** What somebody who reads the table there would take for its files: names that begin with _ are passed over. */
const dataFiles = (keys: readonly string[], folder: string) =>
  keys.filter((key) => key.startsWith(folder) && /^part-[^/]*\.parquet$/.test(key.slice(folder.length)));

const noPod = missing(`pod ${pod}`, {
  en: "Make it with its ConfigMap, as the page begins.",
  "pt-BR": "Crie-o com seu ConfigMap, como a página começa.",
});

/** How many files a reader sees in a folder that a lost machine has left. */
async function visible(world: LabWorld, folder: string, committer: string): Promise<string | Fault> {
  const [listed, uploads] = await Promise.all([s3(world, "list", folder), s3(world, "uploads", folder)]);
  if (listed === undefined || uploads === undefined) return noPod;
  const keys = keysIn(listed);
  const whole = keys.some((key) => key.endsWith("/_SUCCESS"));
  // Of the magic committer nothing shows but its own notes and the uploads that it has left open.
  if (!whole && keys.length + keysIn(uploads).length > 0) return String(dataFiles(keys, folder).length);
  return missing(`s3a://workshop-lake/${folder}`, {
    en: `Lose a machine there: write.py ${committer} s3a://workshop-lake/${folder.slice(0, -1)} --die.`,
    "pt-BR": `Perca uma máquina ali: write.py ${committer} s3a://workshop-lake/${folder.slice(0, -1)} --die.`,
  });
}

async function moved(world: LabWorld): Promise<Finding> {
  const listed = await s3(world, "list", prefix);
  if (listed === undefined) return notYet(noPod);
  const keys = keysIn(listed);
  const there = dataFiles(keys, folders.moved).length;
  const left = dataFiles(keys, folders.half).length;
  if (there > 0 && left === 0) {
    return done({
      en: `${there} files were copied and deleted, one by one.`,
      "pt-BR": `${there} arquivos foram copiados e apagados, um a um.`,
    });
  }
  return notYet({
    path: `s3a://workshop-lake/${folders.moved}`,
    value: there,
    reason: {
      en: "has not all of what was in lab-12/v2/",
      "pt-BR": "não tem tudo o que havia em lab-12/v2/",
    },
    cure: {
      en: `s3.py rename ${folders.half} ${folders.moved} says each request that it takes.`,
      "pt-BR": `s3.py rename ${folders.half} ${folders.moved} diz cada requisição que isso custa.`,
    },
  });
}

async function whole(world: LabWorld): Promise<Finding> {
  const [listed, uploads, success] = await Promise.all([
    s3(world, "list", folders.magic),
    s3(world, "uploads", folders.magic),
    s3(world, "get", `${folders.magic}_SUCCESS`),
  ]);
  if (listed === undefined || uploads === undefined) return notYet(noPod);
  const files = dataFiles(keysIn(listed), folders.magic).length;
  const committer = success?.startsWith("{")
    ? (JSON.parse(success) as { committer?: string }).committer
    : undefined;
  const path = `s3a://workshop-lake/${folders.magic}_SUCCESS`;
  if (success === undefined || committer !== "magic") {
    return notYet({
      path,
      value: success === undefined ? undefined : (committer ?? "empty"),
      reason: { en: "does not name the magic committer", "pt-BR": "não nomeia o committer magic" },
      cure: {
        en: "Write there again by magic, and let it come to its end.",
        "pt-BR": "Escreva ali de novo com magic, e deixe chegar ao fim.",
      },
    });
  }
  const open = keysIn(uploads).length;
  return done({
    en: `${files} files by ${committer}; ${open} uploads are open.`,
    "pt-BR": `${files} arquivos por ${committer}; ${open} uploads estão abertos.`,
  });
}

const answers: Readonly<Record<string, Answer>> = {
  v2: {
    question: {
      en: "How many files of half a table does a reader see after v2?",
      "pt-BR": "Quantos arquivos de meia tabela um leitor vê depois do v2?",
    },
    truth: (world) => visible(world, folders.half, "v2"),
    mistakes: [
      {
        id: "temporary-too",
        when: (given, truth) => Number(given) > Number(truth),
        reason: {
          en: "counts what a reader passes over: names that begin with _",
          "pt-BR": "conta o que um leitor ignora: nomes que começam com _",
        },
      },
    ],
  },
  magic: {
    question: {
      en: "And after magic, of the same table, lost at the same moment?",
      "pt-BR": "E depois do magic, da mesma tabela, perdida no mesmo momento?",
    },
    truth: (world) => visible(world, folders.magic, "magic"),
    mistakes: [
      {
        id: "notes-of-the-committer",
        when: (given, truth) => Number(given) > Number(truth),
        reason: {
          en: "counts the committer's own notes, or uploads that are open: neither is a file of the table",
          "pt-BR": "conta as anotações do committer, ou uploads abertos: nenhum é arquivo da tabela",
        },
      },
    ],
  },
};

export default defineLab({
  title: { en: "S3 is not HDFS: the committers", "pt-BR": "S3 não é HDFS: os committers" },
  needs: "jobs",
  halfDay: true,
  notes: ["s3", "committers"],
  tasks: [
    {
      id: "half",
      title: { en: "Half a table, and nobody knows", "pt-BR": "Meia tabela, e ninguém sabe" },
      check: answered("v2"),
      hints: [
        {
          en: "s3.py list lab-12/v2/ has every key; a reader passes over those that begin with _.",
          "pt-BR": "s3.py list lab-12/v2/ tem cada chave; um leitor ignora as que começam com _.",
        },
      ],
    },
    {
      id: "moved",
      title: { en: "What a rename is", "pt-BR": "O que é um rename" },
      check: moved,
      hints: [
        {
          en: "There is no such request: a copy and a deletion for each key.",
          "pt-BR": "Essa requisição não existe: uma cópia e uma deleção para cada chave.",
        },
      ],
    },
    {
      id: "nothing",
      title: { en: "The same by magic", "pt-BR": "O mesmo com magic" },
      check: answered("magic"),
      hints: [
        {
          en: "s3.py uploads lab-12/magic/ shows where the bytes are.",
          "pt-BR": "s3.py uploads lab-12/magic/ mostra onde estão os bytes.",
        },
      ],
    },
    {
      id: "whole",
      title: { en: "All of it, or nothing", "pt-BR": "Tudo, ou nada" },
      check: whole,
      hints: [
        {
          en: "Without --die; then s3.py get lab-12/magic/_SUCCESS.",
          "pt-BR": "Sem --die; depois s3.py get lab-12/magic/_SUCCESS.",
        },
      ],
    },
  ],
  answers,
  ...jobSteps,
  async reset(world) {
    // By the pod, as long as it is there; what is left without it says leftovers.
    await s3(world, "delete", prefix);
    await jobSteps.reset(world);
  },
});
