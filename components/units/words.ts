/** Words as a cure lists them: "a, b or c". */
export function inWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
