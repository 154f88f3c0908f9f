import { delimiter, dirname } from "node:path";
import { withDefaults } from "../../components/cluster/kind/args";
import { versions } from "../../components/versions/versions";
import type { Words } from "../lab/language";
import { runTool } from "../process/exec";
import { projectRoot } from "../process/paths";
import type { Reporter } from "../terminal/progress";
import { type DockerState, inspectDocker } from "../toolchain/docker";
import { findImage } from "../toolchain/images";
import { findTool } from "../toolchain/tools";
import type { SpokenFinding } from "./finding";
import limits from "./limits.json";

/** What a trial runs with; tests give their own. */
export interface TrialWorld {
  readonly run: typeof runTool;
  readonly docker: () => Promise<DockerState>;
  /** Path of kind, if it is there. */
  readonly kind: () => Promise<string | undefined>;
  /** Milliseconds since some beginning. */
  readonly now: () => number;
}

const thisTrialWorld: TrialWorld = {
  run: runTool,
  docker: () => inspectDocker(),
  kind: async () => (await findTool("kind")).tool?.path,
  now: () => performance.now(),
};

const common = { id: "trial", need: { en: "Trial run", "pt-BR": "Ensaio" } };

/** Runs a program of ours with its standard error alone. */
const silently = '"$0" --import tsx "$1" >/dev/null; exit $?';

/** A control plane alone, on no port of the machine that anybody has chosen. */
const tiny = withDefaults({ name: "workshop-trial", workers: [], portMappings: [] });

/**
 * Makes a cluster of one node by the program's own commands, waits until a pod could start in it, and removes it. Brings
 * nothing: where Docker, kind or the node image is missing, there is no trial yet.
 */
export async function trial(report: Reporter, world: TrialWorld = thisTrialWorld): Promise<SpokenFinding> {
  const docker = await world.docker();
  if (docker.kind !== "running")
    return later({ en: "Docker does not run", "pt-BR": "o Docker não está rodando" });
  const kind = await world.kind();
  if (!kind) return later({ en: "kind is not there", "pt-BR": "o kind não está aqui" });
  const { reference } = versions.images.node;
  if (!(await findImage(reference, docker.engine, world.run))) {
    return later({ en: `${reference} is not there`, "pt-BR": `${reference} não está aqui` });
  }
  const folders = [dirname(kind), dirname(docker.engine.cli), process.env.PATH];
  const env = { ...process.env, PATH: folders.join(delimiter), INPUT: JSON.stringify(tiny) };
  const command = (name: string) =>
    // Its standard output is the kubeconfig, which nobody is to see.
    world.run("sh", ["-c", silently, process.execPath, `components/cluster/commands/${name}.ts`], {
      cwd: projectRoot,
      env,
      onLine: (line) => report.progress(line.slice(0, 60)),
    });
  const started = world.now();
  try {
    for (const step of ["create", "ready"]) {
      const { code, stderr } = await command(step);
      if (code !== 0) return failed(stderr.trim().split("\n").at(-1) ?? "");
    }
    return judged(Math.round((world.now() - started) / 1000));
  } finally {
    await command("delete");
  }
}

function judged(seconds: number): SpokenFinding {
  const found = {
    en: `a cluster of one node was ready after ${seconds} s`,
    "pt-BR": `um cluster de um nó ficou pronto em ${seconds} s`,
  };
  if (seconds <= limits.trialSeconds) return { ...common, state: "ok", found };
  return {
    ...common,
    state: "risk",
    found,
    cure: {
      en: `It takes ${limits.trialSeconds} s at most where nothing else is running: close other programs and try again.`,
      "pt-BR": `Leva no máximo ${limits.trialSeconds} s onde nada mais está rodando: feche outros programas e tente de novo.`,
    },
  };
}

function later(found: Words): SpokenFinding {
  return {
    ...common,
    state: "brought",
    found,
    cure: {
      en: "./workshop up brings it; a trial can follow.",
      "pt-BR": "./workshop up traz; depois o ensaio é possível.",
    },
  };
}

function failed(said: string): SpokenFinding {
  return {
    ...common,
    state: "blocks",
    found: {
      en: `a cluster of one node did not get ready: ${said}`,
      "pt-BR": `um cluster de um nó não ficou pronto: ${said}`,
    },
    cure: {
      en: "Fix what is at risk above, restart Docker, and try again.",
      "pt-BR": "Resolva o que está em risco acima, reinicie o Docker e tente de novo.",
    },
  };
}
