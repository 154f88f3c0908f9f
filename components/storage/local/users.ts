import { createHash } from "node:crypto";
import type { PolicyDocument } from "../../aws/policy";
import { type BucketUse, eventFolder } from "../object-storage";
import { region } from "./s3-access";

/** The pods of a namespace, as the local server knows them. */
export interface User {
  /** Name of the namespace, which is the id of the access key too: nothing about it is secret. */
  readonly name: string;
  readonly uses: readonly BucketUse[];
  /** What it may do: the document that a role on AWS has. */
  readonly policy: PolicyDocument;
}

/** Name of the Secret with the server's users. */
export const usersSecret = "s3-users";

/** Name of the file in which versitygw's IAM service keeps users. @see iamapi/storage/internal.go of versitygw 1.8.0 */
export const usersFile = "iam.json";

/** No time at which anything was made is known before the stack is; the server asks for one and uses it for nothing. */
const someDay = "2026-01-01T00:00:00Z";

/**
 * The content of that file. It is mounted from a Secret, so the service cannot write into it; what it would write, when a key was used
 * last, is in the future here, which it takes for up to date.
 *
 * @param secretKeys by the names of users.
 */
export function usersJson(users: readonly User[], secretKeys: Readonly<Record<string, string>>): string {
  const entries = users.map(({ name, policy }) => [
    name,
    {
      Path: "/",
      UserName: name,
      UserID: name,
      Arn: `arn:aws:iam::000000000000:user/${name}`,
      CreateDate: someDay,
      AccessKeys: [
        {
          AccessKeyId: name,
          SecretAccessKey: secretKeys[name],
          Status: "Active",
          CreateDate: someDay,
          LastUsedDate: "9999-01-01T00:00:00Z",
          LastUsedService: "s3",
          LastUsedRegion: region,
        },
      ],
      Policies: {
        inline: [{ PolicyName: "buckets", PolicyDocument: JSON.stringify(policy), CreateDate: someDay }],
      },
    },
  ]);
  return JSON.stringify({
    users: Object.fromEntries(entries),
    accessKeyIndex: Object.fromEntries(users.map(({ name }) => [name, name])),
  });
}

/**
 * A user's secret key, as that file has it.
 *
 * @returns nothing where the server has no such user.
 */
export function secretKeyOf(json: string, name: string): string | undefined {
  const { users } = JSON.parse(json) as {
    users?: Record<string, { AccessKeys?: { AccessKeyId: string; SecretAccessKey: string }[] }>;
  };
  return users?.[name]?.AccessKeys?.find(({ AccessKeyId }) => AccessKeyId === name)?.SecretAccessKey;
}

/** Changes with who may do what. */
export function usersHash(users: readonly User[]): string {
  const rights = users.map(({ name, policy }) => [name, policy]);
  return createHash("sha256").update(JSON.stringify(rights)).digest("hex").slice(0, 12);
}

/** The folders of event logs: Spark begins no application whose folder is not there (`requireLogBaseDirAsDirectory`, Spark 4.1.2). */
export function eventFolders(users: readonly User[]): string[] {
  return users.flatMap(({ uses }) => eventFolder(uses) ?? []);
}
