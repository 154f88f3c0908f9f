/**
 * A client of Spark Connect in a page: asks the server for a sum and prints it, without PySpark, pandas and PyArrow.
 *
 *     tsx connect-client.ts localhost:15002
 *
 * @see sql/connect/common/src/main/protobuf/spark/connect/base.proto of Spark 4.1
 */
import { randomUUID } from "node:crypto";
import { Client, credentials } from "@grpc/grpc-js";
import { BinaryReader, BinaryWriter } from "google-protobuf";

/** ExecutePlanRequest: session_id 1, user_context 2 (user_id 1), plan 3 (root 1: sql 10: query 1). */
function request(query: string): Buffer {
  const writer = new BinaryWriter();
  writer.writeString(1, randomUUID());
  writer.writeMessage(2, {}, () => writer.writeString(1, "test"));
  writer.writeMessage(3, {}, () =>
    writer.writeMessage(1, {}, () => writer.writeMessage(10, {}, () => writer.writeString(1, query))),
  );
  return Buffer.from(writer.getResultBuffer());
}

/** The rows of an ExecutePlanResponse, as Arrow has them: arrow_batch 2, data 2. */
function rows(response: Buffer): Buffer {
  const found: Uint8Array[] = [];
  const reader = new BinaryReader(response);
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== 2) reader.skipField();
    else {
      reader.readMessage({}, () => {
        while (reader.nextField()) {
          if (reader.getFieldNumber() === 2) found.push(reader.readBytes() as Uint8Array);
          else reader.skipField();
        }
      });
    }
  }
  return Buffer.concat(found);
}

async function main(address: string): Promise<void> {
  const client = new Client(address, credentials.createInsecure());
  await new Promise<void>((done, fail) => {
    client.waitForReady(Date.now() + 60_000, (error) => (error ? fail(error) : done()));
  });
  const responses = client.makeServerStreamRequest(
    "/spark.connect.SparkConnectService/ExecutePlan",
    (query: string) => request(query),
    rows,
    "SELECT concat('the sum is ', sum(id)) FROM range(1001)",
    { deadline: Date.now() + 120_000 },
  );
  for await (const batch of responses) {
    // Arrow keeps a column of text as its characters one after another.
    const [sum] = /the sum is \d+/.exec((batch as Buffer).toString("latin1")) ?? [];
    if (sum) console.log(sum);
  }
  client.close();
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
