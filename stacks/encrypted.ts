/** Stands for a value that only its stack can read, wherever a configuration is read without the stack. */
export const encryptedMark = "[secret]";

/** Whether a value is encrypted, or a part of it. */
export function isEncrypted(value: unknown): boolean {
  if (value === encryptedMark) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isEncrypted);
}
