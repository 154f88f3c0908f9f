import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Properties } from "../protocol/values";

/** Something that exists in the account. */
export interface Thing {
  /** Type token of Pulumi's: `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly id: string;
  /** Inputs and what AWS added to them, secrets revealed. */
  readonly state: Properties;
}

/** An account: what exists in it, kept in a file, so that it is there for the next run and for whoever else plays a part. */
export class Cloud {
  /**
   * @param file that the account is kept in.
   * @param foreign file of what others made in it, such as the instances that Karpenter launches. It may be missing.
   */
  constructor(
    private readonly file: string,
    private readonly foreign: string,
  ) {}

  things(): Thing[] {
    return [...this.own(), ...readWhole<Thing>(this.foreign)];
  }

  /** IDs of everything of a type. */
  named(type: string): string[] {
    return this.own().flatMap((thing) => (thing.type === type ? [thing.id] : []));
  }

  add(thing: Thing): void {
    this.write([...this.own(), thing]);
  }

  find(type: string, id: string): Thing | undefined {
    return this.own().find((thing) => thing.type === type && thing.id === id);
  }

  change(type: string, id: string, state: Properties): void {
    this.write(
      this.own().map((thing) => (thing.type === type && thing.id === id ? { ...thing, state } : thing)),
    );
  }

  /** Removes a thing, and what is nothing without it: a bucket's settings, a cluster's addons and entries. */
  remove(type: string, id: string): void {
    const [, property] = carriers.find(([carrier]) => carrier === type) ?? [];
    this.write(
      this.own().filter(
        (thing) =>
          !(thing.type === type && thing.id === id) &&
          !(property && thing.type !== type && thing.state[property] === id),
      ),
    );
  }

  /** Keeps what AWS said instead of deleting something, each once, in a file beside the account's. */
  refused(said: string): void {
    const file = `${this.file}.refusals`;
    const before = readWhole<string>(file);
    if (!before.includes(said)) writeWhole(file, [...before, said]);
  }

  private own(): Thing[] {
    return readWhole<Thing>(this.file);
  }

  private write(things: readonly Thing[]): void {
    writeWhole(this.file, things);
  }
}

/** Writes a file whole or not at all: others read it at any time. */
export function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}

/** What such a file holds; nothing while there is none. */
export function readWhole<T>(file: string): T[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T[]) : [];
}

/** What takes others along, and the property in which those name it. */
const carriers = [
  ["aws:s3/bucket:Bucket", "bucket"],
  ["aws:eks/cluster:Cluster", "clusterName"],
] as const;

/** Whether a value, at any depth, is or ends with a text: how one thing names another, by id, ARN or name. */
export function names(value: unknown, text: string): boolean {
  if (typeof value === "string") return value === text;
  if (Array.isArray(value)) return value.some((item) => names(item, text));
  return (
    typeof value === "object" && value !== null && Object.values(value).some((item) => names(item, text))
  );
}
