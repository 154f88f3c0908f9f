/** A time zone as Go's `time.LoadLocation` takes it: `America/Sao_Paulo`, `UTC`, or `Local` for the operator's own. */
export type TimeZone = "UTC" | "Local" | `${string}/${string}`;

/** How zones are written: words that begin with a capital, or capitals alone. `de`, `of`, `au` and the like stand between. */
const wellCased = /^[A-Z][A-Za-z0-9+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/;

/**
 * Whether there is such a time zone, in the case that it is written in: Go looks for a file of that name, Intl does not mind.
 *
 * @see LoadLocation of Go's package time
 */
export function isTimeZone(name: string): boolean {
  if (name === "Local" || name === "UTC") return true;
  // Intl also takes offsets such as +03:00, which are no names.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    // An old name is answered by the zone's new one, or by itself: then its case tells.
    return timeZone.toLowerCase() === name.toLowerCase()
      ? timeZone === name
      : wellCased.test(name) && !/[A-Z]{5}/.test(name);
  } catch {
    return false;
  }
}
