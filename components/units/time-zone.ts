/** A time zone as Go's `time.LoadLocation` takes it: `America/Sao_Paulo`, `UTC`, or `Local` for the operator's own. */
export type TimeZone = "UTC" | "Local" | `${string}/${string}`;

/** Whether there is such a time zone. */
export function isTimeZone(name: string): boolean {
  if (name === "Local" || name === "UTC") return true;
  // Intl also takes offsets such as +03:00, which are no names.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
