/** How a command reaches the account that the provider reaches: what the AWS CLI takes from its environment. */
export interface AwsCli {
  /** Variables by which AWS' own programs find account and region. */
  readonly env: Readonly<Record<string, string>>;
}

/** The part of `aws:*` that concerns where requests go and as whom. */
export interface AwsSettings {
  readonly region: string;
  readonly profile?: string;
  /** URL by service, as the provider's `endpoints` has them. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** File with the certificates to trust, where requests go through something that has its own. */
  readonly customCaBundle?: string;
}

/** Services that the CLI calls otherwise than the provider's `endpoints`; the others are called alike. */
const cliNames: Readonly<Record<string, string>> = {
  cloudwatchlog: "CLOUDWATCH_LOGS",
  cloudwatchlogs: "CLOUDWATCH_LOGS",
  logs: "CLOUDWATCH_LOGS",
  resourcegroupstagging: "RESOURCE_GROUPS_TAGGING_API",
  resourcegroupstaggingapi: "RESOURCE_GROUPS_TAGGING_API",
  servicequotas: "SERVICE_QUOTAS",
};

/**
 * Environment for the AWS CLI. No key is in it: those come the usual way, from the environment, a profile, SSO or the
 * machine's role.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function awsCli({ region, profile, endpoints = {}, customCaBundle }: AwsSettings): AwsCli {
  return {
    env: {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_PAGER: "",
      ...(profile ? { AWS_PROFILE: profile } : {}),
      ...(customCaBundle ? { AWS_CA_BUNDLE: customCaBundle } : {}),
      ...Object.fromEntries(
        Object.entries(endpoints).map(([service, url]) => [
          `AWS_ENDPOINT_URL_${cliNames[service] ?? service.toUpperCase()}`,
          url,
        ]),
      ),
    },
  };
}
