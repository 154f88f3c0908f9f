import { same, type Words } from "../lab/language";

/** What the time of a task goes by: the processor, or the network. */
export type Way = "cores" | "network";

/** A task of an `up`, as far as its time is known beforehand. */
interface Task {
  /** What it makes, for a person who waits. */
  readonly name: Words;
  /** Seconds on two cores with nothing else on them, by each way that it can be done. */
  readonly seconds: Readonly<Partial<Record<Way, number>>>;
  /** Cores that it keeps busy while it works. */
  readonly busy: number;
  /** Seconds on the cores where another task was done there before: it leaves most of the work done. @default as without */
  readonly after?: { readonly task: string; readonly seconds: number };
  /** Those of one source are downloaded or built alike: what became of one is expected of the next. */
  readonly source?: "tools" | "publishers" | "own";
}

/** A program: downloaded, or built from Go modules with nothing in Go's cache. */
const tool = (name: string, network: number, cores: number): Task => ({
  name: same(name),
  seconds: { network, cores },
  busy: 2,
  source: "tools",
});

/** An image: pulled, or built here with nothing prepared. */
const image = (
  en: string,
  pt: string,
  source: Task["source"],
  network: number,
  cores: number,
  busy = 2,
): Task => ({ name: { en, "pt-BR": pt }, seconds: { network, cores }, busy, source });

/** How long everything takes that somebody waits for. */
export const tasks = {
  bundle: { name: { en: "bundle", "pt-BR": "arquivo do bundle" }, seconds: { cores: 90 }, busy: 1 },
  pulumi: tool("Pulumi", 15, 150),
  kind: tool("kind", 3, 5),
  kubectl: tool("kubectl", 6, 55),
  helm: tool("Helm", 4, 40),
  actionlint: tool("actionlint", 2, 5),
  plugins: {
    name: { en: "Pulumi's plugins", "pt-BR": "plugins do Pulumi" },
    seconds: { network: 30 },
    busy: 0,
  },
  docker: { name: same("Docker"), seconds: { network: 60 }, busy: 1 },
  debian: image("base image", "imagem base", "publishers", 8, 30, 1),
  node: image("node image", "imagem dos nós", "publishers", 75, 220),
  s3: image("S3 image", "imagem do S3", "publishers", 8, 30),
  spark: image("Spark image", "imagem do Spark", "own", 60, 120, 1.2),
  sparkOperator: image("operator's image", "imagem do operador", "publishers", 30, 70),
  flightsData: image("data image", "imagem dos dados", "own", 5, 15, 1),
  karpenter: {
    ...image("Karpenter's image", "imagem do Karpenter", "own", 10, 150),
    // Kubernetes' libraries are compiled then.
    after: { task: "node", seconds: 20 },
  },
  program: { name: { en: "program", "pt-BR": "programa" }, seconds: { cores: 10 }, busy: 1.5 },
  cluster: { name: same("cluster"), seconds: { cores: 38 }, busy: 1.5 },
  loads: {
    name: { en: "images onto nodes", "pt-BR": "imagens nos nós" },
    seconds: { cores: 40 },
    busy: 1.4,
  },
  operator: { name: { en: "operator", "pt-BR": "operador" }, seconds: { cores: 30 }, busy: 1.2 },
  job: { name: same("job"), seconds: { cores: 110 }, busy: 1.5 },
  // Its nodes are launched when its pods are there.
  jobOnKarpenter: { name: same("job"), seconds: { cores: 135 }, busy: 1.5 },
} as const satisfies Readonly<Record<string, Task>>;

export type TaskName = keyof typeof tasks;

/** Whether a text names a task. */
export function isTaskName(text: string): text is TaskName {
  return Object.hasOwn(tasks, text);
}

/** What is known of a task. */
export function taskOf(name: TaskName): Task {
  return tasks[name];
}

/**
 * Seconds that a task usually takes, by a way that it can be done.
 *
 * @param built whether another task is done on the cores before it.
 */
export function usualSeconds(name: TaskName, by: Way, built: (other: TaskName) => boolean): number {
  const { seconds, after } = taskOf(name);
  if (by === "cores" && after && isTaskName(after.task) && built(after.task)) return after.seconds;
  return seconds[by] ?? 0;
}

/** A task that somebody is at, and how. */
export interface Work {
  readonly task: TaskName;
  readonly by: Way;
}
