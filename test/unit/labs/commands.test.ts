import { spawnSync } from "node:child_process";
import { underWay } from "../../../cli/lab/busy";
import { languageOf } from "../../../cli/lab/language";
import { messages } from "../../../cli/lab/messages";
import { startedNow } from "../../../cli/lab/progress";
import { writeReport } from "../../../cli/lab/report";

test.each([
  [{}, undefined, "en"],
  [{ LANG: "pt_BR.UTF-8" }, undefined, "pt-BR"],
  [{ LANG: "pt_PT" }, undefined, "pt-BR"],
  [{ LANG: "pt_BR.UTF-8", LC_ALL: "C" }, undefined, "en"],
  [{ LANG: "en_US.UTF-8", LC_MESSAGES: "pt_BR" }, undefined, "pt-BR"],
  [{ LANG: "ptolemaic" }, undefined, "en"],
  [{ LANG: "pt_BR" }, "en", "en"],
] as const)("the language of %j with --lang %s is %s", (env, asked, language) => {
  expect(languageOf(env, asked)).toBe(language);
});

describe("a command that is under way", () => {
  const process = (pid: number, parent: number, command: string) => ({ pid, parent, command });
  const shells = [
    process(1, 0, "init"),
    process(10, 1, "bash -c docker build lab-04"),
    process(11, 10, "node cli/main.ts"),
  ];
  const of = (...commands: string[]) =>
    underWay([...shells, ...commands.map((command, i) => process(100 + i, 1, command))], 11, "lab-04")?.pid;

  test.each([
    "docker build --tag lab-04:v1 .",
    "/usr/bin/docker -H unix:///x rm -f lab-04-a",
    "docker build /home/me/workshop/.workshop/labs/04-cluster",
    "kubectl -n lab-04 delete pod web",
    "kubectl wait --namespace=lab-04 pod/web",
    "docker volume rm lab-04-data",
  ])("%s", (command) => expect(of(command)).toBe(100));

  test.each([
    "docker build --tag lab-041 .",
    "docker build --tag my-lab-04 .",
    "docker logs --follow lab-04",
    "docker exec -it lab-04 sh",
    "kubectl -n lab-04 get pods --watch",
    "kubectl -n lab-04 port-forward web 8080",
    "kubectl -n lab-05 delete pod web",
    "vim docker build lab-04",
  ])("not: %s", (command) => expect(of(command)).toBeUndefined());

  test("what runs the check itself does not count", () => {
    const own = [process(1, 0, "docker build lab-04"), process(2, 1, "node")];
    expect(underWay(own, 2, "lab-04")).toBeUndefined();
  });
});

test("both languages say everything, and not the same", () => {
  const { en, "pt-BR": pt } = messages;
  expect(Object.keys(pt)).toEqual(Object.keys(en));
  expect(pt.allDone(4)).toContain("lab 4");
  expect(pt.allDone(undefined)).not.toContain("undefined");
});

/** What becomes of command lines, all of them in one process: how often a command was begun, or what is said against it. */
function parsed(lines: readonly string[]): Record<string, string> {
  const program = `
    const { Command } = require("commander");
    const { addLabCommands } = require("./cli/lab/commands");
    const { judgeable } = require("./cli/process/command-line");
    (async () => {
      const said = {};
      for (const line of ${JSON.stringify(lines)}) {
        const program = new Command("./workshop").exitOverride();
        let begun = 0;
        addLabCommands(program, async () => void begun++);
        for (const one of [program.commands[0], ...program.commands[0].commands])
          one.exitOverride().configureOutput({ writeErr: () => {} });
        try {
          await program.parseAsync(judgeable(program, line.split(" ")), { from: "user" });
          said[line] = "begun " + begun;
        } catch (error) {
          said[line] = error.message;
        }
      }
      console.log(JSON.stringify(said));
    })();`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", program], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, string>;
}

test("the command line takes a lab's number or a word, and says what it does not take", () => {
  const fine = [
    "lab",
    "lab 3",
    "lab 3 --lang pt-BR",
    "lab check --watch --lang en",
    "lab check 2",
    "lab answer pid 12",
    "lab reset --all",
    "lab report --name Ana",
  ];
  const wrong = {
    "lab chekc": /'chekc' is invalid.*Use the number of a lab/,
    "lab 0": /Use the number of a lab/,
    "lab check x": /Use the number of a lab/,
    "lab answer pid": /missing required argument 'value'/,
    "lab 1 --lang fr": /Allowed choices are en, pt-BR/,
  };
  const said = parsed([...fine, ...Object.keys(wrong)]);
  for (const line of fine) expect([line, said[line]]).toEqual([line, "begun 1"]);
  for (const [line, reason] of Object.entries(wrong)) expect(said[line]).toMatch(reason);
});

describe("a report", () => {
  const both = (text: string) => ({ en: text, "pt-BR": `${text} (pt)` });
  const now = new Date("2026-01-01T12:00:00Z");
  const tasks = [
    {
      id: "a",
      title: both("Task <a>"),
      check: async () => ({ state: "done", proof: both("") }) as const,
      hints: [],
    },
  ];
  const lab = { title: both("One | two"), needs: "docker", notes: [], tasks } as const;
  const progress = {
    ...startedNow(new Date("2026-01-01T10:00:00Z")),
    tasks: { a: { at: "2026-01-01T10:05:00Z", proof: both("It <is> there.") } },
    solved: { at: "2026-01-01T10:06:00Z", version: "x" },
    hints: { a: 2 },
  };

  test("has what was done, when and by what help; markup of others is text", () => {
    const { markdown, html } = writeReport(
      [
        { number: 1, lab, progress },
        { number: 2, lab, progress: undefined },
      ],
      "<Ana>",
      "en",
      now,
    );
    expect(markdown).toContain("# Labs done: 1 of 2");
    expect(markdown).toContain("| 1 | One \\| two | 2026-01-01 10:00 | 2026-01-01 10:06 | 1/1 | 2 | – |");
    expect(markdown).toContain("| 2 | One \\| two | – | – | 0/1 | 0 | – |");
    expect(markdown).toContain("- Task <a> (2026-01-01 10:05): It <is> there.");
    expect(html).toContain("<p>&lt;Ana&gt;, 2026-01-01 12:00</p>");
    expect(html).toContain("<li>Task &lt;a&gt; (2026-01-01 10:05): It &lt;is&gt; there.</li>");
  });

  test("is in the language asked for", () => {
    const { markdown, html } = writeReport([{ number: 1, lab, progress }], "Ana", "pt-BR", now);
    expect(markdown).toContain("# Labs feitos: 1 de 1");
    expect(html).toContain('<html lang="pt-BR">');
    expect(html).toContain("(pt)");
  });
});
