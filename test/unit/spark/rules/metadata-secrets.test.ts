import { sentence } from "../../../../components/errors";
import { metadataSecrets } from "../../../../components/spark/rules/metadata-secrets";
import { secretsOf } from "../../../../components/spark/rules/secrets";
import { validate } from "../../../../components/spark/rules/validate";
import { subject } from "../../../support/subject";

const token = `ghp_${"a".repeat(36)}`;
const key = "AKIAIOSFODNN7EXAMPLE";

test("tokens in annotations and labels of pods, Services and templates are told, and not repeated", () => {
  const problems = secretsOf(
    {
      driver: {
        annotations: { "ci.example.com/note": token },
        labels: { key },
        serviceAnnotations: { senha: "hunter2" },
        serviceLabels: { key },
      },
      executor: { template: { metadata: { labels: { key }, annotations: { "db-password": "hunter2" } } } },
    },
    "spec",
  );
  expect(problems.map(sentence)).toEqual([
    'spec.driver.annotations["ci.example.com/note"] holds a GitHub token in plain text. Remove it: whoever may list objects reads them.',
    'spec.driver.labels["key"] holds an AWS access key in plain text. Remove it: whoever may list objects reads them.',
    'spec.driver.serviceAnnotations["senha"] holds a secret in plain text. Remove it: whoever may list objects reads them.',
    'spec.driver.serviceLabels["key"] holds an AWS access key in plain text. Remove it: whoever may list objects reads them.',
    'spec.executor.template.metadata.annotations["db-password"] holds a secret in plain text. Remove it: whoever may list objects reads them.',
    'spec.executor.template.metadata.labels["key"] holds an AWS access key in plain text. Remove it: whoever may list objects reads them.',
  ]);
});

test("those of the application itself are, too", () => {
  const { problems } = validate(subject({}, { annotations: { note: token }, labels: { key } }));
  expect(problems.map(({ path }) => path)).toEqual([
    'metadata.annotations["note"]',
    'metadata.labels["key"]',
  ]);
});

test("words of controllers name a Secret or a path", () => {
  const annotations = {
    "vault.hashicorp.com/agent-inject-secret": "database/creds/app",
    "reloader.stakater.com/secret": "database-login",
    "vault.hashicorp.com/agent-inject-token": "true",
    "karpenter.sh/do-not-disrupt": "true",
    "example.com/password-file": "/etc/password",
  };
  expect(metadataSecrets({ annotations, labels: { "token-bucket": "a" } })).toEqual([]);
});
