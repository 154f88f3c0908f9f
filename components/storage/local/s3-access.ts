import type { StorageAccess } from "../object-storage";
import { s3aOfServer } from "../s3a";

/** Namespace of the server. */
export const storageNamespace = "storage";
/** Port on which the server listens inside the cluster. */
export const s3Port = 7070;
/** Region that requests are signed for. A server of our own takes any; this is the one tools assume. */
export const region = "us-east-1";
/** Keys under which a Secret holds the credentials: the names of the variables that AWS SDKs read. */
export const secretKeys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;
/** Name of that Secret in each namespace that is given access. */
export const secretName = "s3-credentials";

/** DNS name of the server inside the cluster. */
export function s3Host(namespace: string): string {
  return `s3.${namespace}.svc.cluster.local`;
}

/** Hadoop properties by which S3A reaches the server. */
export function localS3a(): Record<string, string> {
  return s3aOfServer(`http://${s3Host(storageNamespace)}:${s3Port}`, region);
}

/** The namespace's user as environment variables of a container, by reference. */
export function keyVariables(): StorageAccess["env"] {
  return secretKeys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: secretName, key } } }));
}
