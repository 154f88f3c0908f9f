/** A command of the workshop cannot go on; the message says why and what to do. */
export class UserError extends Error {
  /**
   * @param message what is wrong.
   * @param cure what to do about it, as a sentence.
   */
  constructor(
    message: string,
    readonly cure: string,
  ) {
    super(message);
    this.name = "CannotGoOn";
  }
}

/** A command was called with something that there is not: a fault of the line that was typed, not of the machine. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
}
