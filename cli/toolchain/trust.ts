import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import tls from "node:tls";
import { buildSecrets } from "../../components/images/build-secrets";

/**
 * Has this process and the programs that it runs trust a company's certificate authorities beside those of the machine: what it
 * downloads itself, npm, pip, Go programs on Linux, and image builds, which are given what `SSL_CERT_FILE` names.
 *
 * @param bundle file with the authorities, PEM.
 * @param home folder of what this clone makes.
 * @param env what the programs inherit.
 * @param machine file with what the machine trusts. @default what image builds are given
 */
export function trustCaBundle(
  bundle: string,
  home: string,
  env: NodeJS.ProcessEnv = process.env,
  machine: string | undefined = buildSecrets().ca,
): void {
  const authorities = readFileSync(bundle, "utf8");
  const whole = resolve(home, "ca-bundle.pem");
  // A program that this one has started reads the same stack file.
  if (env.SSL_CERT_FILE !== whole) {
    const own = machine === undefined ? "" : `${readFileSync(machine, "utf8").trimEnd()}\n`;
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, `${own}${authorities}`);
  }
  env.SSL_CERT_FILE = whole;
  env.NODE_EXTRA_CA_CERTS = whole;
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), authorities]);
}
