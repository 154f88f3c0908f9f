/** How long running programs have to end after Ctrl-C before this one ends without them, in milliseconds. */
const grace = 10_000;

/** Exit code of a program that Ctrl-C ended, as shells count. */
export const interruptedCode = 130;

let interrupted = false;
let holders = 0;

/** Whether a person has asked to stop. */
export function wasInterrupted(): boolean {
  return interrupted;
}

/**
 * Ends work that has several parts after the one that Ctrl-C ended: its failure is no answer, and the next is not begun.
 *
 * @throws {Error} when a person has asked to stop.
 */
export function stopWhenInterrupted(): void {
  if (interrupted) throw new Error("interrupted");
}

/**
 * Says that the caller handles Ctrl-C itself for a while, with its own patience.
 *
 * @returns what ends that.
 */
export function takeOverInterruption(): () => void {
  holders += 1;
  return () => {
    holders -= 1;
  };
}

/**
 * Makes Ctrl-C an orderly end: programs under way are told (by those who run them), and get some seconds; a second one
 * ends at once. Whoever waits for them sees them fail and asks {@link wasInterrupted} why.
 */
export function watchInterruption(exit: (code: number) => void = process.exit): void {
  const stop = () => {
    if (interrupted && holders === 0) exit(interruptedCode);
    interrupted = true;
    setTimeout(() => holders === 0 && exit(interruptedCode), grace).unref();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Waits for a person to end what goes on until then, and takes that for a good end: there is nothing to be patient with. */
export async function untilInterrupted(): Promise<void> {
  if (interrupted) return;
  const release = takeOverInterruption();
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => done());
  });
  release();
}
