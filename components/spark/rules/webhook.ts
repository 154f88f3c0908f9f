import type { Problem } from "../../errors";
import type { Prohibition } from "./prohibition";
import { keyed, type Rule, type RuleSubject } from "./subject";

const viaCrd = "Use the CRD's own field.";
const byOperator = "Remove it: the operator sets it.";
const serviceAccount = "Use driver.serviceAccount and executor.serviceAccount.";

/** Spark properties that the webhook refuses, with what to do instead. @see sparkconf_validator.go of spark-operator 2.5.2 */
export const deniedConf: Readonly<Record<string, string>> = {
  "spark.kubernetes.authenticate.driver.serviceAccountName": serviceAccount,
  "spark.kubernetes.authenticate.executor.serviceAccountName": serviceAccount,
  "spark.kubernetes.authenticate.oauthTokenFile": byOperator,
  "spark.kubernetes.authenticate.oauthToken": byOperator,
  "spark.kubernetes.authenticate.driver.oauthTokenFile": byOperator,
  "spark.kubernetes.authenticate.driver.oauthToken": byOperator,
  "spark.kubernetes.authenticate.executor.oauthTokenFile": byOperator,
  "spark.kubernetes.authenticate.executor.oauthToken": byOperator,
  "spark.master": byOperator,
  "spark.kubernetes.driver.master": byOperator,
  "spark.kubernetes.container.image": `${viaCrd.slice(0, -1)}: image.`,
  "spark.kubernetes.driver.container.image": `${viaCrd.slice(0, -1)}: driver.image.`,
  "spark.kubernetes.executor.container.image": `${viaCrd.slice(0, -1)}: executor.image.`,
};

const denied = "is refused by the operator's webhook";
const ownNamespace = "spark.kubernetes.namespace";
const foreign = "is not the namespace of the application, which the operator's webhook refuses";

/** The properties that the webhook refuses, for an API server that does not reach it or has another. */
export const webhookProhibitions: readonly Prohibition[] = [
  ...[...new Set(Object.values(deniedConf))].map(
    (cure): Prohibition => ({
      places: Object.keys(deniedConf)
        .filter((key) => deniedConf[key] === cure)
        .map((key) => ({ conf: exactly(key) })),
      bad: "anything",
      reason: denied,
      cure,
    }),
  ),
  {
    places: [{ conf: exactly(ownNamespace) }],
    bad: "another namespace",
    reason: foreign,
    cure: "Remove it.",
  },
];

function exactly(key: string): string {
  return `^${key.replaceAll(".", "\\.")}$`;
}

/** What the operator's validating webhook would refuse, told before the API server is reached. */
export const webhookRules: readonly Rule[] = [
  ({ name }) => nameProblems(name),
  selectorProblems,
  templateProblems,
  ingressProblems,
  ({ spec, namespace, at }) => confProblems(spec.sparkConf ?? {}, namespace, `${at}.sparkConf`),
];

/**
 * Services are named after the application, so its name is a DNS-1035 label.
 *
 * @param most characters: fewer than 63 where something is appended.
 */
export function nameProblems(name: string, most = 63): Problem[] {
  if (name.length > most) {
    return [
      {
        path: "metadata.name",
        value: name,
        reason: `has ${name.length} characters, more than the ${most} that Services named after it can have`,
        cure: "Shorten it.",
      },
    ];
  }
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) return [];
  return [
    {
      path: "metadata.name",
      value: name,
      reason: "is not a valid DNS-1035 label, which the Services named after it must be",
      cure: "Use lower case letters, digits and dashes, beginning with a letter and ending with a letter or digit.",
    },
  ];
}

/** Spark properties that the webhook refuses. */
export function confProblems(conf: object, namespace: string, path: string): Problem[] {
  return Object.entries(conf).flatMap(([key, value]): Problem[] => {
    const cure = deniedConf[key];
    // The value may be a token: it is not repeated.
    if (cure) return [{ path: keyed(path, key), reason: denied, cure }];
    if (key !== ownNamespace || value === namespace) return [];
    return [{ path: keyed(path, key), value, reason: foreign, cure: `Remove it, or use ${namespace}.` }];
  });
}

