import { counted, type Language } from "../lab/language";
import { type TaskName, taskOf, usualSeconds } from "./tasks";
import type { Left } from "./time-left";

/** Tasks that are named; of the others it is said how many they are. */
const named = 3;

/** What is left, as a person reads it. */
export interface SaidLeft {
  /** "about 6 minutes left" */
  readonly short: string;
  /** With what is left: "about 6 minutes left: node image, Spark image, cluster and 3 more". */
  readonly line: string;
}

/** Says what is left, in minutes: in halves of one as long as they are few. */
export function sayLeft({ seconds, tasks }: Left, language: Language): SaidLeft {
  const minutes = roundedMinutes(seconds);
  const short = words[language].left(minutes);
  const names = tasks.slice(0, named).map((task) => taskOf(task).name[language]);
  const others = tasks.length - names.length;
  return { short, line: `${short}: ${names.join(", ")}${others > 0 ? words[language].more(others) : ""}` };
}

/** Minutes as they are said; zero for less than one. */
export function roundedMinutes(seconds: number): number {
  if (seconds < 45) return 0;
  const minutes = seconds / 60;
  return minutes < 4.75 ? Math.round(minutes * 2) / 2 : Math.round(minutes);
}

/**
 * How long a task usually takes where nothing can be downloaded, within a sentence: "4 minutes", "half a minute".
 *
 * @param before a task that was done on the cores before it. @default none that matters
 */
export function usualTime(task: TaskName, before?: TaskName): string {
  const by = taskOf(task).seconds.cores === undefined ? "network" : "cores";
  const seconds = usualSeconds(task, by, (other) => other === before);
  if (seconds < 15) return "a few seconds";
  if (seconds < 45) return "half a minute";
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

const words: Readonly<
  Record<Language, { left: (minutes: number) => string; more: (others: number) => string }>
> = {
  en: {
    left: (minutes) =>
      minutes === 0
        ? "less than a minute left"
        : `about ${counted("en", minutes, "minute", "minutes", 1)} left`,
    more: (others) => ` and ${others} more`,
  },
  "pt-BR": {
    left: (minutes) =>
      minutes === 0
        ? "falta menos de um minuto"
        : `${minutes < 2 ? "falta" : "faltam"} cerca de ${counted("pt-BR", minutes, "minuto", "minutos", 1)}`,
    more: (others) => ` e mais ${others}`,
  },
};
