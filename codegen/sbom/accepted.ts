import type { Accepted } from "./scan";

/** Vulnerabilities that are lived with, each with its reason and the day on which somebody looks again. */
export const accepted: readonly Accepted[] = [];
