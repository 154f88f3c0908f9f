import { sentence } from "../../components/errors";
import type { Finding } from "./finding";

/** Rules by level: what code hosts group their alerts by. */
const rules = {
  error: { id: "spark-manifest-error", text: "Would be refused, or would fail later." },
  warning: { id: "spark-manifest-warning", text: "Is more likely wrong than right." },
} as const;

/**
 * Findings as SARIF 2.1.0, which GitHub's code scanning and editors read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarif(findings: readonly Finding[]): object {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "workshop manifest check",
            rules: Object.values(rules).map(({ id, text }) => ({ id, shortDescription: { text } })),
          },
        },
        results: findings.map((finding) => ({
          ruleId: rules[finding.level].id,
          level: finding.level,
          message: { text: [finding.object, sentence(finding)].filter(Boolean).join(": ") },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: finding.file.replaceAll("\\", "/") },
                region: { startLine: finding.line, startColumn: finding.column },
              },
            },
          ],
        })),
      },
    ],
  };
}
