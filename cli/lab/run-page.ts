import type { Outcome } from "../process/exec";
import { wasInterrupted } from "../process/signals";
import type { Block, Page } from "./page";
import type { LabTools } from "./world";

/** A block that was run. */
export interface BlockRun {
  readonly block: Block;
  readonly outcome: Outcome;
  /** Whether it ended as the page says. */
  readonly asExpected: boolean;
}

/** What is told of a run as it goes on. */
export interface Told {
  /** Before a block. */
  readonly onBlock?: (block: Block) => void;
  /** With each line that it prints. */
  readonly onLine?: (line: string) => void;
  /** After a block. */
  readonly afterBlock?: (run: BlockRun) => Promise<void> | void;
}

/**
 * Runs the commands of a page in their order, each block by a bash of its own in the clone: a learner may copy any of them
 * into a new terminal. Stops at the first that does not end as the page says.
 */
export async function runPage(
  { blocks }: Page,
  { run, root, env }: LabTools,
  { onBlock, onLine, afterBlock }: Told = {},
): Promise<BlockRun[]> {
  const runs: BlockRun[] = [];
  for (const block of blocks.filter(({ runs }) => runs)) {
    if (wasInterrupted()) break;
    onBlock?.(block);
    // Started by a program, bash may take itself for a remote shell and read the machine's bashrc first.
    const outcome = await run("bash", ["--norc", "-euo", "pipefail", "-c", block.code], {
      cwd: root,
      env,
      timeout: block.timeout * 1000,
      onLine,
    });
    // 124 is the time limit: nobody wants to see that.
    const asExpected = block.fails ? outcome.code !== 0 && outcome.code !== 124 : outcome.code === 0;
    runs.push({ block, outcome, asExpected });
    await afterBlock?.({ block, outcome, asExpected });
    if (!asExpected) break;
  }
  return runs;
}
