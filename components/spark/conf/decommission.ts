import type { SparkConf } from "../../units/spark-conf";

/** Time between the notice of a spot interruption and the end of the instance. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html */
export const spotNoticeSeconds = 120;

/**
 * How long an executor may take to hand over its blocks: under the notice, since Karpenter needs a moment to learn of it and the
 * kubelet one to end the pod.
 */
export const executorGraceSeconds = 100;

/**
 * An executor that is told to go hands its shuffle and cached blocks to others, and its tasks are not counted as failures.
 *
 * What it does not do: wait for more than the notice (blocks that did not make it are computed again), spare a stage that
 * was reading from it (SPARK-52090: fetch failures and a retry of the stage are usual), or save anything when all
 * executors go at once.
 *
 * @see https://spark.apache.org/docs/latest/job-scheduling.html#graceful-decommission-of-executors
 */
export const decommissionConf: SparkConf = {
  "spark.decommission.enabled": "true",
  "spark.storage.decommission.enabled": "true",
  "spark.storage.decommission.rddBlocks.enabled": "true",
  "spark.storage.decommission.shuffleBlocks.enabled": "true",
  // An executor ends when a look at its blocks, after its last task, has found them all handed over. Spark looks every 30 s, which is a
  // quarter of the notice.
  "spark.storage.decommission.replicationReattemptInterval": "5s",
  "spark.executor.decommission.forceKillTimeout": `${executorGraceSeconds}s`,
};
