import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { usageCode } from "../../cli/process/command-line";
import { UsageError } from "../../cli/process/user-errors";
import { filesToMutate, testsOf } from "./files";

const { sampleOf }: { sampleOf(text: string): object | undefined } = require("./drawn");

const testFiles = "--testFiles=";
const sample = "--sample=";

/**
 * `npm run mutation`: makes one program after another that is wrong in one place, and says which of them no unit test notices.
 *
 * @param args folders and files, or `--all`; by themselves those that differ from the main branch. `--testFiles=` names other
 *   tests than those that belong to them, `--sample=12` asks about one function in twelve, `--sample=12:5` about another one.
 *   Other options are Stryker's.
 */
function main(args: readonly string[]): number {
  const unknownToGit = git("ls-files", "--others", "--exclude-standard");
  const checkout = {
    tracked: [...git("ls-files"), ...unknownToGit],
    changed: [...git("diff", "--name-only", "--diff-filter=d", "--merge-base", "main"), ...unknownToGit],
    read: (file: string) => readFileSync(file, "utf8"),
  };
  const files = filesToMutate(args, checkout);
  if (files.length === 0) {
    console.log("Nothing that decides differs from main. Name folders or files, or say --all.");
    return 0;
  }
  const given = (option: string) => args.find((arg) => arg.startsWith(option))?.slice(option.length);
  const drawn = given(sample);
  if (drawn !== undefined && !sampleOf(drawn)) {
    throw new UsageError(
      `There is no sample ${drawn}.`,
      "Say one function in how many, such as --sample=12, and which of them, such as --sample=12:5.",
    );
  }
  const tests = given(testFiles)?.split(",") ?? testsOf(files, checkout);
  const options = args.filter(
    (arg) => arg.startsWith("--") && arg !== "--all" && !arg.startsWith(testFiles) && !arg.startsWith(sample),
  );
  const stryker = ["stryker", "run", "test/mutation/stryker.config.js", "--mutate", files.join(",")];
  const ran = spawnSync("npx", ["--no-install", ...stryker, ...options], {
    stdio: "inherit",
    env: {
      ...process.env,
      MUTATION_TESTS: JSON.stringify(tests),
      MUTATION_SAMPLE: drawn ?? "",
    },
  });
  return ran.status ?? 1;
}

function git(...args: string[]): string[] {
  return execFileSync("git", args, { encoding: "utf8" }).split("\n").filter(Boolean);
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message} ${error.cure}`);
  process.exitCode = usageCode;
}
