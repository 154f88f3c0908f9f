import { existsSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const saltLine = /^encryptionsalt:.*\n?/m;

/** The file with a stack's configuration. */
export function stackFile(root: string, stack: string): string {
  return join(root, `Pulumi.${stack}.yaml`);
}

/**
 * Runs something that may call Pulumi and keeps the salt of the clone's generated passphrase out of the stack file.
 *
 * Pulumi writes `encryptionsalt` into the stack file, which is committed, and is the same for everyone; the salt belongs
 * to one clone's passphrase. The state has it too, and Pulumi reads it there when told to fall back to it. A salt that
 * somebody committed, and any other change to the file, stays.
 */
export async function keepingStackFile<T>(file: string, run: () => Promise<T>): Promise<T> {
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  try {
    return await run();
  } finally {
    if ((before === undefined || !saltLine.test(before)) && existsSync(file)) {
      const after = readFileSync(file, "utf8");
      if (saltLine.test(after)) restore(file, before, after.replace(saltLine, ""));
    }
  }
}

/** Pulumi reformats the file when it saves it; what was there comes back byte by byte. */
function restore(file: string, before: string | undefined, withoutSalt: string): void {
  if (before !== undefined) writeFileSync(file, before);
  else if (withoutSalt.trim() === "" || withoutSalt.trim() === "{}") unlinkSync(file);
  else writeFileSync(file, withoutSalt);
}
