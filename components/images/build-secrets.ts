import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { mirrorFileNames, mirrorFolderVariable } from "./mirror-files";

/** What of this machine a build may need; tests give their own. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** The text of a file; `undefined` when there is none or it may not be read. */
  readonly read: (path: string) => string | undefined;
}

/** This machine. */
export function thisMachine(): Machine {
  return {
    env: process.env,
    home: homedir(),
    read: (path) => {
      try {
        return existsSync(path) ? readFileSync(path, "utf8") : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** Where systems keep the certificate authorities they trust: Debian, Fedora, SUSE, macOS and Alpine. */
const systemBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * Files that downloads in a build need on a company's network, as `--secret` of `docker build`: they serve the build and
 * stay out of the image.
 *
 * - `ca`: the CA bundle that this machine trusts, since a proxy may inspect TLS. `SSL_CERT_FILE`, `NODE_EXTRA_CA_CERTS`
 *   or the system's.
 * - `pip_conf`: pip's configuration, if it names a mirror or a proxy. `PIP_CONFIG_FILE`, the user's or the system's.
 * - `go_env`: Go's own configuration (`go env -w`), if it names a proxy for modules. `GOENV` or the user's.
 * - `maven_settings`: `~/.m2/settings.xml`, if it names a mirror or a proxy.
 * - `apt_conf`, `apt_sources`: apt's configuration, where the stack file names a mirror of Debian.
 *
 * What the stack file's mirrors say stands before the user's own.
 *
 * @returns paths by the secret's name; a name without a file is left out.
 */
export function buildSecrets({ env, home, read }: Machine = thisMachine()): Record<string, string> {
  const first = (paths: readonly (string | undefined)[], holds: RegExp) =>
    paths.find((path) => path && holds.test(read(path) ?? ""));
  const folder = env[mirrorFolderVariable];
  const mirrored = (secret: keyof typeof mirrorFileNames) =>
    folder ? join(folder, mirrorFileNames[secret]) : undefined;
  const found = {
    ca: first([env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS, ...systemBundles], /-----BEGIN CERTIFICATE-----/),
    pip_conf: first(
      [
        mirrored("pip_conf"),
        env.PIP_CONFIG_FILE,
        join(home, ".config/pip/pip.conf"),
        join(home, ".pip/pip.conf"),
        join(home, "Library/Application Support/pip/pip.conf"),
        "/etc/pip.conf",
      ],
      /^\s*(extra-)?(index-url|proxy)\s*=/m,
    ),
    go_env: first(
      [
        mirrored("go_env"),
        env.GOENV,
        join(home, ".config/go/env"),
        join(home, "Library/Application Support/go/env"),
      ],
      /^GO(PROXY|SUMDB|NOSUMDB|PRIVATE)=/m,
    ),
    maven_settings: first([mirrored("maven_settings"), join(home, ".m2/settings.xml")], /<(mirror|proxy)>/),
    apt_conf: first([mirrored("apt_conf")], /SourceList/),
    apt_sources: first([mirrored("apt_sources")], /^deb /),
  };
  return Object.fromEntries(
    Object.entries(found).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
