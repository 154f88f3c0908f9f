import type { TargetFacts } from "../facts";

/** A cluster that is there already, and that somebody else looks after. */
export const existing: TargetFacts = { keys: ["existing"], onThisMachine: false, workshopPlugins: true };
