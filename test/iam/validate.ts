import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "../../cli/preview/render";
import { runTool } from "../../cli/process/exec";
import { cacheFolder, projectRoot } from "../../cli/process/paths";
import { type IamFinding, judged } from "./accepted";
import { documentsIn, type IamDocument, otherDocuments } from "./documents";

/** Stacks whose documents are looked at: the workshop's, and the one with everything that production asks for. */
const stacks = ["aws", "prod"];
const minute = 60_000;

/**
 * Has every IAM document of the AWS stacks looked at by parliament, which knows AWS' actions, resources and conditions from AWS' own
 * documentation: `npm run iam`. Needs Python 3 with pip, and no account.
 *
 * @see https://github.com/duo-labs/parliament
 */
async function main(): Promise<number> {
  const python = await validator();
  const documents: IamDocument[] = otherDocuments();
  for (const stack of stacks) {
    const { resources, error } = await render(projectRoot, stack);
    if (error !== undefined) throw new Error(`the stack ${stack} declares nothing: ${error}`);
    documents.push(...documentsIn(stack, resources));
  }
  const said = await tool(python, [join(__dirname, "findings.py")], JSON.stringify(documents));
  const { open, needless } = judged(JSON.parse(said) as IamFinding[]);
  for (const { where, issue, severity, detail } of open)
    console.error(`${severity} ${issue}: ${where}: ${detail}`);
  for (const { issue, reason } of needless)
    console.error(`Accepted and not found any more: ${issue} (${reason})`);
  console.log(`${documents.length} IAM documents, ${open.length} findings.`);
  return open.length + needless.length === 0 ? 0 : 1;
}

/** Path of a Python that has the pinned validator, in the user's cache. */
async function validator(): Promise<string> {
  const requirements = join(__dirname, "requirements.txt");
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), `iam-${digest}`);
  const python = join(folder, "bin", "python");
  const complete = join(folder, "bin", "parliament");
  if (existsSync(complete)) return python;
  await tool("python3", ["-m", "venv", "--clear", folder]);
  await tool(python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--require-hashes",
    "--no-deps",
    "-r",
    requirements,
  ]);
  return python;
}

async function tool(program: string, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await runTool(program, args, { timeout: 5 * minute, input });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${stderr.trim()}`);
  return stdout;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
