import { type Finding, renderFindings } from "../doctor/finding";
import { checkup } from "../doctor/machine";
import { type Language, languageOf } from "../lab/language";
import { projectRoot } from "../process/paths";
import { requireStack } from "../stack/names";
import { backendLine, pulumiSettings } from "../stack/pulumi-env";
import { createReporter, print } from "../terminal/progress";
import { type ScreenWords, screenWords } from "./screen-words";
import { stackOption } from "./up-summary";

/** `./workshop doctor`: each need, what was found, and the cure. Exit code 1 if `up` could not succeed. */
export async function doctor({ stack, lang }: { stack: string; lang?: Language }): Promise<number> {
  requireStack(projectRoot, stack);
  const language = languageOf(process.env, lang);
  const words = screenWords[language];
  const report = createReporter();
  report.step(words.looking);
  const findings = await checkup(stack, report, language);
  report.close();
  print([
    ...renderFindings(findings, words.marks),
    backendLine(pulumiSettings().backend, words),
    "",
    summaryLine(findings, stack, words),
  ]);
  return findings.some(({ state }) => state === "blocks") ? 1 : 0;
}

function summaryLine(findings: readonly Finding[], stack: string, words: ScreenWords): string {
  const blocking = findings.filter(({ state }) => state === "blocks").length;
  return blocking > 0 ? words.blocked(blocking) : words.clear(stackOption(stack));
}
