/** What a cell may hold. */
export type Cell = string | number | boolean | null | undefined;

/**
 * Rows as aligned text: words to the left, numbers to the right, with their thousands apart.
 *
 * @param indent spaces before each line.
 */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], indent = 2): string[] {
  const decimals = headings.map((_, i) => (rows.some((row) => isFraction(row[i])) ? 1 : 0));
  const text = rows.map((row) => headings.map((_, i) => cell(row[i], decimals[i])));
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...text.map((row) => row[i]?.length ?? 0)),
  );
  const right = headings.map((_, i) => rows.length > 0 && rows.every((row) => isNumeric(row[i])));
  const line = (cells: readonly string[]) =>
    (
      " ".repeat(indent) +
      cells.map((c, i) => (right[i] ? c.padStart(widths[i] ?? 0) : c.padEnd(widths[i] ?? 0))).join("  ")
    ).trimEnd();
  const lines = text.map(line);
  return headings.some((heading) => heading !== "") ? [line(headings), ...lines] : lines;
}

/**
 * One value as text.
 *
 * @param decimals of a number. @default one if it has any
 */
export function cell(value: Cell, decimals = isFraction(value) ? 1 : 0): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function isFraction(value: Cell): boolean {
  return typeof value === "number" && !Number.isInteger(value);
}

function isNumeric(value: Cell): boolean {
  return value === null || value === undefined || typeof value === "number";
}
