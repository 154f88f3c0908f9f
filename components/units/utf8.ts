/**
 * The text of a file, as YAML's readers take it: without a mark of the byte order, and with a line feed at the end of each line.
 *
 * @returns why it is none, where its bytes are not UTF-8.
 */
export function utf8Text(bytes: Uint8Array): { readonly text: string } | { readonly fault: string } {
  const mark = `${bytes[0]} ${bytes[1]}`;
  if (mark === "255 254" || mark === "254 255") return { fault: "is UTF-16, not UTF-8" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n") };
  } catch {
    return { fault: "is not UTF-8" };
  }
}
