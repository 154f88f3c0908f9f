import { sentence } from "../../components/errors";
import type { TaskFinding } from "./check";
import type { Fault, Finding } from "./define";
import type { Language } from "./language";
import { messages } from "./messages";

/** A fault as every other problem is said: path, value, reason, cure. */
export function faultLine({ path, value, reason, cure }: Fault, language: Language): string {
  return sentence({ path, value, reason: reason[language], cure: cure[language] });
}

/** What is said of a state. */
export function stateWord(state: Finding["state"], language: Language): string {
  const said = messages[language];
  return { done: said.done, "not-yet": said.notYet, impossible: said.impossible }[state];
}

/** Every task on a line, with what was seen or what is to be done below it. */
export function findingLines(findings: readonly TaskFinding[], number: number, language: Language): string[] {
  const marks = { done: "✓", "not-yet": "·", impossible: "✗" };
  return findings.flatMap(({ task, finding }) => {
    const line = `${marks[finding.state]} ${task.title[language]}: ${stateWord(finding.state, language)}`;
    if (finding.state === "done") return [line, `    ${finding.proof[language]}`];
    const anew = finding.state === "impossible" ? ` ${messages[language].beginAnew(number)}` : "";
    return [line, `    ${faultLine(finding, language)}${anew}`];
  });
}
