import { type FindingState, inLanguage, renderFindings } from "../doctor/finding";
import { isReady, readiness, readinessSummary, roomLine } from "../doctor/readiness";
import { trial } from "../doctor/trial";
import { type Language, languageOf } from "../lab/language";
import { projectRoot } from "../process/paths";
import { UsageError } from "../process/user-errors";
import { stackSettings } from "../stack/config";
import { requireStack } from "../stack/names";
import { createReporter, print, printJson } from "../terminal/progress";
import { screenWords } from "./screen-words";

/** How `./workshop ready` is called. */
export interface ReadyOptions {
  readonly stack: string;
  readonly lang?: Language;
  readonly json?: boolean;
  /** Whether a tiny cluster is made and removed again. */
  readonly trial?: boolean;
  /** One line, for a page of the whole room. */
  readonly line?: boolean;
}

const marks: Readonly<Record<Language, Readonly<Record<FindingState, string>>>> = {
  en: { ok: "ok", brought: "to come", risk: "a risk", blocks: "MISSING" },
  "pt-BR": { ok: "ok", brought: "virá", risk: "risco", blocks: "FALTA" },
};

const trying: Readonly<Record<Language, string>> = {
  en: "Making a cluster of one node, and removing it again",
  "pt-BR": "Criando um cluster de um nó e removendo-o de novo",
};

/** `./workshop ready`: whether this laptop gets through the day. Exit code 1 if something must be fixed first. */
export async function ready({ stack, lang, json, line, trial: tried }: ReadyOptions): Promise<number> {
  requireStack(projectRoot, stack);
  if (!stackSettings(projectRoot, stack).local) {
    throw new UsageError(
      `The stack ${stack} does not live on this machine, so there is no laptop to look at.`,
      `./workshop doctor -s ${stack} looks at what it needs.`,
    );
  }
  const language = languageOf(process.env, lang);
  const report = createReporter();
  report.step(screenWords[language].looking);
  const findings = await readiness(stack);
  if (tried) {
    report.step(trying[language]);
    findings.push(await trial(report));
  }
  report.close();
  const said = findings.map((one) => ({ id: one.id, ...inLanguage(one, language) }));
  if (json) printJson({ ready: isReady(findings), findings: said }, 2);
  else if (line) print([roomLine(findings, language)]);
  else {
    print([...renderFindings(said, marks[language]), "", readinessSummary(findings)[language]]);
  }
  return isReady(findings) ? 0 : 1;
}
