/** How what a person wrote is refused: path, value, reason and cure of each problem, all at once. It reads no version and loads no package. */
export { InvalidInput, type Problem, refuse } from "./errors";
export { meantName } from "./units/similar";
