import { createRequire } from "node:module";
import type { Changes } from "./diff";
import type { Log } from "./engine";
import type { Ending } from "./server";
import type { Properties } from "./values";

/** The resource that a call is about. */
export interface Subject {
  readonly urn: string;
  /** Type token: `kubernetes:core/v1:Namespace`. */
  readonly type: string;
  /** Name in the program. */
  readonly name: string;
}

export interface CheckRequest extends Subject {
  /** Inputs of the last update; empty for a new resource. */
  readonly olds: Properties;
  readonly news: Properties;
  /** The name that the engine proposes where its `pulumi:autonaming` is configured. */
  readonly proposedName?: string;
  /** Same for the same resource within an update, so that a retry makes the same name. */
  readonly randomSeed: Uint8Array;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures?: readonly { readonly property: string; readonly reason: string }[];
}

export interface DiffRequest extends Subject {
  readonly id: string;
  /** Outputs of the last update, or of the last refresh. */
  readonly state: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
}

export interface Diff {
  readonly changes: Changes;
  readonly deleteBeforeReplace?: boolean;
}

/** An operation, real or previewed. */
export interface Operation extends Subject {
  readonly preview: boolean;
  /** Seconds that the program grants it (`customTimeouts`); 0 where it does not say. */
  readonly timeout: number;
}

export interface CreateRequest extends Operation {
  readonly inputs: Properties;
}

export interface Created {
  readonly id: string;
  readonly state: Properties;
}

export interface UpdateRequest extends Operation {
  readonly id: string;
  readonly state: Properties;
  readonly inputs: Properties;
}

export interface ReadRequest extends Subject {
  readonly id: string;
  readonly state: Properties;
  readonly inputs: Properties;
}

/** What is there now. An empty `id` says that nothing is. */
export interface Found extends Created {
  readonly inputs: Properties;
}

export interface DeleteRequest extends Subject {
  readonly id: string;
  readonly state: Properties;
  readonly timeout: number;
}

/** A provider, as much of one as the stand-ins need. `rpc.ts` puts it on the wire. */
export interface Provider extends Ending {
  readonly version: string;
  /** Properties of the provider resource itself that force its replacement; none changed by default. */
  diffConfig?(olds: Properties, news: Properties): Diff;
  configure?(config: Properties): void;
  check(request: CheckRequest): Promise<Checked> | Checked;
  diff(request: DiffRequest): Promise<Diff> | Diff;
  create(request: CreateRequest): Promise<Created> | Created;
  read(request: ReadRequest): Promise<Found> | Found;
  update(request: UpdateRequest): Promise<Properties> | Properties;
  delete(request: DeleteRequest): Promise<void> | void;
  /** Answers a question that a program asks, by its token: `aws:index/getCallerIdentity:getCallerIdentity`. */
  invoke?(token: string, args: Properties): Promise<Properties> | Properties;
  /** Gives up what is under way, as soon as that leaves nothing half done. */
  cancel(): void;
}

/** Makes a provider that talks to one engine. */
export type MakeProvider = (log: Log) => Provider;

/** The version of the SDK that the program uses, which is the version that the stand-in stands in for. */
export function sdkVersion(name: string): string {
  const { version } = createRequire(__filename)(`${name}/package.json`) as { version: string };
  return version;
}
