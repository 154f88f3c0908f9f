import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Project } from "./project";

/** A bucket of a dev stack, as a person sees it who has the stack's endpoint and keys. */
export class Bucket {
  private constructor(
    private readonly s3: S3Client,
    private readonly name: string,
  ) {}

  /** @param project whose stack is up. */
  static async of(project: Project, name: string): Promise<Bucket> {
    const { s3Endpoint, credentials } = await project.json<{
      s3Endpoint: string;
      credentials: { accessKeyId: string; secretAccessKey: string };
    }>("pulumi stack output -s dev --json --show-secrets");
    const s3 = new S3Client({ endpoint: s3Endpoint, region: "us-east-1", forcePathStyle: true, credentials });
    return new Bucket(s3, name);
  }

  async keys(prefix: string): Promise<string[]> {
    const { Contents = [] } = await this.s3.send(
      new ListObjectsV2Command({ Bucket: this.name, Prefix: prefix }),
    );
    return Contents.map(({ Key = "" }) => Key);
  }

  async text(key: string): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.name, Key: key }));
    return (await Body?.transformToString()) ?? "";
  }

  async put(key: string, body: Buffer): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.name, Key: key, Body: body }));
  }

  /** Keys of uploads that nobody has ended. */
  async openUploads(prefix: string): Promise<string[]> {
    const { Uploads = [] } = await this.s3.send(
      new ListMultipartUploadsCommand({ Bucket: this.name, Prefix: prefix }),
    );
    return Uploads.map(({ Key = "" }) => Key);
  }
}
