import { type Language, numberIn, same, type Words } from "../lab/language";
import type { MachineFacts } from "./facts";
import type { SpokenFinding } from "./finding";
import limits from "./limits.json";

/** Go's names of the processors that there are tools for, by Node's. */
const processors: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** What the machine is: system, processor, what it runs in, cores, memory, disk. */
export function hardwareFindings(facts: MachineFacts): SpokenFinding[] {
  return [
    systemFinding(facts),
    processorFinding(facts),
    ...cgroupFindings(facts),
    coresFinding(facts),
    memoryFinding(facts),
    ...diskFindings(facts),
  ];
}

/** WSL says of itself in the kernel's name; its first version has no kernel of its own and runs no container. */
function systemFinding({ os, kernel, root }: MachineFacts): SpokenFinding {
  const common = { id: "system", need: { en: "System", "pt-BR": "Sistema" } };
  const wsl = /microsoft/i.test(kernel);
  const found = same(`${wsl ? "Windows, WSL" : os === "darwin" ? "macOS" : os}, ${kernel}`);
  if (os !== "linux" && os !== "darwin") {
    return {
      ...common,
      state: "blocks",
      found,
      cure: {
        en: "The workshop runs on Linux and macOS; on Windows inside WSL2: wsl --install.",
        "pt-BR": "O workshop roda em Linux e macOS; no Windows, dentro do WSL2: wsl --install.",
      },
    };
  }
  if (wsl && !/wsl2|microsoft-standard/i.test(kernel)) {
    return {
      ...common,
      state: "blocks",
      found: {
        en: `${found.en}: WSL 1 runs no containers`,
        "pt-BR": `${found["pt-BR"]}: o WSL 1 não roda contêineres`,
      },
      cure: same("wsl --set-version DISTRIBUTION 2"),
    };
  }
  if (wsl && /^\/mnt\/[a-z]\//.test(root)) {
    return {
      ...common,
      state: "risk",
      found: {
        en: `${root} lies on a drive of Windows, where every file is slow`,
        "pt-BR": `${root} fica em uma unidade do Windows, onde cada arquivo é lento`,
      },
      cure: {
        en: "Clone the project below your home folder in WSL.",
        "pt-BR": "Clone o projeto dentro da sua pasta pessoal no WSL.",
      },
    };
  }
  return { ...common, state: "ok", found };
}

function processorFinding({ arch, emulated, engine }: MachineFacts): SpokenFinding {
  const common = { id: "processor", need: { en: "Processor", "pt-BR": "Processador" } };
  const own = processors[arch];
  if (!own) {
    return {
      ...common,
      state: "blocks",
      found: {
        en: `${arch}: the workshop's tools exist for x64 and arm64`,
        "pt-BR": `${arch}: as ferramentas do workshop existem para x64 e arm64`,
      },
      cure: { en: "Use another machine.", "pt-BR": "Use outra máquina." },
    };
  }
  if (emulated) {
    return {
      ...common,
      state: "risk",
      found: {
        en: `${own}, and this Node.js is made for another one: everything it starts is emulated`,
        "pt-BR": `${own}, e este Node.js é feito para outro: tudo o que ele inicia é emulado`,
      },
      cure: {
        en: "Open a terminal without Rosetta, and take a Node.js for arm64.",
        "pt-BR": "Abra um terminal sem Rosetta e use um Node.js para arm64.",
      },
    };
  }
  if (engine && engine.arch !== own) {
    return {
      ...common,
      state: "risk",
      found: {
        en: `${own}, and Docker runs ${engine.arch}: its containers are emulated`,
        "pt-BR": `${own}, e o Docker roda ${engine.arch}: os contêineres são emulados`,
      },
      cure: {
        en: `Give Docker a machine of its own processor, such as colima start --arch ${own === "arm64" ? "aarch64" : "x86_64"}.`,
        "pt-BR": `Dê ao Docker uma máquina do próprio processador, como colima start --arch ${own === "arm64" ? "aarch64" : "x86_64"}.`,
      },
    };
  }
  return { ...common, state: "ok", found: same(own) };
}

