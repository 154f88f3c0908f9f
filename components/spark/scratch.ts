/**
 * Working directory of Spark's images. Driver and executors copy the main jar, dependencies and files of `addFile` into it, and
 * unpack archives there.
 *
 * @see `downloadResourcesToCurrentDirectory` of SparkSubmit and `updateDependencies` of Executor, Spark 4.1.2
 */
export const workDir = "/opt/spark/work-dir";

/** What can be written although the root file system is read-only: where JVM and Python scribble, and the working directory. */
export const scratch = [
  { name: "tmp", mountPath: "/tmp" },
  { name: "work-dir", mountPath: workDir },
] as const;
