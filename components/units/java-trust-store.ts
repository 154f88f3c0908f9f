import { createHash } from "node:crypto";

/** What Java's own trust stores have. It says who changed one, not who may read it: certificates are no secret. */
const password = "changeit";

const version = 2;
const trustedCertificate = 2;

/**
 * Certificates as a trust store that any Java reads by itself: JKS, of which the bytes depend on the certificates alone. Java has no
 * trust store in PEM, and PKCS12 would need keytool or a library.
 *
 * @param certificates DER.
 * @see `engineStore` of sun.security.provider.JavaKeyStore, OpenJDK 17
 */
export function javaTrustStore(certificates: readonly Buffer[]): Buffer {
  const entries = certificates.flatMap((certificate, i) => [
    integer(trustedCertificate),
    text(`authority-${i + 1}`),
    // When it was made; the same certificates are the same bytes.
    Buffer.alloc(8),
    text("X.509"),
    integer(certificate.length),
    certificate,
  ]);
  const store = Buffer.concat([
    Buffer.from("feedfeed", "hex"),
    integer(version),
    integer(certificates.length),
    ...entries,
  ]);
  const digest = createHash("sha1")
    .update(Buffer.from(password, "utf16le").swap16())
    .update("Mighty Aphrodite")
    .update(store);
  return Buffer.concat([store, digest.digest()]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** ASCII as Java's `writeUTF` has it. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, "ascii");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
