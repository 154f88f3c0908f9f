import type { Bucket } from "../../support/bucket";
import { until } from "../../support/world";
import type { MatrixStage } from "./suite";

type Stage = Pick<MatrixStage, "project" | "bucket" | "view">;

export const filesARound = 3;

/** Files of ten rows each, none of which is in another. */
export async function streamInput(landing: Bucket, round: number): Promise<void> {
  for (let file = 0; file < filesARound; file++) {
    const first = (round * filesARound + file) * 10;
    const rows = Array.from({ length: 10 }, (_, i) => JSON.stringify({ n: first + i }));
    await landing.put(`clicks/${round}-${file}.json`, Buffer.from(`${rows.join("\n")}\n`));
  }
}

const dataFiles = async (bucket: Bucket) => (await bucket.keys("iceberg/web/clicks/data/")).length;
/**
 * Files that the stream has committed, by its checkpoint. The batches say less: a driver that is lost after it noted the next file and
 * before it planned the batch comes back with one batch for two files.
 */
export async function committedFiles(bucket: Bucket): Promise<number> {
  const committed = (await bucket.keys("checkpoints/clicks/commits/")).map(
    (key) => /\/(\d+)$/.exec(key)?.[1],
  );
  const last = Math.max(-1, ...committed.filter((batch) => batch !== undefined).map(Number));
  if (last < 0) return 0;
  const offsets = (await bucket.text(`checkpoints/clicks/offsets/${last}`)).trim().split("\n");
  const { logOffset } = JSON.parse(offsets.at(-1) ?? "") as { logOffset: number };
  return logOffset + 1;
}

/** Takes the stream's driver away and gives the stream more to read; ends when the driver is back. */
export async function interruptStream({ project, bucket, view }: Stage, landing: Bucket): Promise<void> {
  await until("the first rows", 5, async () => (await dataFiles(bucket())) > 0);
  await project.shell("kubectl -n spark-jobs delete pod clicks-driver --wait=false");
  await streamInput(landing, 1);
  await until(
    "the driver's return",
    5,
    async () =>
      /RUNNING/.test(await view.stateOf("clicks")) &&
      ((await view.application("clicks")).status?.executionAttempts ?? 0) > 1,
  );
}
