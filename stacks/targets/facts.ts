/** What the program, `./workshop` and the policies must know of a place where stacks run. */
export interface TargetFacts {
  /** Keys of a stack file that not every target reads, of which this one does. @default none */
  readonly keys?: readonly string[];
  /** Whether the cluster is made of containers on this machine: it needs Docker and kind, and nobody else reaches it. */
  readonly onThisMachine: boolean;
  /** The cloud whose account is asked and looked through. @default none */
  readonly cloud?: "aws";
  /**
   * Whether `./workshop` sees to the Pulumi plugins, those alone that the stack uses; else the engine fetches them.
   * @default false
   */
  readonly workshopPlugins?: boolean;
  /**
   * Key of the stack file whose field `disposable` says whether data may go with the stack.
   * @default none: it may
   */
  readonly disposableIn?: string;
  /** What it costs, where that needs no working out. @default what the program says */
  readonly cost?: string;
}
