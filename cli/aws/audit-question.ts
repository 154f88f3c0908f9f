import { z } from "zod";
import type { LeftoverResource } from "./audit";
import type { Lingering } from "./lingering";

/** Something that seems to be left, and how to make sure of it. */
export interface Found extends LeftoverResource {
  /** Where what was found may have gone, or may be another's. */
  readonly lingering?: Lingering;
}

/** A read-only command of the AWS CLI, and what its answer tells of things that are left. */
export interface Question {
  readonly args: readonly string[];
  read(answer: unknown): Found[];
}

/** A text of an answer. */
export const text = z.string().default("");

/** A list of an answer, which AWS may leave out. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/** Something that costs nothing by itself. */
export function free(kind: string, id: string, remove: string): LeftoverResource {
  return { kind, id, dollarsPerHour: 0, remove };
}
