import { type ScreenWords, screenWords } from "../../../../cli/commands/screen-words";
import { renderFindings } from "../../../../cli/doctor/finding";
import { languages } from "../../../../cli/lab/language";
import { backendLine } from "../../../../cli/stack/pulumi-env";

const { en } = screenWords;
const keys = Object.keys(en) as (keyof ScreenWords)[];

/** What a text says when its places are filled with names that no language has. */
function filled(words: ScreenWords, key: keyof ScreenWords): string {
  const text: unknown = words[key];
  if (typeof text !== "function") return JSON.stringify(text);
  return String(text(...Array.from({ length: text.length }, (_, i) => `«${i}»`)));
}

const placesOf = (text: string) => [...text.matchAll(/«\d»/g)].map(([place]) => place).sort();
/** What is typed or is a name: the same in every language. */
const commandsOf = (text: string) =>
  [...text.matchAll(/\.\/workshop [a-z]+|kubectl|\$\([^)]*\)/g)].map(String).sort();

test.each(languages)("%s has every text, with the places and the commands of the English one", (language) => {
  const words = screenWords[language];
  expect(Object.keys(words)).toEqual(keys);
  for (const key of keys) {
    const [own, other] = [filled(words, key), filled(en, key)];
    expect([key, placesOf(own), commandsOf(own)]).toEqual([key, placesOf(other), commandsOf(other)]);
    expect([key, Array.isArray(words[key]) ? words[key].length : 0]).toEqual([
      key,
      Array.isArray(en[key]) ? en[key].length : 0,
    ]);
  }
});

test("one thing and several are told apart in both languages", () => {
  expect(screenWords.en.blocked(1)).toMatch(/^1 thing stands /);
  expect(screenWords.en.blocked(2)).toMatch(/^2 things stand /);
  expect(screenWords["pt-BR"].blocked(1)).toMatch(/^1 coisa impede /);
  expect(screenWords["pt-BR"].blocked(3)).toMatch(/^3 coisas impedem /);
});

test("no line of a Portuguese doctor is English", () => {
  const words = screenWords["pt-BR"];
  const here = backendLine({ kind: "clone", url: "file://x", chosenBy: "default" }, words);
  const away = backendLine(
    { kind: "chosen", url: "https://api.pulumi.com", chosenBy: "pulumi login" },
    words,
  );
  expect([here, away]).toEqual([
    "Estado: .workshop/state neste clone (sem precisar de conta)",
    "Estado: https://api.pulumi.com, escolhido por pulumi login",
  ]);
  const findings = [{ state: "blocks", need: "Docker", found: "não responde" }] as const;
  expect(renderFindings(findings, words.marks)).toEqual(["IMPEDE  Docker: não responde"]);
});
