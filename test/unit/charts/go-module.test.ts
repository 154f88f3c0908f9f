import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { goModule } from "../../../components/charts/go-module";

/** A Go that says, as the checksum of any module, where it was run and by what. */
const go = `#!/bin/sh
printf '{"Dir": "%s", "Sum": "%s %s %s"}' "$PWD" "$(ls -ld . | cut -c1-10)" "$(cat go.mod)" "$GOWORK"
`;

let tools: string;
const { PATH, TMPDIR } = process.env;
beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), "planted-"));
  writeFileSync(join(tools, "go"), go);
  chmodSync(join(tools, "go"), 0o755);
  // What somebody else may put into a folder for temporary files that everybody writes.
  writeFileSync(join(tools, "go.mod"), "module planted\n");
  writeFileSync(join(tools, "go.work"), "go 1.0\n");
  process.env.PATH = `${tools}${delimiter}${PATH}`;
  process.env.TMPDIR = tools;
});
afterEach(() => {
  process.env.PATH = PATH;
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  rmSync(tools, { recursive: true });
});

test("Go obeys no module and no workspace that somebody planted beside it, and leaves nothing there", async () => {
  const { Dir, Sum } = await goModule("example.com/charts", "1.2.3");
  expect(Dir).toMatch(new RegExp(`^${tools}/workshop-go-\\w+$`));
  expect(Sum).toBe("drwx------ module download off");
  expect(readdirSync(tools).sort()).toEqual(["go", "go.mod", "go.work"]);
});
