import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes the `pulumi` that `./workshop env` puts on PATH: the real one, followed by the same care for the stack files
 * that the workshop takes itself (see `cli/stack/file.ts`), so that work by hand leaves the work tree clean too.
 *
 * @param folder where to write it.
 * @param root the clone.
 * @param pulumi path of the real one.
 * @returns the folder.
 */
export function writeHandPulumi(folder: string, root: string, pulumi: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pulumi"), script(root, pulumi), { mode: 0o755 });
  return folder;
}

function script(root: string, pulumi: string): string {
  return `#!/bin/sh
# Written by ./workshop. Runs Pulumi, then takes the salt of this clone's passphrase out of the stack files again.
root=${quote(root)}
kept=$(mktemp -d) || exit 1
for file in "$root"/Pulumi.*.yaml; do
  [ -f "$file" ] && cp "$file" "$kept/"
done
# Ctrl-C reaches Pulumi by itself; this shell waits for it.
trap : INT
${quote(pulumi)} "$@"
code=$?
for file in "$root"/Pulumi.*.yaml; do
  copy="$kept/\${file##*/}"
  grep -qs '^encryptionsalt:' "$file" || continue
  if [ ! -f "$copy" ]; then
    grep -v '^encryptionsalt:' "$file" >"$kept/stripped"
    if grep -q '[^[:space:]{}]' "$kept/stripped"; then cat "$kept/stripped" >"$file"; else rm "$file"; fi
  elif ! grep -q '^encryptionsalt:' "$copy"; then
    if [ "$1" = config ]; then
      grep -v '^encryptionsalt:' "$file" >"$kept/stripped"
      cat "$kept/stripped" >"$file"
    else
      cat "$copy" >"$file"
    fi
  fi
done
rm -rf "$kept"
exit $code
`;
}

/** A word for a POSIX shell, whatever is in it. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
