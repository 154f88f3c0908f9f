import type {
  PodTemplateSpec,
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../crds/generated/spark-operator";
import { isMap, shapeProblems } from "../../crds/shape";
import { askWellShaped } from "../../crds/well-shaped";
import type { Problem } from "../../errors";
import { minOverheadMiB } from "../../sizing/pod-size";
import { mebibytesOf } from "../../units/memory-size";
import { mebibytesOfQuantity } from "../../units/quantity";
import {
  connectAsApplication,
  connectPath,
  connectWords,
  containerOf,
  serviceNameOf,
} from "../application/connect-as-application";
import { allocationProblems } from "./application";
import { claimRules } from "./claims";
import { confValueRules } from "./conf-values";
import { connectPodProhibitions } from "./connect-prohibitions";
import { containerFieldRules } from "./container-fields";
import { encryptionConfRules } from "./encryption-conf";
import { metadataSecrets } from "./metadata-secrets";
import { nodeRules } from "./nodes";
import { overruledConf } from "./overruled-conf";
import { podFieldRules } from "./pod-fields";
import { podSecurityRules } from "./pod-security";
import { prohibited } from "./prohibition";
import { schedulingFieldRules } from "./scheduling-fields";
import { secretsOf, withPlainText } from "./secrets";
import { schemeRules } from "./storage";
import { keyed, type Rule, type RuleSubject } from "./subject";
import { crdShapes, type RuleFindings, warningRules } from "./validate";
import { versionRules } from "./versions";
import { volumeFieldRules } from "./volume-fields";
import { confProblems, ignoredConf, nameProblems, templateVersionProblem } from "./webhook";

/** The Service of a server is called `<name>-server`. */
const longestName = 63 - "-server".length;

/** A server as its rules see it. */
export interface ConnectSubject extends Omit<RuleSubject, "spec" | "at" | "waits"> {
  readonly spec: SparkConnectSpec;
}

/** Rules about any application's pods and properties that hold for a server and its executors too. */
const sharedRules: readonly Rule[] = [
  versionRules,
  confValueRules,
  encryptionConfRules,
  schemeRules,
  claimRules,
  nodeRules,
  podSecurityRules,
  ...podFieldRules,
  ...containerFieldRules,
  ...volumeFieldRules,
  ...schedulingFieldRules,
];

/**
 * All that is wrong with a Spark Connect server, whose spec need not have the CRD's shape: what the webhook and the API server would refuse, what fits on no node, what would
 * fail later. Where it is the same for an application, the same rule says so.
 *
 * @see sparkconnect_validator.go of spark-operator 2.5.2
 */
export function validateConnect(subject: ConnectSubject): RuleFindings {
  const { name, namespace, spec } = subject;
  const shaped = shapeProblems(spec, "#SparkConnectSpec", crdShapes, "spec");
  const ask = askWellShaped<SparkConnectSpec, Problem>(spec, "spec", shaped);
  const shared = (rules: readonly Rule[], as = (application: SparkApplicationSpec) => application) =>
    rules
      .flatMap((rule) =>
        ask((readable) => rule({ ...subject, spec: as(connectAsApplication(readable)), at: "spec" })),
      )
      .map(ofServer);
  const strict = [
    ...ask(({ sparkConf = {} }) => ignoredConf(sparkConf, "spec.sparkConf")),
    ...shared([overruledConf], withoutTemplates),
  ];
  // They pass over what is of another shape.
  const secrets = isMap(spec)
    ? secretsOf({ ...spec, driver: spec.server }, "spec", {
        driver: "spec.server",
        executor: "spec.executor",
      }).map(ofServer)
    : [];
  return {
    problems: [
      ...shaped,
      ...nameProblems(name, longestName),
      ...ask(imageProblems),
      ...ask((readable) => serviceProblems(name, readable)),
      ...ask(templateVersionProblems),
      ...ask(({ dynamicAllocation, executor, sparkConf }) =>
        allocationProblems(dynamicAllocation, executor.instances, "spec.dynamicAllocation", {
          ...sparkConf,
        }),
      ),
      ...ask(initialProblems),
      ...ask(({ sparkConf = {} }) => confProblems(sparkConf, namespace, "spec.sparkConf").map(ofServer)),
      ...(subject.manifest ? [] : strict),
      ...ask(shellProblems),
      ...ask(memoryProblems),
      ...connectPodProhibitions.flatMap((entry) =>
        ask((readable) => prohibited([entry], { spec: readable, at: "spec", namespace })),
      ),
      ...shared(sharedRules),
      ...withPlainText([...secrets, ...metadataSecrets(subject)], subject.annotations),
    ],
    warnings: [...(subject.manifest ? strict : []), ...shared(warningRules)],
  };
}

/** A problem of {@link connectAsApplication} as one of the server's. */
function ofServer({ path, cure, ...problem }: Problem): Problem {
  return { ...problem, path: connectPath(path), ...(cure === undefined ? {} : { cure: connectWords(cure) }) };
}

/** The fields that the operator hands on as properties, without what the view takes out of pod templates. */
function withoutTemplates({ driver, ...spec }: SparkApplicationSpec): SparkApplicationSpec {
  const { coreRequest: _request, memoryOverhead: _overhead, ...own } = driver;
  return { ...spec, driver: own };
}

function imageProblems({ image, server, executor }: SparkConnectSpec): Problem[] {
  const has = (template: PodTemplateSpec | undefined): boolean =>
    template?.spec?.containers.some((container) => container.image) ?? false;
  if (image || (has(server.template) && has(executor.template))) return [];
  return [
    {
      path: "spec.image",
      value: image,
      reason: "is missing, and the templates of server and executors do not both name one",
      cure: "Name the image.",
    },
  ];
}

/** A Service of one's own has no default name, and the operator tries for ever to make it without one. */
function serviceProblems(name: string, spec: SparkConnectSpec): Problem[] {
  const path = "spec.server.service.metadata.name";
  return serviceNameOf(name, spec) === ""
    ? [{ path, reason: "is missing", cure: `Name the Service, such as ${name}-server.` }]
    : [];
}

function templateVersionProblems({ sparkVersion, server, executor }: SparkConnectSpec): Problem[] {
  if (Number(sparkVersion.split(".")[0]) >= 3) return [];
  return Object.entries({ server, executor })
    .filter(([, { template }]) => template !== undefined)
    .map(([role]) => templateVersionProblem(`spec.${role}.template`, "spec", sparkVersion));
}

/** Spark would begin with the larger of the two; the webhook wants them in order. */
function initialProblems({ dynamicAllocation }: SparkConnectSpec): Problem[] {
  const { enabled, minExecutors: least, initialExecutors: initial } = dynamicAllocation ?? {};
  if (!enabled || least === undefined || initial === undefined || initial >= least) return [];
  return [
    {
      path: "spec.dynamicAllocation.initialExecutors",
      value: initial,
      reason: `is less than minExecutors (${least}), which the operator's webhook refuses of a server`,
      cure: `Use ${least} or more, or remove it.`,
    },
  ];
}

/**
 * References that the server's shell would take for its own: the operator starts a server by `bash -c` with all properties in
 * one unquoted line, where `${env.NAME}` is a bad substitution and `${env:NAME}` an empty text.
 *
 * @see `mutateServerPod` in internal/controller/sparkconnect/reconciler.go of spark-operator 2.5.2
 */
function shellProblems(spec: SparkConnectSpec): Problem[] {
  return (["sparkConf", "hadoopConf"] as const).flatMap((field) =>
    Object.entries(spec[field] ?? {})
      .filter(([, value]) => /(^|[^\\])\$\{env[.:]/.test(String(value)))
      .map(([key, value]) => ({
        path: keyed(`spec.${field}`, key),
        value,
        reason: "is expanded by the shell that starts the server, before Spark or Hadoop reads it",
        cure: "Write a backslash before the dollar sign.",
      })),
  );
}

/** A heap beyond what the pod requests or may use. The operator hands `server.memory` to the JVM and looks no further. */
function memoryProblems({ server }: SparkConnectSpec): Problem[] {
  const heapMiB = mebibytesOf(server.memory ?? "1g");
  const resources = containerOf(server.template, "driver")?.resources;
  if (heapMiB === undefined) return [];
  return (["requests", "limits"] as const).flatMap((kind): Problem[] => {
    const memory = resources?.[kind]?.memory;
    const given = memory === undefined ? undefined : mebibytesOfQuantity(memory);
    if (given === undefined || given >= heapMiB) return [];
    return [
      {
        path: `spec.server.template.spec.containers[${containerOf(server.template, "driver")?.name}].resources.${kind}.memory`,
        value: memory,
        reason: `is less than the heap of ${heapMiB}m that spec.server.memory asks for`,
        cure: `Use ${heapMiB + minOverheadMiB}Mi or more.`,
      },
    ];
  });
}
