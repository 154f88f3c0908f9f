import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LabTools } from "../lab/world";
import { type Act, sparkImageOf, waitTimeout } from "./act";

/** Where the job that a learner looks with is laid. */
export const jobFile = (home: string): string => join(home, "incident", "job.yaml");

/** Lays a job that uses what can go wrong, with the image that nodes have. */
export async function layJob({ home }: Pick<LabTools, "home">, act: Act): Promise<void> {
  const text = readFileSync(join(__dirname, "job.yaml"), "utf8");
  const file = jobFile(home);
  mkdirSync(join(home, "incident"), { recursive: true });
  writeFileSync(file, text.replace("SPARK_IMAGE", await sparkImageOf(act)));
}

/** Removes the job, wherever it has come to, and its file. */
export async function removeJob({ home }: Pick<LabTools, "home">, act: Act): Promise<void> {
  const file = jobFile(home);
  if (!existsSync(file)) return;
  await act(["kubectl", "delete", `--filename=${file}`, "--ignore-not-found", waitTimeout]);
  rmSync(join(home, "incident"), { recursive: true });
}
