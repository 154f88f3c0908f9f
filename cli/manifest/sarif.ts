import { sentence } from "../../components/errors";
import type { Place } from "../../components/spark/application/yaml-place";
import type { Finding } from "./finding";

/** What code hosts group their alerts by. */
export interface SarifRule {
  readonly id: string;
  readonly text: string;
}

/** Something to be told at a place of a file. */
export interface SarifResult extends Place {
  readonly file: string;
  readonly rule: SarifRule;
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

/** Rules by level. */
const rules = {
  error: { id: "spark-manifest-error", text: "Would be refused, or would fail later." },
  warning: { id: "spark-manifest-warning", text: "Is more likely wrong than right." },
} as const;

/** Findings as SARIF. */
export function sarif(findings: readonly Finding[]): object {
  return sarifLog(
    "workshop manifest check",
    Object.values(rules),
    findings.map(({ file, line, column, level, object, ...problem }) => ({
      file,
      line,
      column,
      level,
      rule: rules[level],
      text: [object, sentence(problem)].filter(Boolean).join(": "),
    })),
  );
}

/**
 * What a command has to tell as SARIF 2.1.0, which GitHub's code scanning and editors read.
 *
 * @param name of the command.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(name: string, rules: readonly SarifRule[], results: readonly SarifResult[]): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name,
            rules: rules.map(({ id, text }) => ({ id, shortDescription: { text } })),
          },
        },
        results: results.map(({ file, line, column, rule, level, text }) => ({
          ruleId: rule.id,
          level,
          message: { text },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: file.replaceAll("\\", "/") },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
}
