import { Document, Scalar, visit } from "yaml";
import { InvalidInput, sentence } from "../../components/errors";
import { plainText } from "../../components/plain-text";
import { type Manifest, type OtherObject, parseManifests } from "../../components/spark/application/manifest";
import { configMapObject } from "../../components/spark/application/planned-config-maps";
import type { LogLevel } from "../../components/spark/conf/environment";
import { isBrought } from "../../components/spark/rules/brought-objects";
import type { StackFacts } from "../../stacks/platform-facts";
import { print } from "../terminal/progress";
import { readInput } from "./one-input";
import { namespaceOf, planOn, readNamedFacts } from "./stack-rules";

export interface RenderOptions {
  readonly stack: string;
  /** Level of the root logger of the file's applications. @default the namespace's */
  readonly logLevel?: LogLevel;
  /** Number of the AWS account. */
  readonly account?: string;
}

/**
 * `./workshop manifest render`: the manifests of a file as a stack would run them, with the objects beside them.
 *
 * @throws {InvalidInput} with everything that the stack would refuse.
 */
export function render(path: string, { stack, account, logLevel }: RenderOptions): number {
  const facts = readNamedFacts(stack, account);
  const input = readInput(path);
  const { objects, warnings } = rendered(input.text, input.file, facts, logLevel);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  print([objects.map(inYaml).join("---\n").trimEnd()]);
  return 0;
}

/** An object as YAML. Text that a terminal may obey is in double quotes, where the way it is shown is YAML's own. */
export function inYaml(object: object): string {
  const { apiVersion, kind, metadata, ...rest } = object as Partial<OtherObject>;
  // Anchors would save lines, and nobody reads them.
  const document = new Document({ apiVersion, kind, metadata, ...rest }, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && plainText(node.value) !== node.value)
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

/**
 * What a stack would run of a text: what the components send, their ConfigMaps, and the objects beside it in the same namespace.
 *
 * @param source what the text is, for messages.
 * @param level of the root logger. @default the namespace's
 * @throws {InvalidInput} with the problems of all its applications.
 */
export function rendered(
  text: string,
  source: string,
  facts: StackFacts,
  level?: LogLevel,
): { objects: (Manifest | OtherObject)[]; warnings: string[] } {
  const { manifests, others } = parseManifests(text, source);
  const plans = manifests.map((manifest) =>
    planOn(facts, manifest, others, {
      placement: "workshop",
      defaults: "workshop",
      // A server has no log levels but its image's.
      ...(level === undefined || manifest.kind === "SparkConnect" ? {} : { logging: { level } }),
    }),
  );
  const problems = plans.flatMap(({ manifest, problems: found }) =>
    found.map((problem) => ({
      ...problem,
      path: `${manifest.kind} ${manifest.metadata.name}: ${problem.path}`,
    })),
  );
  if (problems.length > 0) throw new InvalidInput(source, problems);
  const [first] = plans;
  const beside = first === undefined ? undefined : namespaceOf(facts, first.manifest).namespace;
  return {
    objects: [
      ...others.map((object) =>
        isBrought(object) ? { ...object, metadata: { ...object.metadata, namespace: beside } } : object,
      ),
      ...plans.flatMap(({ manifest, configMaps }) => {
        const { namespace } = namespaceOf(facts, manifest);
        return [...configMaps.map((planned) => configMapObject(planned, namespace)), sent(manifest, facts)];
      }),
    ],
    warnings: plans.flatMap(({ manifest, warnings }) =>
      warnings.map((problem) => `${manifest.kind} ${manifest.metadata.name}: ${sentence(problem)}`),
    ),
  };
}

/** A planned manifest with the namespace and the image that its component adds. */
export function sent(manifest: Manifest, facts: StackFacts): Manifest {
  const { namespace } = namespaceOf(facts, manifest);
  const metadata = { ...manifest.metadata, namespace };
  const { image } = facts;
  switch (manifest.kind) {
    case "SparkApplication":
    case "SparkConnect":
      return {
        ...manifest,
        metadata,
        spec: { ...manifest.spec, image: manifest.spec.image ?? image },
      } as Manifest;
    case "ScheduledSparkApplication": {
      const { template } = manifest.spec;
      return {
        ...manifest,
        metadata,
        spec: { ...manifest.spec, template: { ...template, image: template.image ?? image } },
      };
    }
  }
}
