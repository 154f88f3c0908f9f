import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { awsOf } from "../../cli/aws/environment";
import {
  type Answer,
  answered,
  defineLab,
  done,
  type Fault,
  type Finding,
  notYet,
} from "../../cli/lab/define";
import { same } from "../../cli/lab/language";
import type { LabWorld } from "../../cli/lab/world";
import { readStackConfig } from "../../cli/stack/config";
import { type AwsCost, awsCost } from "../../components/cost/aws-cost";
import { budgetOf } from "../../components/cost/budget";
import { checkConfig, type StackConfig } from "../../stacks/config";
import { billOf } from "../../stacks/eks-config";
import { endOf } from "../../stacks/expires";
import { missing } from "../support/faults";

/** The stack of the clone that the questions are about, and the one that the learner writes. */
const given = "aws";
const own = "lab-15";
const ownFile = `Pulumi.${own}.yaml`;
/** US dollars an hour that the pools of the learner's stack may cost at most. */
const mostWanted = 2;
/** Hours of a month, as AWS counts them. */
const hoursOfMonth = 730;

/** What a stack file says, and what that costs; a fault where the program would refuse it. */
function read(root: string, stack: string): { config: StackConfig; cost: AwsCost } | Fault {
  const path = `Pulumi.${stack}.yaml`;
  try {
    const { get, given: keys } = readStackConfig(root, stack);
    const { config, problems } = checkConfig({ get }, keys);
    const [problem] = problems;
    if (problem || !config) {
      return {
        path: `${path} ${problem?.path ?? "target"}`,
        value: problem?.value,
        reason: same(problem?.reason ?? "is missing"),
        cure: same(problem?.cure ?? "eks"),
      };
    }
    return { config, cost: awsCost(billOf(config.eks, awsOf(root, stack).settings?.region ?? "")) };
  } catch (error) {
    return {
      path,
      reason: same(error instanceof Error ? error.message : String(error)),
      cure: {
        en: `Begin again: cp .workshop/labs/15-aws-account/stack.yaml ${ownFile}.`,
        "pt-BR": `Comece de novo: cp .workshop/labs/15-aws-account/stack.yaml ${ownFile}.`,
      },
    };
  }
}

async function stack({ root }: LabWorld): Promise<Finding> {
  if (!existsSync(join(root, ownFile))) {
    return notYet(
      missing(ownFile, {
        en: `Make it: cp .workshop/labs/15-aws-account/stack.yaml ${ownFile}.`,
        "pt-BR": `Crie-o: cp .workshop/labs/15-aws-account/stack.yaml ${ownFile}.`,
      }),
    );
  }
  const found = read(root, own);
  if ("path" in found) return notYet(found);
  const { config, cost } = found;
  const fault = tooDear(cost) ?? unheard(config, cost) ?? endless(config);
  if (fault) return notYet(fault);
  const budget = budgetOf(config.eks.budget, cost);
  const text = `$${cost.fixed.toFixed(2)} + $${cost.most.toFixed(2)}, $${budget?.amount} → ${budget?.emails.join(", ")}, ${config.expires}`;
  return done({
    en: `An hour, the most of the pools, the alarm, the end: ${text}.`,
    "pt-BR": `Uma hora, o máximo dos pools, o alarme, o fim: ${text}.`,
  });
}

function tooDear({ most }: AwsCost): Fault | undefined {
  if (most <= mostWanted) return undefined;
  return {
    path: `${ownFile} eks.pools[].limits`,
    value: `$${most.toFixed(2)}`,
    reason: {
      en: `may cost more than $${mostWanted.toFixed(2)} an hour`,
      "pt-BR": `podem custar mais de $${mostWanted.toFixed(2)} por hora`,
    },
    cure: {
      en: "Lower the limits' cpus: 4 for drivers and 8 for executors are an afternoon's.",
      "pt-BR": "Baixe os cpus dos limites: 4 para drivers e 8 para executors são de uma tarde.",
    },
  };
}

function unheard({ eks }: StackConfig, cost: AwsCost): Fault | undefined {
  if (budgetOf(eks.budget, cost)) return undefined;
  return {
    path: `${ownFile} eks.budget.emails`,
    reason: { en: "names nobody: nobody would hear of it", "pt-BR": "não nomeia ninguém: ninguém saberia" },
    cure: {
      en: "Write budget: { emails: [you@example.com], amount: 20 } below eks.",
      "pt-BR": "Escreva budget: { emails: [voce@example.com], amount: 20 } abaixo de eks.",
    },
  };
}

