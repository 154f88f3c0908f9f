import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { InvalidInput, type Problem } from "../../components/errors";
import { members } from "./layout";

/** The variable that names the private key with which bundles are signed, as PEM. */
export const signingVariable = "WORKSHOP_SIGNING_KEY";
/** The variable that names the public key by which a bundle must be signed, as PEM. */
export const verifyingVariable = "WORKSHOP_BUNDLE_KEY";

/**
 * A key of a file that a variable names; nothing where it is not set.
 *
 * @throws {InvalidInput} for a file that holds none.
 */
export function keyOf(
  variable: typeof signingVariable | typeof verifyingVariable,
  env = process.env,
): KeyObject | undefined {
  const file = env[variable];
  if (!file) return undefined;
  try {
    const text = readFileSync(file);
    return variable === signingVariable ? createPrivateKey(text) : createPublicKey(text);
  } catch (error) {
    throw new InvalidInput("The key", [
      {
        path: variable,
        value: file,
        reason: `cannot be read: ${(error as Error).message}`,
        cure: "Name a PEM file, as openssl ecparam -name prime256v1 -genkey -noout makes one; what cosign has encrypted is none.",
      },
    ]);
  }
}

/** The signature of a bundle's checksums, in the format of `cosign sign-blob`: base64 of ECDSA over SHA-256. */
export function signatureOf(sums: Buffer, key: KeyObject): string {
  return sign("sha256", sums, key).toString("base64");
}

/** Why a bundle is not one that the holder of a key has signed. @param signature nothing where it has none. */
export function signatureProblems(sums: Buffer, signature: string, key: KeyObject | undefined): Problem[] {
  if (!key || verify("sha256", sums, key, Buffer.from(signature, "base64"))) return [];
  return [
    {
      path: members.signature,
      reason:
        signature === ""
          ? "is missing, and a key is set by which it must be signed"
          : "is not of the key that is set",
      cure: `Take the bundle of whom you trust, or change ${verifyingVariable}.`,
    },
  ];
}
