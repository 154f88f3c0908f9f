import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** The clone that is under test. */
export const clone = resolve(__dirname, "..", "..", "..");

/** Folders that a copy must not share: state, git's own, what npm installed (which is linked), and the site, which no test of a copy builds. */
const left = [".git", ".workshop", "node_modules", "site"];

/**
 * Copies the clone into an empty folder: Node loads what a link leads to, and tests change the program.
 *
 * @param more entries that the copy can do without.
 */
export function copyClone(folder: string, more: readonly string[] = []): void {
  for (const entry of readdirSync(clone).filter((name) => ![...left, ...more].includes(name))) {
    // With its times: a newer package-lock.json would have ./workshop install the clone's packages anew, into the link.
    cpSync(join(clone, entry), join(folder, entry), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(clone, "node_modules"), join(folder, "node_modules"));
}

/** The folders of the clone's stand-ins for Pulumi plugins, for PATH. */
export const standIns = ["language", "aws", "command", "eks", "kubernetes", "random"].map((name) =>
  join(clone, "offline", "plugins", name, "bin"),
);
