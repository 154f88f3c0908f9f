import { counted, type Language, numberIn } from "../../../cli/lab/language";
import { roomScreen } from "../../../cli/room/screen";

test.each<[Language, number, string]>([
  ["en", 0, "0 downloads"],
  ["en", 1, "1 download"],
  ["en", 1250, "1,250 downloads"],
  ["pt-BR", 0, "0 download"],
  ["pt-BR", 1, "1 download"],
  ["pt-BR", 2, "2 downloads"],
  ["pt-BR", 1250, "1.250 downloads"],
])("in %s, %d of something are counted by the language's own rules", (language, n, text) => {
  expect(counted(language, n, "download", "downloads")).toBe(text);
});

test("numbers have the language's own decimal mark, and no zeros at their end", () => {
  expect(numberIn("en", 3.84, 1)).toBe("3.8");
  expect(numberIn("pt-BR", 3.84, 1)).toBe("3,8");
  expect(numberIn("pt-BR", 4.04, 1)).toBe("4");
});

test("the room's screen speaks of one as of one", () => {
  expect(roomScreen.en.foreign(1)).toContain("(1 difference)");
  expect(roomScreen.en.ended(1, 1)).toBe("Ended: 1 download to the last byte, 1 name on the list.");
  expect(roomScreen["pt-BR"].state(2, 1, 3)).toBe("2 baixando, 1 já tem, 3 na lista");
  expect(roomScreen["pt-BR"].ended(1, 2)).toBe("Encerrado: 1 download até o último byte, 2 nomes na lista.");
});
