import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../errors";

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The most that a file may have: jobs get it in a ConfigMap of 1 MiB, in two forms and beside the public authorities. */
const mostKiB = 350;

/** The certificates in a text, each once. */
export function certificatesOf(text: string): X509Certificate[] {
  const all = (text.match(certificate) ?? []).map((one) => new X509Certificate(one));
  return [...new Map(all.map((one) => [one.fingerprint256, one])).values()];
}

/**
 * What is wrong with a file of certificate authorities, PEM: it must be there and have certificates that can be read, and
 * nothing that must stay secret, since it is handed to every node and job.
 *
 * @param file its path from the folder; empty: none is named.
 */
export function caBundleProblems(path: string, file: string, folder: string = process.cwd()): Problem[] {
  if (file === "") return [];
  const place = resolve(folder, file);
  const problem = (reason: string, cure: string): Problem[] => [{ path, value: file, reason, cure }];
  if (!existsSync(place)) {
    return problem(
      "is a file that does not exist",
      "Write its path from the project's folder, or the whole path.",
    );
  }
  let text: string;
  try {
    text = readFileSync(place, "utf8");
  } catch {
    return problem("cannot be read", "Name a file, and let your user read it.");
  }
  if (text.includes("PRIVATE KEY-----")) {
    return problem(
      "has a private key in it",
      "Leave only the certificates in the file: nodes and jobs get all of it.",
    );
  }
  if (text.length > mostKiB * 1024) {
    return problem(
      `has more than ${mostKiB} KiB, which jobs could not be given`,
      "Leave only your company's authorities in it: the public ones are added.",
    );
  }
  const all = text.match(certificate) ?? [];
  if (all.length === 0) {
    return problem(
      "has no certificate in PEM",
      "Convert it: openssl x509 -inform der -in company.cer -out company.pem.",
    );
  }
  const broken = all.findIndex((one) => !isCertificate(one));
  if (broken < 0) return [];
  return problem(
    `has a certificate that cannot be read, the ${broken + 1}. of ${all.length}`,
    "Export it anew.",
  );
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
