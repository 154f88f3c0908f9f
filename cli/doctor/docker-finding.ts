import { same, type Words } from "../lab/language";
import { runTool } from "../process/exec";
import { type DockerState, inspectDocker } from "../toolchain/docker";
import { rootPrefix } from "../toolchain/privilege";
import type { SpokenFinding } from "./finding";

const need = same("Docker");

/** Docker as it is on this machine, and what is to be said of it. Changes nothing. */
export async function lookAtDocker(): Promise<{ state: DockerState; finding: SpokenFinding }> {
  const state = await inspectDocker();
  // On Linux the workshop starts or installs Docker if it may; elsewhere a person does.
  const able = process.platform === "linux" && (await rootPrefix(runTool)) !== undefined;
  return { state, finding: dockerFinding(state, able) };
}

/** @param able whether `./workshop up` may install and start an engine. */
export function dockerFinding(state: DockerState, able: boolean): SpokenFinding {
  switch (state.kind) {
    case "running":
      return {
        id: "docker",
        state: "ok",
        need,
        found: same(`${state.engine.version} (${state.engine.cli})`),
      };
    case "podman":
      return {
        id: "docker",
        state: "blocks",
        need,
        found: { en: `${state.cli} is Podman`, "pt-BR": `${state.cli} é o Podman` },
        cure: {
          en: "Install Docker, or choose it with docker context use; Podman may stay beside it.",
          "pt-BR": "Instale o Docker ou escolha-o com docker context use; o Podman pode ficar ao lado.",
        },
      };
    case "forbidden":
      return {
        id: "docker",
        state: "blocks",
        need,
        found: {
          en: `refuses this user: ${state.reason}`,
          "pt-BR": `recusa este usuário: ${state.reason}`,
        },
        cure: {
          en: 'sudo usermod -aG docker "$USER", then log out and in again.',
          "pt-BR": 'sudo usermod -aG docker "$USER", depois saia da sessão e entre de novo.',
        },
      };
    case "stopped":
      return missing(
        able,
        { en: `does not answer: ${state.reason}`, "pt-BR": `não responde: ${state.reason}` },
        { en: "./workshop up starts it.", "pt-BR": "./workshop up o inicia." },
        { en: "Start Docker.", "pt-BR": "Inicie o Docker." },
      );
    case "missing":
      return missing(
        able,
        { en: "not on PATH", "pt-BR": "não está no PATH" },
        {
          en: "./workshop up installs the distribution's package.",
          "pt-BR": "./workshop up instala o pacote da distribuição.",
        },
        {
          en: "Install Docker Engine or Docker Desktop: https://docs.docker.com/get-started/get-docker.",
          "pt-BR":
            "Instale o Docker Engine ou o Docker Desktop: https://docs.docker.com/get-started/get-docker.",
        },
      );
  }
}

function missing(able: boolean, found: Words, ours: Words, theirs: Words): SpokenFinding {
  return { id: "docker", state: able ? "brought" : "blocks", need, found, cure: able ? ours : theirs };
}
