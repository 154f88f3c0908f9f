import type { CompanyNetwork, NamespaceFacts } from "../../components/facts";
import type { NodeGroup } from "../../components/index";
import type { StackConfig } from "../config";
import type { StackFile } from "./program";

/** What a target's platform is made of, as far as manifests are checked by it. */
export interface PlatformParts {
  /** The nodes that jobs run on. */
  readonly groups: readonly NodeGroup[];
  /** Names of the buckets. */
  readonly names: StackConfig["buckets"];
  readonly s3a: Readonly<Record<string, string>>;
  /** Environment with which containers reach the storage. */
  readonly env: NamespaceFacts["access"]["env"];
  /** The Spark image as pods name it. */
  readonly image: string;
  /** What to do instead of claiming a volume. @default volumes can be claimed */
  readonly claimsCure?: string;
  /** Databases of AWS Glue that jobs may use. @default not on AWS */
  readonly glueDatabases?: readonly string[];
  /** What jobs need to get through a company's network. @default nothing */
  readonly companyNetwork?: CompanyNetwork;
  /** Whether names hold the account's number, which was not said. @default false */
  readonly bucketsUnknown?: boolean;
}

/**
 * A target's platform without Pulumi: `targets/NAME/platform.ts` exports one as `platform`.
 *
 * @param image reference of the Spark image as it is built.
 * @param account number of the AWS account, where it is said.
 */
export type PlatformOf = (
  config: StackConfig,
  file: Pick<StackFile, "aws">,
  image: string,
  account?: string,
) => PlatformParts;
