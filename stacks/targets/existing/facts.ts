import type { TargetFacts } from "../facts";

/** A cluster that is there already, and that somebody else looks after. */
export const existing: TargetFacts = { onThisMachine: false, workshopPlugins: true };
