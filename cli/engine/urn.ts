/** The parts of a URN that a person reads. */
export interface ResourceName {
  /** Types from the outermost component to the resource itself. */
  readonly types: readonly string[];
  /** Its name in the program. */
  readonly name: string;
  /** `Deployment spark-operator-controller`. */
  readonly label: string;
}

/** `urn:pulumi:dev::project::a:b:C$kubernetes:apps/v1:Deployment::x` taken apart. */
export function readUrn(urn: string): ResourceName {
  const [, , chain = "", ...name] = urn.split("::");
  const types = chain.split("$");
  const last = types.at(-1)?.split(":").at(-1) ?? "";
  return { types, name: name.join("::"), label: `${last} ${name.join("::")}` };
}
