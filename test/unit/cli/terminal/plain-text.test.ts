import { parse } from "yaml";
import { inYaml } from "../../../../cli/manifest/render";
import { createReporter, print, printJson } from "../../../../cli/terminal/progress";
import { progress } from "../../../../components/commands/runtime";
import { plainText } from "../../../../components/plain-text";

const esc = "\u001b";
const attack = `a${esc}]52;c;cm0gLXJm\u0007${esc}[2J${esc}[31mred${esc}[0m\u009b1A\rb\u202ec`;
const shown = "a\\x1b]52;c;cm0gLXJm\\x07\\x1b[2Jred\\x9b1A\\x0db\\u202ec";

test("what a terminal would obey is written out, and colours are taken out", () => {
  expect(plainText(attack)).toBe(shown);
  expect(plainText("line\r\n\tção 日本 🚀\n")).toBe("line\n\tção 日本 🚀\n");
});

test("results, notes, steps and what a resource's command says go to the terminal that way", () => {
  const out: string[] = [];
  const keep = (text: unknown) => out.push(String(text)) > 0;
  const stdout = jest.spyOn(process.stdout, "write").mockImplementation(keep);
  const stderr = jest.spyOn(process.stderr, "write").mockImplementation(keep);
  try {
    print([attack]);
    progress(attack);
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  const report = createReporter({ write: keep, isTTY: false, now: () => 0 });
  report.note(attack);
  report.step(attack);
  report.close();
  expect(out).toEqual([`${shown}\n`, `${shown}\n`, `${shown}\n`, `${shown}\n`]);
});

test("a terminal's own line is redrawn with what was said made plain", () => {
  const out: string[] = [];
  const report = createReporter({
    write: (text) => void out.push(text),
    isTTY: true,
    columns: 99,
    now: () => 0,
  });
  report.step("Pulling");
  report.progress(attack);
  report.close();
  expect(out.join("")).toContain(shown);
  expect(out.join("").replaceAll(`\r${esc}[K`, "")).not.toContain(esc);
});

describe("data with characters that a terminal may obey", () => {
  // Next line, delete, an escape sequence, a change of direction, a carriage return.
  const value = { text: "a\u0085b\u007fc\u001b[2Jd\u202ee\r\nf", plain: "as it is" };

  test("is the same when it is read as JSON", () => {
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      printJson(value, 2);
      const text = String(write.mock.calls[0]?.[0]);
      expect(JSON.parse(text)).toEqual(value);
      expect(plainText(text)).toBe(text);
    } finally {
      write.mockRestore();
    }
  });

  test("is the same when it is read as YAML", () => {
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      print([inYaml(value)]);
      const text = String(write.mock.calls[0]?.[0]);
      expect(parse(text)).toEqual(value);
      expect(text).toContain("plain: as it is\n");
    } finally {
      write.mockRestore();
    }
  });
});
