import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../errors";

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * What is wrong with a file of certificate authorities, PEM: it must be there and have certificates that can be read, and
 * nothing that must stay secret, since it is handed to every node.
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
      "Leave only the certificates in the file: nodes get all of it.",
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
