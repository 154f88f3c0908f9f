import type { Bad, Place, Prohibition } from "../../components/spark/rules/prohibition";
import type { JsonSchema } from "./json-schema";

type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * Definitions with what no application may say, where the fields are: in words for whoever looks, as a constraint for the editor.
 *
 * @param root definition of the spec, in which the places of the table begin.
 */
export function withProhibitions(
  definitions: Definitions,
  root: string,
  table: readonly Prohibition[],
): Definitions {
  return table.reduce(
    (all, prohibition) =>
      prohibition.places.reduce((found, place) => withOne(found, root, place, prohibition), all),
    definitions,
  );
}

function withOne(
  definitions: Definitions,
  root: string,
  place: Place,
  prohibition: Prohibition,
): Definitions {
  const { bad } = prohibition;
  if ("conf" in place) {
    // Whose namespace it is, a schema does not know.
    if (bad === "another namespace") return definitions;
    return changed(definitions, root, ["sparkConf"], (schema) => ({
      ...schema,
      patternProperties: {
        ...(schema.patternProperties as object | undefined),
        [place.conf]: { description: inWords(prohibition), ...constraint(bad) },
      },
    }));
  }
  const [path, inner] = "each" in place ? [place.each, place.field?.split(".")] : [place.field, undefined];
  const rule = (schema: JsonSchema): JsonSchema => ({
    ...schema,
    description: [schema.description, inWords(prohibition)].filter(Boolean).join("\n\n"),
    ...("each" in place && inner === undefined
      ? { items: { ...(schema.items as JsonSchema), ...constraint(bad) } }
      : constraint(bad)),
  });
  return changed(definitions, root, [...path.split("."), ...(inner ?? [])], rule);
}

/** Definitions in which one field is another: the field at the end of a path, in the definition that has it. */
function changed(
  definitions: Definitions,
  root: string,
  [field = "", ...rest]: readonly string[],
  change: (schema: JsonSchema) => JsonSchema,
): Definitions {
  const owner = definitions[root];
  const schema = owner?.properties?.[field];
  if (!owner || !schema) throw new Error(`${root} has no field ${field}, of which a rule speaks`);
  if (rest.length > 0) {
    const target = String(schema.$ref ?? (schema.items as JsonSchema | undefined)?.$ref);
    return changed(definitions, target.replace("#/definitions/", ""), rest, change);
  }
  return {
    ...definitions,
    [root]: { ...owner, properties: { ...owner.properties, [field]: change(schema) } },
  };
}

function constraint(bad: Bad): JsonSchema {
  if (bad === "anything") return { not: {} };
  if (bad === "another namespace") return {};
  if ("is" in bad) return { not: { enum: bad.is } };
  if ("isNot" in bad) return { enum: bad.isNot };
  if ("keysBut" in bad) return { propertyNames: { enum: bad.keysBut } };
  return { pattern: bad.unlike };
}

function inWords({ bad, reason, cure }: Prohibition): string {
  return `Refused: ${whatIs(bad)} ${reason}. ${cure}`;
}

function whatIs(bad: Bad): string {
  if (bad === "anything") return "it";
  if (bad === "another namespace") return "another namespace";
  if ("is" in bad) return bad.is.join(", ");
  if ("isNot" in bad) return `anything but ${bad.isNot.join(", ")}`;
  if ("keysBut" in bad) return `a key other than ${bad.keysBut.join(", ")}`;
  return "a text of another form";
}
