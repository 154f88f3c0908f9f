import type { Problem } from "../components/problems";

/** Keys whose value nobody is shown. */
export const secretKeys = ["pullSecret"];

/** Stands for a value that only its stack can read, wherever a configuration is read without the stack. */
export const encryptedMark = "[secret]";

/** Whether a value is encrypted, or a part of it. */
export function isEncrypted(value: unknown): boolean {
  if (value === encryptedMark) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isEncrypted);
}

/** A key that is encrypted where it is read without its stack; nothing where that does not matter. */
export function encryptedProblem(key: string, value: unknown): Problem[] {
  if (!isEncrypted(value) || (secretKeys.includes(key) && value === encryptedMark)) return [];
  return [
    {
      path: key,
      reason: "is encrypted, which only the stack itself can read: ./workshop, previews and reviewers cannot",
      cure: `Nothing in it is secret: write it in plain text, pulumi config set --plaintext ${key}.`,
    },
  ];
}
