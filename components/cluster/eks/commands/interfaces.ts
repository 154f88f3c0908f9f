import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../../commands/process";
import { command, progress } from "../../../commands/runtime";
import { deleteLeftInterfaces } from "../left-interfaces";

/** Pause between two looks, in milliseconds. */
const pauseMs = 5_000;

/** Deletes the interfaces that nodes of a cluster have left. Input: the cluster's name. The teardown goes on without. */
void command<{ readonly cluster: string }>(async ({ cluster }, signal) => {
  try {
    const deleted = await deleteLeftInterfaces(
      cluster,
      (args) => run("aws", args, { signal }),
      () => sleep(pauseMs, undefined, { signal }),
    );
    for (const id of deleted) progress(`deleted the network interface ${id}, which a node had left`);
  } catch (error) {
    if (signal.aborted) throw error;
    progress(`interfaces that nodes may have left could not be looked for: ${String(error)}`);
  }
  return undefined;
});
