/** Languages that pages and messages of labs are written in. */
export const languages = ["en", "pt-BR"] as const;

export type Language = (typeof languages)[number];

/** A text in every language. */
export type Words = Readonly<Record<Language, string>>;

/**
 * The language to speak: the one asked for, else that of the locale, as POSIX orders its variables.
 *
 * @param asked value of `--lang`.
 */
export function languageOf(env: NodeJS.ProcessEnv, asked?: Language): Language {
  if (asked) return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^pt(_|-|\.|$)/i.test(locale) ? "pt-BR" : "en";
}

/** A number as a language writes it. @param decimals at most. */
export function numberIn(language: Language, value: number, decimals = 0): string {
  return value.toLocaleString(language, { maximumFractionDigits: decimals });
}

/**
 * How many there are of something, by the language's rules of plurals: Portuguese has `one` of nothing, too.
 *
 * @param decimals at most. @default 0
 */
export function counted(language: Language, n: number, one: string, other: string, decimals = 0): string {
  return `${numberIn(language, n, decimals)} ${new Intl.PluralRules(language).select(n) === "one" ? one : other}`;
}

/** A text that every language writes alike: a name, a path, a command. */
export function same(text: string): Words {
  return { en: text, "pt-BR": text };
}
