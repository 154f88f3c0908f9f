import { sayLeft, usualTime } from "../../../../cli/time-left/say";
import type { TaskName } from "../../../../cli/time-left/tasks";

const four: readonly TaskName[] = ["node", "spark", "cluster", "loads", "job"];

test.each([
  ["en", 360, ["spark", "node"], "about 6 minutes left: Spark image, node image"],
  ["en", 61, ["job"], "about 1 minute left: job"],
  ["en", 95, ["job"], "about 1.5 minutes left: job"],
  ["en", 284, ["job"], "about 4.5 minutes left: job"],
  ["en", 285, ["job"], "about 5 minutes left: job"],
  ["en", 44, ["job"], "less than a minute left: job"],
  ["en", 1_500, four, "about 25 minutes left: node image, Spark image, cluster and 2 more"],
  ["pt-BR", 360, ["spark", "node"], "faltam cerca de 6 minutos: imagem do Spark, imagem dos nós"],
  ["pt-BR", 61, ["job"], "falta cerca de 1 minuto: job"],
  ["pt-BR", 95, ["job"], "falta cerca de 1,5 minuto: job"],
  ["pt-BR", 20, ["job"], "falta menos de um minuto: job"],
  ["pt-BR", 1_500, four, "faltam cerca de 25 minutos: imagem dos nós, imagem do Spark, cluster e mais 2"],
] as const)("%s, %i s", (language, seconds, tasks, line) => {
  expect(sayLeft({ seconds, tasks }, language)).toEqual({ short: line.split(":")[0], line });
});

test.each([
  ["actionlint", "a few seconds"],
  ["kind", "a few seconds"],
  ["debian", "half a minute"],
  ["docker", "a minute"],
  ["node", "4 minutes"],
  ["spark", "2 minutes"],
  ["flightsData", "half a minute"],
  ["karpenter", "3 minutes"],
] as const)("%s usually takes %s to make", (task, text) => {
  expect(usualTime(task)).toBe(text);
});
