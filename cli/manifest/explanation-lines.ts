import { plainText } from "../../components/plain-text";
import type { FieldReader } from "../../components/spark/application/field-readers";
import type { Explanation } from "./explain";
import { inWords } from "./finding";

/** An explanation for a terminal. */
export function explanationInLines(explanation: Explanation): string {
  const { object, path, description, type, values, required, fields, reader, findings } = explanation;
  const rows: [string, string | undefined][] = [
    ["type", [type, ...(required ? ["required"] : [])].join(", ")],
    ["values", values?.map(said).join(", ")],
    ["fields", fields?.join(", ")],
    ["in the file", inFile(explanation)],
    ["default", defaults(explanation)],
    [`on ${explanation.platform?.stack}`, onStack(explanation)],
    ["read by", reader && readBy(reader)],
    ["a change", explanation.restarts ? "kills a run, and the job runs again" : undefined],
  ];
  const shown = rows.flatMap(([title, text]) =>
    text === undefined ? [] : [`  ${title.padEnd(12)} ${text}`],
  );
  const described = description.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
  return [
    `${object}: ${path}`,
    ...(description ? [...described, ""] : []),
    ...shown,
    ...findings.map(inWords),
  ]
    .map(plainText)
    .join("\n");
}

function inFile({ file, place, secret, value }: Explanation): string {
  if (place === undefined) return "not set";
  const at = `${file}:${place.line}:${place.column}`;
  return secret ? `not repeated: it may be a secret (${at})` : `${said(value)} (${at})`;
}

function defaults({ place, operatorDefault }: Explanation): string | undefined {
  if (operatorDefault !== undefined) return `${said(operatorDefault)}, which the operator fills in`;
  return place === undefined ? "none of the operator's" : undefined;
}

function onStack({ platform, value, place }: Explanation): string | undefined {
  if (platform === undefined) return undefined;
  if (platform.value === undefined) return place === undefined ? "not set" : "as the file says";
  if (place !== undefined && said(platform.value) === said(value)) return "as the file says";
  return `${said(platform.value)}, which the platform ${place === undefined ? "fills in" : "puts in its place"}`;
}

function readBy({ by, as, inPod }: FieldReader): string {
  const last = inPod === undefined ? "" : `; the ${inPod} acts upon it`;
  switch (by) {
    case "operator":
      return `the operator${last}`;
    case "webhook":
      return `the operator's webhook, which writes it into the pod${last}`;
    case "Spark":
      return `Spark: the operator hands it to spark-submit as ${as}${last}`;
    case "nobody":
      return "nobody: the pinned operator does not look at it";
  }
}

function said(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 180)}… (${text.length} characters)` : text;
}
