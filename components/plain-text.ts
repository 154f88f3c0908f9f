/** Starts every sequence that a terminal obeys. */
const esc = String.fromCharCode(27);
/** Colours: no harm in them, and no use outside of the terminal that they were meant for. */
const colours = new RegExp(`${esc}\\[[0-9;]*m`, "g");
/** What a terminal may obey: control characters, and those that turn the direction of what follows. */
const obeyed = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text of somebody else's (a job's log or report, what a program or a server said) as a terminal shows it and does not
 * obey it: colours are taken out, and other control characters are written as `\x1b`. A log may otherwise rewrite the
 * screen, the window's title or the clipboard (xterm, "Operating System Commands"). Line feeds and tabs stay.
 *
 * @example plainText("\u001b]52;c;cm0gLXJm\u0007") // "\\x1b]52;c;cm0gLXJm\\x07"
 */
export function plainText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(colours, "")
    .replace(obeyed, (character) =>
      character === "\n" || character === "\t" ? character : written(character),
    );
}

function written(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