function endless({ expires }: StackConfig): Fault | undefined {
  const end = endOf(expires);
  if (end && end.getTime() > Date.now()) return undefined;
  return {
    path: `${ownFile} expires`,
    value: expires || undefined,
    reason: end
      ? { en: "is over already", "pt-BR": "já passou" }
      : {
          en: "is not set: the stack would stay until somebody thinks of it",
          "pt-BR": "não está: a stack ficaria até alguém se lembrar",
        },
    cure: {
      en: "Set a day that is still to come: spark-workshop:expires, with quotes.",
      "pt-BR": "Ponha um dia que ainda vem: spark-workshop:expires, entre aspas.",
    },
  };
}

/** A figure of the stack of the clone as text. */
const figure =
  (of: (cost: AwsCost) => number): Answer["truth"] =>
  async ({ root }) => {
    const found = read(root, given);
    return "path" in found ? found : of(found.cost).toFixed(2);
  };

const dollars = (text: string) => Number(text.trim().replace(/^\$/, ""));
const near = (a: number, b: number, part: number) => Math.abs(a - b) <= Math.abs(b) * part;

const answers: Readonly<Record<string, Answer>> = {
  hour: {
    question: {
      en: "What does the stack aws cost an hour, with nothing running on it?",
      "pt-BR": "Quanto custa a stack aws por hora, sem nada rodando nela?",
    },
    truth: figure(({ fixed }) => fixed),
    equals: (said, truth) => Math.abs(dollars(said) - Number(truth)) < 0.006,
    mistakes: [
      {
        id: "most-of-the-pools",
        when: (said, truth) => dollars(said) > Number(truth) * 5,
        reason: {
          en: "is what its pools may cost beyond that, at most",
          "pt-BR": "é o que os pools podem custar além disso, no máximo",
        },
      },
    ],
  },
  month: {
    question: {
      en: "And when somebody forgets it for a month, without a single job?",
      "pt-BR": "E se alguém a esquece por um mês, sem um único job?",
    },
    truth: figure(({ fixed }) => fixed * hoursOfMonth),
    equals: (said, truth) => near(dollars(said), Number(truth), 0.05),
    mistakes: [
      {
        id: "working-hours",
        when: (said, truth) => near(dollars(said), (Number(truth) * 8 * 21) / hoursOfMonth, 0.1),
        reason: {
          en: "counts working hours; the bill counts nights too",
          "pt-BR": "conta horas de trabalho; a conta inclui as noites",
        },
      },
    ],
  },
  cli: {
    question: {
      en: "Which AWS CLI does doctor find here? A version, or none.",
      "pt-BR": "Que AWS CLI o doctor encontra aqui? Uma versão, ou none.",
    },
    async truth({ run }) {
      const { stdout, stderr } = await run("aws", ["--version"]);
      return /aws-cli\/(\S+)/.exec(`${stdout}${stderr}`)?.[1] ?? "none";
    },
  },
};

export default defineLab({
  title: {
    en: "The AWS account: plan, tools, cost",
    "pt-BR": "A conta da AWS: plano, ferramentas, custo",
  },
  needs: "program",
  notes: ["account"],
  tasks: [
    {
      id: "price",
      title: { en: "What an hour costs", "pt-BR": "Quanto custa uma hora" },
      check: answered("hour"),
      hints: [
        {
          en: "The last line of ./workshop preview --offline -s aws begins with Cost.",
          "pt-BR": "A última linha de ./workshop preview --offline -s aws começa com Cost.",
        },
      ],
    },
    {
      id: "forgotten",
      title: { en: "What forgetting costs", "pt-BR": "Quanto custa esquecer" },
      check: answered("month"),
      hints: [
        {
          en: `A month has ${hoursOfMonth} hours, and a cluster sleeps in none of them.`,
          "pt-BR": `Um mês tem ${hoursOfMonth} horas, e um cluster não dorme em nenhuma.`,
        },
      ],
    },
    {
      id: "tools",
      title: { en: "What this machine has for it", "pt-BR": "O que esta máquina tem para isso" },
      check: answered("cli"),
      hints: [
        {
          en: "doctor has a line AWS CLI; aws --version says the same.",
          "pt-BR": "O doctor tem uma linha AWS CLI; aws --version diz o mesmo.",
        },
      ],
    },
    {
      id: "stack",
      title: { en: "A stack that cannot run away", "pt-BR": "Uma stack que não pode fugir" },
      check: stack,
      hints: [
        {
          en: "limits of the pools, eks.budget, expires: Pulumi.yaml describes every key.",
          "pt-BR": "limits dos pools, eks.budget, expires: Pulumi.yaml descreve cada chave.",
        },
      ],
    },
  ],
  answers,
  // Into the learner's own folder, whose files are kept where they were changed.
  async reset({ root, folder }) {
    const file = join(root, ownFile);
    if (!existsSync(file)) return;
    mkdirSync(folder, { recursive: true });
    renameSync(file, join(folder, "stack.yaml"));
  },
  async leftovers({ root }) {
    return existsSync(join(root, ownFile)) ? [`file ${ownFile}`] : [];
  },
});