/** Properties that spark-submit ignores, with a warning in a log that nobody reads. */
export function ignoredConf(conf: object, path: string): Problem[] {
  return Object.entries(conf).flatMap(([key, value]): Problem[] => {
    const place = { path: keyed(path, key), value };
    if (key.trim() !== key) {
      const reason = "has a space at an end of its name, so that Spark reads no property by it";
      return [{ ...place, reason, cure: `Write ${key.trim()}.` }];
    }
    if (key.startsWith("spark.")) return [];
    const reason = "is no Spark property, and spark-submit ignores it";
    return [{ ...place, reason, cure: "Begin it with spark. (a Hadoop property goes into hadoopConf)." }];
  });
}

function selectorProblems({ spec, at }: RuleSubject): Problem[] {
  if (!spec.nodeSelector) return [];
  return (["driver", "executor"] as const)
    .filter((role) => spec[role].nodeSelector)
    .map((role) => ({
      path: `${at}.${role}.nodeSelector`,
      value: spec[role].nodeSelector,
      reason: `stands beside ${at}.nodeSelector, and the operator's webhook refuses both`,
      cure: `Move what is common into driver.nodeSelector and executor.nodeSelector, and remove ${at}.nodeSelector.`,
    }));
}

/** Names that Spark's containers have in a pod template. */
export const sparkContainers = {
  driver: "spark-kubernetes-driver",
  executor: "spark-kubernetes-executor",
} as const;

function templateProblems({ spec, at }: RuleSubject): Problem[] {
  return (["driver", "executor"] as const).flatMap((role): Problem[] => {
    const { template } = spec[role];
    if (!template) return [];
    const path = `${at}.${role}.template`;
    const problems: Problem[] = [];
    if (Number(spec.sparkVersion.split(".")[0]) < 3) {
      problems.push(templateVersionProblem(path, at, spec.sparkVersion));
    }
    const containers = template.spec?.containers ?? [];
    if (containers.length > 0 && !containers.some(({ name }) => name === sparkContainers[role])) {
      problems.push({
        path: `${path}.spec.containers`,
        value: containers.map(({ name }) => name),
        reason: `has no container ${sparkContainers[role]}, so Spark would take the first for its own`,
        cure: `Name Spark's container ${sparkContainers[role]}.`,
      });
    }
    return problems;
  });
}

/** A pod template beside a Spark that reads none. */
export function templateVersionProblem(path: string, at: string, version: string): Problem {
  const reason = `needs Spark 3.0.0 or later, and ${at}.sparkVersion is ${version}`;
  return { path, reason, cure: "Use a later Spark." };
}

function ingressProblems({ spec, at }: RuleSubject): Problem[] {
  const options = spec.driverIngressOptions ?? [];
  return options.flatMap(({ servicePort, ingressURLFormat }, i): Problem[] => {
    const path = `${at}.driverIngressOptions[${i}]`;
    const earlier = options.slice(0, i);
    const problems: Problem[] = [];
    if (earlier.some((one) => one.servicePort === servicePort)) {
      problems.push({
        path: `${path}.servicePort`,
        value: servicePort,
        reason: "is another option's port too, which the operator's webhook refuses",
        cure: "Give each option a port of its own.",
      });
    }
    if (!ingressURLFormat) {
      problems.push({
        path: `${path}.ingressURLFormat`,
        value: ingressURLFormat,
        reason: "is missing or empty, which the operator's webhook refuses",
        cure: 'Write one such as "{{$appName}}.example.com".',
      });
    } else if (earlier.some((one) => one.ingressURLFormat === ingressURLFormat)) {
      problems.push({
        path: `${path}.ingressURLFormat`,
        value: ingressURLFormat,
        reason: "is another option's too, which the operator's webhook refuses",
        cure: "Give each option a URL of its own.",
      });
    }
    return problems;
  });
}
