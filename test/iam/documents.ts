import { usesOf } from "../../components/attendees/names";
import type { AwsAccount } from "../../components/aws/account";
import { dataKeyPolicy } from "../../components/aws/data-key";
import { type PolicyDocument, policy } from "../../components/aws/policy";
import { type Purpose, permissions } from "../../components/github/permissions";
import { trustOfEnvironment } from "../../components/github/trust";
import { glueStatements } from "../../components/storage/aws/glue";
import { accessPolicy } from "../../components/storage/bucket-access";

/** A document that AWS would be given, with the resource and property that hold it. */
export interface IamDocument {
  readonly where: string;
  readonly document: PolicyDocument;
}

/** A resource as a rendering has it, as far as documents are looked for. */
interface Holder {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Properties of AWS' resources that hold a document. */
const properties = ["policy", "assumeRolePolicy"] as const;

/** The IAM documents of a stack's resources. Lifecycle policies of ECR are of another kind. */
export function documentsIn(stack: string, resources: readonly Holder[]): IamDocument[] {
  return resources
    .filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:ecr/lifecyclePolicy:"))
    .flatMap(({ type, name, inputs }) =>
      properties.flatMap((property) => {
        const text = inputs[property];
        if (typeof text !== "string" || !text.startsWith("{")) return [];
        const document = JSON.parse(text) as PolicyDocument;
        return [{ where: `${stack} ${type} ${name} ${property}`, document }];
      }),
    );
}

const account: AwsAccount = { accountId: "000000000000", region: "us-east-1", partition: "aws" };

/** Documents that no stack file as shipped brings: those of an attendee, and of GitHub's roles. */
export function otherDocuments(): IamDocument[] {
  const names = { landing: "landing", lake: "lake", events: "events" };
  const scope = { account, clusterName: "spark-workshop", buckets: Object.values(names) };
  const purposes: readonly Purpose[] = ["deploy", "read", "teardown"];
  const github = { repository: "owner/name", environment: "hom", branch: "main" };
  return [
    { where: "an attendee's role", document: accessPolicy("aws", names, usesOf("attendee-01")) },
    { where: "a job's tables in Glue", document: policy(...glueStatements(account, ["sales"])) },
    { where: "the key for data", document: dataKeyPolicy(account) },
    { where: "trust of a GitHub environment", document: trustOfEnvironment(account, github) },
    ...purposes.flatMap((purpose) =>
      Object.entries(permissions(scope, purpose)).map(([part, document]) => ({
        where: `GitHub's role to ${purpose}, ${part}`,
        document,
      })),
    ),
  ];
}
