import type { JSONSchema } from "json-schema-to-typescript";
import { type Shape, type Shapes, shapeProblems } from "../../components/crds/shape";
import { memorySizePattern } from "../../components/units/memory-size";
import { quantityPattern } from "../../components/units/quantity";

/** A part of a JSON schema, as editors read it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** The dialect that editors know best. */
export const dialect = "http://json-schema.org/draft-07/schema#";

/**
 * The objects of the CRDs as definitions of a JSON schema. What they take is what {@link shapeProblems} takes, or more where no pattern
 * can say it.
 *
 * @param described the same objects with the CRDs' descriptions.
 */
export function definitionSchemas(
  shapes: Shapes,
  described: Readonly<Record<string, JSONSchema>>,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, { fields, required = [] }]) => [
      name,
      {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(fields).map(([field, shape]) => [
            field,
            withDescription(described[name]?.properties?.[field]?.description, shape, placeOf(name, field)),
          ]),
        ),
        ...(required.length > 0 ? { required } : {}),
        additionalProperties: false,
      },
    ]),
  );
}

/** The end of a field's path: some sizes may be bare by where they stand. */
function placeOf(definition: string, field: string): string {
  const [last = ""] = /[A-Z][a-z]*$/.exec(definition) ?? [];
  return `spec.${last.toLowerCase()}.${field}`;
}

function withDescription(text: string | undefined, shape: Shape, place: string): JsonSchema {
  const { description: checked, ...schema } = schemaOf(shape, place);
  const description = [text?.trim(), checked].filter(Boolean).join("\n\n");
  return description === "" ? schema : { description, ...schema };
}

function schemaOf(shape: Shape, place: string): JsonSchema {
  if (typeof shape === "string") return textSchema(shape, place);
  if ("list" in shape) return { type: "array", items: schemaOf(shape.list, place) };
  if ("map" in shape) return { type: "object", additionalProperties: schemaOf(shape.map, place) };
  if ("pattern" in shape) return { type: "string", pattern: shape.pattern };
  if ("enum" in shape) return { enum: shape.enum };
  if ("integer" in shape) return { type: "integer", ...shape.integer };
  throw new Error(`no JSON schema for ${JSON.stringify(shape)}`);
}

function textSchema(shape: string, place: string): JsonSchema {
  if (shape.startsWith("#")) return { $ref: `#/definitions/${shape.slice(1)}` };
  switch (shape) {
    case "string":
    case "boolean":
      return { type: shape };
    case "intOrString":
      return { type: ["integer", "string"] };
    case "SparkConf":
      return { type: "object", additionalProperties: { type: "string" } };
    case "Quantity":
      return { ...faultOf(shape, place), type: ["string", "number"], pattern: quantityPattern };
    case "CpuQuantity":
      return { ...faultOf(shape, place), type: "string", pattern: quantityPattern };
    case "MemorySize": {
      const bare = shapeProblems("1", shape, {}, place).length === 0;
      const pattern = bare ? `${memorySizePattern}|^\\d+$` : memorySizePattern;
      return { ...faultOf(shape, place), type: "string", pattern };
    }
    case "TimeZone":
      return { ...faultOf(shape, place), type: "string" };
    case "CronSchedule":
      return { type: "string" };
    default:
      throw new Error(`no JSON schema for ${shape}`);
  }
}

/** What the check of a type says of something that it does not take. */
function faultOf(shape: Shape, place: string): JsonSchema {
  const [problem] = shapeProblems("?", shape, {}, place);
  if (!problem) throw new Error(`${JSON.stringify(shape)} takes anything`);
  return { description: `Refused: what ${problem.reason}.`, patternErrorMessage: problem.reason };
}