function cgroupFindings({ cgroups }: MachineFacts): SpokenFinding[] {
  if (cgroups === undefined) return [];
  const common = { id: "virtualization", need: { en: "Containers", "pt-BR": "Contêineres" } };
  if (cgroups === 2) return [{ ...common, state: "ok", found: same("cgroup v2") }];
  return [
    {
      ...common,
      state: "risk",
      found: {
        en: "cgroup v1, which Kubernetes no longer looks after",
        "pt-BR": "cgroup v1, de que o Kubernetes não cuida mais",
      },
      cure: {
        en: "Start the kernel with systemd.unified_cgroup_hierarchy=1, or use a newer system.",
        "pt-BR": "Inicie o kernel com systemd.unified_cgroup_hierarchy=1 ou use um sistema mais novo.",
      },
    },
  ];
}

function coresFinding({ cpus, engine }: MachineFacts): SpokenFinding {
  const has = engine?.cpus ?? cpus;
  const common = { id: "cores", need: { en: "Cores", "pt-BR": "Núcleos" } };
  const found = engine
    ? { en: `${has} for Docker, of ${cpus}`, "pt-BR": `${has} para o Docker, de ${cpus}` }
    : same(String(cpus));
  if (has >= limits.cpus) return { ...common, state: "ok", found };
  return { ...common, state: "risk", found, cure: more(`${limits.cpus}`) };
}

function memoryFinding({ memoryMiB, engine, os, kernel }: MachineFacts): SpokenFinding {
  const has = engine ? engine.memoryKiB / 1024 : memoryMiB;
  const common = { id: "memory", need: { en: "Memory", "pt-BR": "Memória" } };
  const found = engine
    ? { en: `${gib("en", has)} for Docker`, "pt-BR": `${gib("pt-BR", has)} para o Docker` }
    : { en: gib("en", has), "pt-BR": gib("pt-BR", has) };
  if (has >= limits.memoryMiB) return { ...common, state: "ok", found };
  const wanted = `${Math.ceil(limits.memoryMiB / 1024)} GiB`;
  const inMachine = engine !== undefined && (os === "darwin" || /microsoft/i.test(kernel));
  return { ...common, state: "risk", found, cure: inMachine ? more(wanted) : closeOthers(wanted) };
}

function more(wanted: string): Words {
  return {
    en: `Give Docker ${wanted} (Docker Desktop: Settings, Resources; colima start --cpu --memory; WSL: .wslconfig).`,
    "pt-BR": `Dê ${wanted} ao Docker (Docker Desktop: Settings, Resources; colima start --cpu --memory; WSL: .wslconfig).`,
  };
}

function closeOthers(wanted: string): Words {
  return {
    en: `The day is made for ${wanted}: close other programs, or set karpenter: false in Pulumi.dev.yaml.`,
    "pt-BR": `O dia foi feito para ${wanted}: feche outros programas ou escreva karpenter: false em Pulumi.dev.yaml.`,
  };
}

/** The scarcer of the two places: the cache of tools, and Docker's images. */
function diskFindings({ freeMiB, engine }: MachineFacts): SpokenFinding[] {
  const known = [freeMiB, engine?.freeMiB].filter((free) => free !== undefined);
  if (known.length === 0) return [];
  const free = Math.min(...known);
  const common = {
    id: "disk",
    need: { en: "Disk", "pt-BR": "Disco" },
    found: { en: `${gib("en", free)} free`, "pt-BR": `${gib("pt-BR", free)} livres` },
  };
  if (free >= limits.diskMiB) return [{ ...common, state: "ok" }];
  return [
    {
      ...common,
      state: "risk",
      cure: {
        en: `Tools, images and data take up to ${gib("en", limits.diskMiB)}: docker system prune frees what Docker no longer needs.`,
        "pt-BR": `Ferramentas, imagens e dados ocupam até ${gib("pt-BR", limits.diskMiB)}: docker system prune libera o que o Docker não precisa mais.`,
      },
    },
  ];
}

function gib(language: Language, mebibytes: number): string {
  return `${numberIn(language, mebibytes / 1024, 1)} GiB`;
}
