import { existsSync, readFileSync } from "node:fs";
import { same } from "../lab/language";
import type { SpokenFinding } from "./finding";
import limits from "./limits.json";

/** How many files and folders the kernel lets a user's programs watch at once; its usual limit is for one desktop. Linux only. */
export function inotifyFindings(file = "/proc/sys/fs/inotify/max_user_instances"): SpokenFinding[] {
  if (!existsSync(file)) return [];
  const limit = Number(readFileSync(file, "utf8"));
  const common = { id: "inotify", need: same("inotify") };
  if (limit >= limits.inotifyInstances) {
    return [{ ...common, state: "ok", found: { en: `${limit} instances`, "pt-BR": `${limit} instâncias` } }];
  }
  const byHand = `sudo sysctl -w fs.inotify.max_user_instances=${limits.inotifyInstances}`;
  return [
    {
      ...common,
      state: "brought",
      found: {
        en: `${limit} instances, too few for several nodes`,
        "pt-BR": `${limit} instâncias, poucas para vários nós`,
      },
      cure: {
        en: `./workshop up raises it where it may; else ${byHand}`,
        "pt-BR": `./workshop up aumenta onde pode; senão ${byHand}`,
      },
    },
  ];
}
