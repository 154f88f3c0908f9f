/** The known name that differs least, when it differs by so few letters that it may be the one that was meant. */
export function meantName(given: string, known: readonly string[], letters = 3): string | undefined {
  // Of a short name half the letters are another word.
  const most = Math.min(letters, Math.floor(given.length / 2));
  const lower = given.toLowerCase();
  let nearest: { readonly name: string; readonly steps: number } | undefined;
  for (const name of known) {
    // Each letter more or less is a step.
    if (Math.abs(name.length - lower.length) > most) continue;
    const steps = distance(lower, name.toLowerCase(), most);
    if (steps <= most && (nearest === undefined || steps < nearest.steps)) nearest = { name, steps };
  }
  return nearest?.name;
}

/** Levenshtein's distance, or infinity for one above the most: a refusal asks it of each of Spark's thousand properties. */
function distance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const steps = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      next[j] = steps;
      least = Math.min(least, steps);
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    row = next;
  }
  return row[b.length] ?? 0;
}
