/** How far somebody is. */
export const stages = ["bundle", "ready", "up"] as const;
export type Stage = (typeof stages)[number];

/** Somebody who chose to be on the list, under a name of their choice. */
export interface Attendee {
  readonly name: string;
  readonly has: Stage;
  /** What `./workshop ready --line` said of the laptop. */
  readonly laptop: string;
}

/** Why somebody is not put on the list. */
export type Refusal = "no-name" | "no-stage" | "full" | "theirs";

/** Longest name and longest line of a laptop, in characters. */
export const longestName = 40;
export const longestLaptop = 240;
/** Most names on the list, and most from one address. */
export const mostNames = 200;
export const mostFromOne = 20;

/** The list of who has what. In memory alone: it ends with the server. */
export class Attendance {
  private readonly byName = new Map<string, Attendee & { readonly from: string }>();

  /** Everybody, by name. */
  get all(): readonly Attendee[] {
    return [...this.byName.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /**
   * Puts somebody on the list, or changes what is there: from the address alone that wrote it.
   *
   * @param form the fields `name`, `has` and `laptop`; `gone` takes the name off the list.
   * @param from address of the sender.
   */
  write(form: URLSearchParams, from: string): Refusal | undefined {
    const name = oneLine(form.get("name"), longestName);
    if (name === "") return "no-name";
    const key = name.toLocaleLowerCase();
    const known = this.byName.get(key);
    if (known && known.from !== from) return "theirs";
    if (form.has("gone")) {
      this.byName.delete(key);
      return undefined;
    }
    const has = stages.find((stage) => stage === (form.get("has") ?? "bundle"));
    if (!has) return "no-stage";
    const own = [...this.byName.values()].filter((one) => one.from === from).length;
    if (!known && (this.byName.size >= mostNames || own >= mostFromOne)) return "full";
    const laptop = oneLine(form.get("laptop"), longestLaptop) || (known?.laptop ?? "");
    this.byName.set(key, { name, has, laptop, from });
    return undefined;
  }
}

/** Text of somebody else's as one line: without control characters, and those that turn its direction; no longer than so much. */
function oneLine(text: string | null, most: number): string {
  const plain = (text ?? "").normalize("NFC").replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
  return [...plain.replace(/\s+/g, " ").trim()].slice(0, most).join("").trim();
}
