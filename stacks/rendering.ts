/** Says to the program that it is only to declare: there is no machine, account or cluster to look at. */
export const renderingVariable = "WORKSHOP_RENDERING";

/**
 * Whether the program is only asked what it declares (`./workshop preview --offline`): then there is no machine, account or
 * cluster to look at, and what a stack file says is all there is to go by.
 */
export function isRendering(): boolean {
  return process.env[renderingVariable] === "true";
}
