import { readWhole, type Thing, writeWhole } from "../../../offline/plugins/aws/cloud";

/** The account as those see it who act in it beside Pulumi. */
export class Account {
  /** @param file of the account, as the stand-in for the aws provider keeps it. */
  constructor(private readonly file: string) {}

  /** How many things of a type, by the beginning of its token, have a state that reads so. */
  count(type: string, naming = /./): number {
    return this.things().filter(
      (thing) => thing.type.startsWith(type) && naming.test(JSON.stringify(thing.state)),
    ).length;
  }

  has(type: string, naming?: RegExp): boolean {
    return this.count(type, naming) > 0;
  }

  /** The Pod Identity associations of its clusters. */
  associations(): { id: string; namespace: string; serviceAccount: string }[] {
    return this.things().flatMap(({ type, id, state }) =>
      type === "aws:eks/podIdentityAssociation:PodIdentityAssociation"
        ? [{ id, namespace: String(state.namespace), serviceAccount: String(state.serviceAccount) }]
        : [],
    );
  }

  /** Launches an instance into one of the subnets. */
  launch(id: string): void {
    const subnetId = this.things().find(({ type }) => type === "aws:ec2/subnet:Subnet")?.id ?? "";
    this.write([...this.foreign(), { type: "instance", id, state: { subnetId } }]);
  }

  terminate(id: string): void {
    this.write(this.foreign().filter((thing) => thing.id !== id));
  }

  private things(): Thing[] {
    return [...readWhole<Thing>(this.file), ...this.foreign()];
  }

  private foreign(): Thing[] {
    return readWhole(`${this.file}.foreign`);
  }

  private write(things: readonly Thing[]): void {
    writeWhole(`${this.file}.foreign`, things);
  }
}
