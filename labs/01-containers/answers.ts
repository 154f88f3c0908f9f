import { release } from "node:os";
import type { Answer, Fault } from "../../cli/lab/define";
import type { Container } from "../../cli/lab/docker-view";

/** The container that the lab is about. */
export const container = "lab-01";

/** It is not there. */
export const absent: Fault = {
  path: `container ${container}`,
  reason: { en: "is not there", "pt-BR": "não existe" },
  cure: {
    en: `Start it: docker run -d --name ${container} …`,
    "pt-BR": `Inicie-o: docker run -d --name ${container} …`,
  },
};

/** It is there, and does not run. */
export const notRunning = ({ State }: Container): Fault => ({
  path: `container ${container} .State.Status`,
  value: State.Status,
  reason: { en: "is not running, so it has no process", "pt-BR": "não está rodando, então não tem processo" },
  cure: { en: `Start it: docker start ${container}.`, "pt-BR": `Inicie-o: docker start ${container}.` },
});

const kernel: Answer = {
  question: {
    en: "Which kernel does the container run on?",
    "pt-BR": "Em qual kernel o contêiner roda?",
  },
  truth: async ({ docker }) => (await docker.info()).KernelVersion,
  mistakes: [
    {
      id: "kernel-of-this-system",
      when: (given) => given.trim() === release(),
      reason: {
        en: "is the kernel of this system, and Docker runs in a virtual machine with its own here",
        "pt-BR": "é o kernel deste sistema, e aqui o Docker roda em uma máquina virtual com o seu próprio",
      },
    },
  ],
};

/** What the learner finds out. */
export const answers: Readonly<Record<string, Answer>> = {
  pid: {
    question: {
      en: "Which number has its first process outside of the container?",
      "pt-BR": "Que número tem seu primeiro processo fora do contêiner?",
    },
    async truth({ docker }) {
      const found = await docker.container(container);
      if (!found) return absent;
      return found.State.Running ? String(found.State.Pid) : notRunning(found);
    },
    mistakes: [
      {
        id: "pid-inside",
        when: (given) => given.trim() === "1",
        reason: {
          en: "is its number inside, in the container's own namespace of processes",
          "pt-BR": "é o número dentro dele, no namespace de processos do próprio contêiner",
        },
      },
    ],
  },
  kernel,
  code: {
    question: {
      en: "With which code has the container ended?",
      "pt-BR": "Com qual código o contêiner terminou?",
    },
    async truth({ docker }) {
      const found = await docker.container(container);
      if (!found) return absent;
      if (!found.State.Running) return String(found.State.ExitCode);
      return {
        path: `container ${container} .State.Status`,
        value: found.State.Status,
        reason: { en: "has not ended", "pt-BR": "ainda não terminou" },
        cure: { en: `End it: docker kill ${container}.`, "pt-BR": `Encerre-o: docker kill ${container}.` },
      };
    },
    mistakes: [
      {
        id: "code-without-128",
        when: (given, truth) => String(Number(given) + 128) === truth,
        reason: {
          en: "is the number of the signal; the code of a process that a signal ended is 128 more",
          "pt-BR": "é o número do sinal; o código de um processo encerrado por sinal é 128 a mais",
        },
      },
    ],
  },
};
