import qrcode from "qrcode-generator";

function codeOf(text: string): ReturnType<typeof qrcode> {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  return code;
}

/** A QR code as an SVG that fills the width it is given. */
export function qrImage(text: string): string {
  return codeOf(text).createSvgTag({ scalable: true, margin: 4 });
}

/** A QR code for a terminal, two rows of it on a line: black on white by colours, whatever the terminal's own are. */
export function qrLines(text: string): string[] {
  const code = codeOf(text);
  const quiet = 2;
  const size = code.getModuleCount();
  const dark = (row: number, column: number) =>
    row >= 0 && row < size && column >= 0 && column < size && code.isDark(row, column);
  const lines: string[] = [];
  for (let row = -quiet; row < size + quiet; row += 2) {
    let line = "";
    for (let column = -quiet; column < size + quiet; column++) {
      const [upper, lower] = [dark(row, column), dark(row + 1, column)];
      line += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
    }
    lines.push(`\u001b[30;107m${line}\u001b[0m`);
  }
  return lines;
}
