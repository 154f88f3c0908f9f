import { platformOn } from "../../bench/platform";
import { groups } from "./subject";

/** A platform as far as a plan looks at it, on the nodes of the dev stack unless others are given. */
export const platformFor = (nodeGroups = groups): ReturnType<typeof platformOn> => platformOn(nodeGroups);
