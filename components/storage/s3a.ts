/**
 * Hadoop properties by which S3A reaches a server that is not AWS: its address, path-style URLs (there is no DNS name for
 * each bucket), and credentials from the container's environment.
 *
 * Such a server has no lifecycle rule that would end uploads which a killed job has left open, as a bucket on AWS has: S3A itself ends
 * those that are older than a day whenever a job opens the bucket.
 *
 * @param endpoint URL of the S3 API as pods see it.
 * @param region that requests are signed for.
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-aws/tools/hadoop-aws/third_party_stores.html
 */
export function s3aOfServer(endpoint: string, region: string): Record<string, string> {
  return {
    "fs.s3a.endpoint": endpoint,
    "fs.s3a.endpoint.region": region,
    "fs.s3a.path.style.access": "true",
    "fs.s3a.connection.ssl.enabled": String(endpoint.startsWith("https:")),
    "fs.s3a.aws.credentials.provider":
      "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider",
    "fs.s3a.multipart.purge": "true",
    "fs.s3a.multipart.purge.age": "24h",
  };
}

/**
 * Hadoop properties by which S3A reaches S3 from a pod that has an AWS role: credentials from the container's own
 * endpoint, which EKS Pod Identity serves, and nowhere else.
 *
 * Not S3A's own IAMInstanceCredentialsProvider: at the first failure of that endpoint, as on a node whose agent has only just begun
 * (aws/eks-pod-identity-agent#159), it turns to the instance's metadata for good (`getCredentials()` of Hadoop 3.4.2), which pods
 * cannot reach; every attempt on that executor would fail. The SDK's provider has no public constructor, and S3A calls its `create()`
 * (`getInstanceFromReflection` in S3AUtils.java of Hadoop 3.4.2): it asks again the next time.
 *
 * @param region of the buckets.
 * @see https://hadoop.apache.org/docs/r3.4.2/hadoop-aws/tools/hadoop-aws/authentication.html
 */
export function s3aOfPods(region: string): Record<string, string> {
  return {
    "fs.s3a.endpoint.region": region,
    "fs.s3a.aws.credentials.provider": "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
  };
}

/**
 * The same storage for Iceberg's S3FileIO, as properties of a catalog. Credentials come from the AWS SDK's default chain: the environment on
 * a server of one's own, the pod's role on AWS.
 *
 * @param s3a Hadoop properties of the storage.
 * @see https://iceberg.apache.org/docs/latest/aws/#s3-fileio
 */
export function s3FileIo(s3a: Readonly<Record<string, string>>): Record<string, string> {
  const endpoint = s3a["fs.s3a.endpoint"];
  const region = s3a["fs.s3a.endpoint.region"];
  return {
    ...(region === undefined ? {} : { "client.region": region }),
    ...(endpoint === undefined ? {} : { "s3.endpoint": endpoint, "s3.path-style-access": "true" }),
  };
}
