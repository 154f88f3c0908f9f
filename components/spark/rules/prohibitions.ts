import { remoteSchemes } from "../submission";
import { dependencyLists } from "./dependencies";
import { type Prohibition, prohibited } from "./prohibition";
import type { Rule } from "./subject";

const pods = ["driver", "executor"] as const;

/**
 * PriorityClasses of the cluster's own pods: one of these pushes others off full nodes, CoreDNS and Karpenter too, wherever it
 * tolerates their taint.
 */
export const systemPriorities = ["system-cluster-critical", "system-node-critical"] as const;

/** A URI that spark-submit passes on as it is: of the image, of a server, or of a bucket. */
const uri = `(local|https?|hdfs|s3|s3n|wasbs?|${remoteSchemes.join("|")}):[^,]*`;
const uris = `^\\s*${uri}(,\\s*${uri})*\\s*$`;
const ofThePod =
  "is read by spark-submit in the operator's pod, which would hand out the operator's own files and token";
const inTheOperator = "would run code inside the operator";

/** What nobody's pods may say: those of a Connect server as little as those of an application. */
export const podProhibitions: readonly Prohibition[] = [
  // The operator writes `--conf key=value`, and spark-submit reads up to the first sign. @see sparkConfOption of spark-operator 2.5.2
  {
    places: [{ conf: "=" }],
    bad: "anything",
    reason: "has an equals sign in its key, behind which spark-submit reads the value of another property",
    cure: "Write what is behind the sign as the value.",
  },
  {
    places: [
      ...pods.flatMap((pod) => [
        { field: `${pod}.priorityClassName` },
        { field: `${pod}.template.spec.priorityClassName` },
      ]),
      { field: "batchSchedulerOptions.priorityClassName" },
    ],
    bad: { is: systemPriorities },
    reason: "is a priority of the cluster's own pods, which would push them off full nodes",
    cure: "Remove it.",
  },
];

/**
 * What no application may say, whoever sends it: nearly all of it acts in the operator's pod, where the operator's account may make pods in
 * every namespace of jobs. The operator itself checks none of it.
 *
 * @see submission.go of spark-operator 2.5.2, whose last options are the main file and the arguments
 */
export const prohibitions: readonly Prohibition[] = [
  {
    places: [{ field: "mode" }],
    bad: { isNot: ["cluster"] },
    reason: "would run the driver inside the operator, which has no room for it",
    cure: "Use cluster.",
  },
  // spark-submit takes one that begins with a dash for an option of its own, such as --deploy-mode=client.
  {
    places: [{ field: "mainApplicationFile" }],
    bad: { unlike: `^(spark-internal|${uri})$` },
    reason: ofThePod,
    cure: "Use a local:// path of the image, or a URI of a bucket or a server.",
  },
  {
    places: Object.keys(dependencyLists).map((list) => ({ each: `deps.${list}` })),
    bad: { unlike: uris },
    reason: ofThePod,
    cure: "Use a local:// path of the image, or a URI of a bucket or a server.",
  },
  {
    places: [{ conf: `^(${Object.values(dependencyLists).join("|").replaceAll(".", "\\.")})$` }],
    bad: { unlike: uris },
    reason: ofThePod,
    cure: "Use a local:// path of the image, or a URI of a bucket or a server.",
  },
  // Files that features of the submission read, to put them into a Secret, a ConfigMap or a bucket for the driver.
  // @see DriverKubernetesCredentialsFeatureStep, KerberosConfDriverFeatureStep and BasicDriverFeatureStep of Spark 4.1.2
  {
    places: [
      {
        conf: "^spark\\.kubernetes\\.authenticate\\.((submission|driver|executor)\\.)?(caCertFile|clientKeyFile|clientCertFile)$",
      },
      { conf: "^spark\\.kubernetes\\.authenticate\\.submission\\.oauthToken(File)?$" },
      { conf: "^spark\\.kubernetes\\.kerberos\\.krb5\\.path$" },
      { conf: "^spark\\.(kerberos|yarn)\\.(keytab|principal)$" },
      { conf: "^spark\\.kubernetes\\.file\\.upload\\.path$" },
      { conf: "^spark\\.kubernetes\\.(driver|executor)\\.podTemplateFile$" },
    ],
    bad: "anything",
    reason: ofThePod,
    cure: "Remove it.",
  },
  {
    places: [
      { conf: "^spark\\.kubernetes\\.(driver|executor)\\.pod\\.featureSteps$" },
      { conf: "^spark\\.submit\\.deployMode$" },
      { conf: "^spark\\.jars\\.ivySettings$" },
    ],
    bad: "anything",
    reason: inTheOperator,
    cure: "Remove it.",
  },
  ...podProhibitions,
];

/** Each entry of the table as a rule among others. */
export const prohibitionRules: readonly Rule[] = prohibitions.map(
  (entry) => (subject) => prohibited([entry], subject),
);

const openToAll = "opens a port of the nodes or a load balancer to everybody";
const forwarded = "Remove it, and use kubectl port-forward.";

/** An account that is not the one of the namespace's jobs. */
export function otherAccounts(account: string): Prohibition {
  return {
    places: pods.flatMap((pod) => [
      { field: `${pod}.serviceAccount` },
      { field: `${pod}.template.spec.serviceAccountName` },
      { field: `${pod}.template.spec.serviceAccount` },
    ]),
    bad: { isNot: [account] },
    reason: "is not the account of the namespace's jobs",
    cure: `Use ${account}.`,
  };
}

/** A Service that others than the cluster's pods reach. */
export function openService(field: string): Prohibition {
  return { places: [{ field }], bad: { isNot: ["ClusterIP"] }, reason: openToAll, cure: forwarded };
}

/**
 * What an attendee may not say besides, who has rights in one namespace and is not the one who runs the cluster.
 *
 * @param account that the attendee's pods run as.
 */
export function attendeeProhibitions(account: string): readonly Prohibition[] {
  return [
    {
      places: [
        { each: "deps.packages" },
        { each: "deps.repositories" },
        { conf: "^spark\\.jars\\.(packages|repositories|ivy)$" },
      ],
      bad: "anything",
      reason:
        "is resolved by spark-submit in the operator's pod, which then has the packages on its class path",
      cure: "Name the jars in deps.jars, or use an image that has them.",
    },
    otherAccounts(account),
    openService("sparkUIOptions.serviceType"),
    {
      places: [{ each: "driverIngressOptions" }],
      bad: "anything",
      reason: "opens the driver to everybody, under a name that may be another's",
      cure: forwarded,
    },
  ];
}
