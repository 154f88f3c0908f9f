import { answered, defineLab, done, notYet } from "../../cli/lab/define";
import { same } from "../../cli/lab/language";
import { absent, answers, container, notRunning } from "./answers";

const small = "lab-01-small";
const smallMemory = 64 * 1024 * 1024;
/** 128 and the number of SIGKILL, as shells and Docker count. */
const killed = 137;

export default defineLab({
  title: { en: "A container is a process", "pt-BR": "Um contêiner é um processo" },
  needs: "docker",
  notes: ["virtual-machines"],
  halfDay: true,
  answers,
  tasks: [
    {
      id: "run",
      title: { en: `Run a container ${container}`, "pt-BR": `Rode um contêiner ${container}` },
      async check({ docker, newer }) {
        const found = await docker.container(container);
        if (!found) return notYet(absent);
        const { State } = found;
        if (!newer(State.StartedAt) || !(State.Running || State.ExitCode === killed))
          return notYet(notRunning(found));
        return done({
          en: `Docker started ${container} at ${State.StartedAt}.`,
          "pt-BR": `O Docker iniciou ${container} em ${State.StartedAt}.`,
        });
      },
      mistakes: [
        {
          id: "ended-at-once",
          async found({ docker }) {
            const found = await docker.container(container);
            if (found?.State.Status !== "exited" || found.State.ExitCode !== 0) return undefined;
            return {
              path: `container ${container} .Config.Cmd`,
              value: found.Config.Cmd,
              reason: {
                en: "has ended by itself, and a container lives as long as its first process",
                "pt-BR": "terminou sozinho, e um contêiner vive enquanto vive seu primeiro processo",
              },
              cure: {
                en: `docker rm ${container}, then run it with a command that lasts, such as sleep 3600.`,
                "pt-BR": `docker rm ${container}, depois rode-o com um comando que dure, como sleep 3600.`,
              },
            };
          },
        },
      ],
      hints: [
        {
          en: "docker run takes the options first, then the image, then the command that becomes the first process.",
          "pt-BR":
            "docker run recebe primeiro as opções, depois a imagem, depois o comando que será o primeiro processo.",
        },
      ],
    },
    {
      id: "tell-pid",
      title: { en: "Tell its process", "pt-BR": "Diga qual é o processo" },
      check: answered("pid"),
      hints: [
        {
          en: "docker top shows it as the engine's machine sees it; docker inspect has it as .State.Pid.",
          "pt-BR":
            "docker top mostra o processo como a máquina do engine o vê; docker inspect o tem em .State.Pid.",
        },
      ],
    },
    {
      id: "tell-kernel",
      title: { en: "Tell its kernel", "pt-BR": "Diga qual é o kernel" },
      check: answered("kernel"),
      hints: [
        {
          en: "Ask inside: docker exec lab-01 uname -r. It is the kernel of the engine's machine.",
          "pt-BR": "Pergunte lá dentro: docker exec lab-01 uname -r. É o kernel da máquina do engine.",
        },
      ],
    },
    {
      id: "limit",
      title: {
        en: `Run ${small} with 64 MiB of memory`,
        "pt-BR": `Rode ${small} com 64 MiB de memória`,
      },
      async check({ docker, newer }) {
        const found = await docker.container(small);
        const cure = {
          en: `docker rm -f ${small}, then run it with --memory 64m.`,
          "pt-BR": `docker rm -f ${small}, depois rode-o com --memory 64m.`,
        };
        if (!found) return notYet({ ...absent, path: `container ${small}`, cure });
        const { Memory } = found.HostConfig;
        if (Memory !== smallMemory || !newer(found.Created)) {
          return notYet({
            path: `container ${small} .HostConfig.Memory`,
            value: Memory,
            reason: {
              en: "is not 67108864 bytes (0 is no limit)",
              "pt-BR": "não é 67108864 bytes (0 é sem limite)",
            },
            cure,
          });
        }
        return done({
          en: `The kernel holds ${small} to ${Memory} bytes.`,
          "pt-BR": `O kernel limita ${small} a ${Memory} bytes.`,
        });
      },
      hints: [
        {
          en: "A limit is an option of docker run; docker run --help lists --memory.",
          "pt-BR": "Um limite é uma opção de docker run; docker run --help lista --memory.",
        },
      ],
    },
    {
      id: "kill",
      title: { en: `End ${container} by SIGKILL`, "pt-BR": `Encerre ${container} com SIGKILL` },
      async check({ docker, newer }) {
        const found = await docker.container(container);
        if (!found) return notYet(absent);
        const { State } = found;
        if (State.Running || State.ExitCode !== killed || !newer(State.FinishedAt)) {
          return notYet({
            path: `container ${container} .State.ExitCode`,
            value: State.Running ? State.Status : State.ExitCode,
            reason: { en: `is not ${killed}`, "pt-BR": `não é ${killed}` },
            cure: {
              en: `docker start ${container} if it does not run, then docker kill ${container}.`,
              "pt-BR": `docker start ${container} se ele não roda, depois docker kill ${container}.`,
            },
          });
        }
        return done({
          en: `${container} ended with ${State.ExitCode} at ${State.FinishedAt}.`,
          "pt-BR": `${container} terminou com ${State.ExitCode} em ${State.FinishedAt}.`,
        });
      },
      mistakes: [
        {
          id: "ended-by-sigterm",
          async found({ docker }) {
            const found = await docker.container(container);
            if (!found || found.State.Running || found.State.ExitCode !== 143) return undefined;
            return {
              path: `container ${container} .State.ExitCode`,
              value: 143,
              reason: {
                en: "is 128 + 15: SIGTERM, the polite one, which docker stop sends first",
                "pt-BR": "é 128 + 15: SIGTERM, o educado, que docker stop envia primeiro",
              },
              cure: same(`docker start ${container}; docker kill ${container}`),
            };
          },
        },
      ],
      hints: [
        {
          en: "docker kill sends SIGKILL, number 9, unless told otherwise.",
          "pt-BR": "docker kill envia SIGKILL, número 9, a menos que se diga outra coisa.",
        },
      ],
    },
    {
      id: "tell-code",
      title: { en: "Tell its exit code", "pt-BR": "Diga o código de saída" },
      check: answered("code"),
      hints: [
        {
          en: "docker ps --all shows it behind Exited; docker inspect has it as .State.ExitCode.",
          "pt-BR": "docker ps --all o mostra depois de Exited; docker inspect o tem em .State.ExitCode.",
        },
      ],
    },
  ],
});
