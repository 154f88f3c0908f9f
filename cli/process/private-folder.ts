import { chmodSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";

/** Only the owner enters. */
const ownersAlone = 0o700;

/**
 * A folder that its owner alone may enter, whatever the umask was when it was made: state, logs, kubeconfigs and tools
 * below it are then nobody else's to read or to replace.
 *
 * @returns the same path.
 */
export function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: ownersAlone });
  chmodSync(path, ownersAlone);
  return path;
}

/**
 * A new folder for work that is thrown away, below a private one. The system's folder for temporary files is no place to
 * run npm or go in: both read what lies in the folders above, where anybody may put a file.
 */
export function scratchFolder(parent: string, prefix: string): string {
  return mkdtempSync(join(privateFolder(parent), prefix));
}
