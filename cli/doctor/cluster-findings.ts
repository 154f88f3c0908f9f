import { portsInUse, preflight } from "../../components/cluster/kind/preflight";
import { validated } from "../../components/cluster/kind/validate";
import { InvalidInput, type Problem, sentence } from "../../components/errors";
import { kindClusterOf, readConfig } from "../../stacks/config";
import type { Words } from "../lab/language";
import { projectRoot } from "../process/paths";
import { readStackConfig } from "../stack/config";
import type { SpokenFinding } from "./finding";

const common = {
  id: "cluster",
  need: { en: "Memory, disk, ports, names", "pt-BR": "Memória, disco, portas, nomes" },
};

/** The program's own check of configuration and machine, before anything is made: memory, disk, ports, names. */
export async function clusterFindings(stack: string): Promise<SpokenFinding[]> {
  const config = readStackConfig(projectRoot, stack);
  try {
    await preflight(validated(kindClusterOf(readConfig(config, config.given, stack))));
    return spokenProblems(stack, []);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return spokenProblems(stack, error.problems);
  }
}

/** The same as far as it can be told while Docker does not run: whether the cluster's ports are free. */
export async function portFindings(stack: string): Promise<SpokenFinding[]> {
  const config = readStackConfig(projectRoot, stack);
  const spec = validated(kindClusterOf(readConfig(config, config.given, stack)));
  const problems = spokenProblems(stack, await portsInUse(spec));
  const need = { en: "Ports", "pt-BR": "Portas" };
  return problems.map((finding) => ({
    ...finding,
    need,
    ...(finding.state === "ok" && { found: { en: "free", "pt-BR": "livres" } }),
  }));
}

/** What stands in the way of a cluster, in every language: a refusal speaks English, so the other one says what is meant by it. */
export function spokenProblems(stack: string, problems: readonly Problem[]): SpokenFinding[] {
  // kind is looked for with the other tools, in the cache too.
  const known = problems.filter(({ path }) => path !== "kind");
  if (known.length === 0) {
    return [
      {
        ...common,
        state: "ok",
        found: {
          en: `enough and free for Pulumi.${stack}.yaml`,
          "pt-BR": `suficientes e livres para Pulumi.${stack}.yaml`,
        },
      },
    ];
  }
  return known.map(({ cure, ...problem }) => {
    const english = sentence(problem);
    const meant = meanings.find(({ path }) => path.test(problem.path));
    const found: Words = {
      en: english,
      "pt-BR": meant ? `${problem.path} (${problem.value}) ${meant.reason}` : english,
    };
    const cures = cure === undefined ? undefined : { en: cure, "pt-BR": meant?.cure(problem) ?? cure };
    return { ...common, state: "blocks", found, cure: cures };
  });
}

/** What the problems of a cluster mean, in Portuguese, by their path. */
const meanings: readonly {
  readonly path: RegExp;
  readonly reason: string;
  readonly cure: (problem: Problem) => string;
}[] = [
  {
    path: /^docker\.memory$/,
    reason: "é menos memória do que o cluster e um job precisam",
    cure: () => "Dê mais memória ao Docker (Docker Desktop: Settings, Resources) ou use menos workers.",
  },
  {
    path: /^docker\.disk$/,
    reason: "é menos do que nós, imagens e dados ocupam",
    cure: () => "Libere espaço, por exemplo com docker system prune.",
  },
  {
    path: /instanceType$/,
    reason: "é maior do que esta máquina",
    cure: () => "Escolha um tipo de instância menor ou dê mais da máquina ao Docker.",
  },
  {
    path: /(hostPort|apiServerPort)$/,
    reason: "já está em uso",
    cure: ({ value }) =>
      `Escolha outra porta em Pulumi.dev.yaml (ports) ou veja de quem ela é: lsof -nP -iTCP:${value} -sTCP:LISTEN.`,
  },
  {
    path: /^name$/,
    reason: "é o nome de um cluster ou de uma rede que este projeto não criou",
    cure: () => "Escolha outro nome (clusterName) ou remova o outro: ./workshop down na pasta dele.",
  },
];
