import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AwsAccount, partitionOf } from "../components/aws/account";
import { GitHubAccess } from "../components/github/github-access";
import { reportErrors } from "../stacks/program-errors";
import { scopesOf } from "./scopes";

/** The clone: whose stack files say what the roles are for. */
const root = join(__dirname, "..");

module.exports = () =>
  reportErrors(async () => {
    const config = new pulumi.Config();
    const region = new pulumi.Config("aws").require("region") as aws.Region;
    const provider = new aws.Provider("aws", { region, defaultTags: { tags: { app: pulumi.getProject() } } });
    const { accountId } = await aws.getCallerIdentity({}, { provider });
    const account: AwsAccount = { accountId, region, partition: partitionOf(region) };
    const access = new GitHubAccess(
      "github",
      {
        account,
        repository: config.require("repository"),
        branch: config.get("branch"),
        stacks: scopesOf(root, config.requireObject<string[]>("stacks"), account),
        stateBucket: `spark-workshop-state-${accountId}`,
        createProvider: config.getBoolean("createProvider"),
      },
      { providers: [provider] },
    );
    // To be entered in GitHub: the first two as variables of the repository, each role as a variable of its environment.
    return { PULUMI_BACKEND_URL: access.backendUrl, AWS_REGION: region, AWS_ROLE_ARN: access.roles };
  });
