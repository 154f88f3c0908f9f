import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { z } from "zod";

const input = z.object({ bucket: z.string(), region: z.string(), folders: z.array(z.string()).default([]) });

/** Creates the bucket; one that is there already is what was wanted. */
export async function createBucket(client: S3Client, bucket: string): Promise<void> {
  await tolerate(["BucketAlreadyOwnedByYou", "BucketAlreadyExists"], () =>
    client.send(new CreateBucketCommand({ Bucket: bucket })),
  );
}

/** Makes folders as S3A marks them: empty objects. */
export async function makeFolders(
  client: S3Client,
  bucket: string,
  folders: readonly string[],
): Promise<void> {
  for (const folder of folders)
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${folder}/` }));
}

/** Deletes the bucket with everything in it; one that is gone already is what was wanted. */
export async function deleteBucket(client: S3Client, bucket: string): Promise<void> {
  await tolerate(["NoSuchBucket"], async () => {
    for (let more = true; more; ) {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
      const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
      if (Objects.length > 0)
        await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
      more = page.IsTruncated ?? false;
    }
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  });
}

async function tolerate(codes: readonly string[], action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof S3ServiceException && codes.includes(error.name))) throw error;
  }
}

/**
 * Does with a bucket what a verb says.
 *
 * @throws {Error} for a verb that there is not.
 */
export async function perform(
  verb: string | undefined,
  client: S3Client,
  { bucket, folders }: { readonly bucket: string; readonly folders: readonly string[] },
): Promise<void> {
  if (verb === "create") {
    await createBucket(client, bucket);
    await makeFolders(client, bucket, folders);
  } else if (verb === "delete") await deleteBucket(client, bucket);
  else throw new Error(`no such verb: ${verb}; use create or delete`);
}

async function main(verb: string | undefined): Promise<void> {
  const { region, ...what } = input.parse(JSON.parse(process.env.INPUT ?? "{}"));
  const endpoint = process.env.S3_ENDPOINT;
  // The Service may need a moment on a node that has only just come: the client retries refused connections.
  await perform(verb, new S3Client({ region, endpoint, forcePathStyle: true, maxAttempts: 10 }), what);
}

if (require.main === module) {
  main(process.argv[2]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
