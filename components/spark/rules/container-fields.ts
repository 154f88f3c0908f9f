import type { Problem } from "../../errors";
import { isEnvName, isImageReference, isPort, isSegmentName } from "../../units/kubernetes-names";
import { quantityValue } from "../../units/quantity";
import type { Role } from "../scheduling/placement";
import { isSparkContainer, templateOf } from "./pod-containers";
import { envNameProblem, portProblem } from "./pod-fields";
import { keyed, type Rule } from "./subject";
import { sparkContainers } from "./webhook";

/** A container as far as the API server finds fault with it. */
interface AnyContainer {
  readonly name?: string;
  readonly image?: string;
  readonly env?: readonly { readonly name?: string }[];
  readonly ports?: readonly { readonly containerPort?: number }[];
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
}

interface Placed {
  readonly path: string;
  readonly container: AnyContainer;
  /** Whether Spark runs in it: its image is the application's, and its name Spark's. */
  readonly spark: boolean;
}

/**
 * What the API server would refuse of the containers beside Spark's own, those of fields and those of pod templates.
 *
 * @see validateContainers of k8s.io/kubernetes
 */
export const containerFieldRules: readonly Rule[] = (["driver", "executor"] as const).map(
  (role): Rule =>
    ({ spec, at }) => {
      const containers = containersBeside(spec, role, `${at}.${role}`);
      return [
        ...twinProblems(containers, role),
        ...containers.flatMap(({ path, container, spark }) => [
          ...(spark ? [] : imageProblems(path, container)),
          ...(container.env ?? []).flatMap(({ name = "" }, i) =>
            isEnvName(name) ? [] : [envNameProblem(`${path}.env[${i}].name`, name)],
          ),
          ...(container.ports ?? []).flatMap(({ containerPort }, i) =>
            isPort(containerPort) ? [] : [portProblem(`${path}.ports[${i}].containerPort`, containerPort)],
          ),
          ...resourceProblems(path, container),
        ]),
      ];
    },
);

function containersBeside(spec: Parameters<Rule>[0]["spec"], role: Role, path: string): Placed[] {
  const template = templateOf(spec, role);
  const inTemplate = template?.containers ?? [];
  const listed = (containers: readonly object[] | undefined, where: string): Placed[] =>
    (containers ?? []).map((container, i) => ({
      path: `${path}.${where}[${i}]`,
      container: container as AnyContainer,
      spark: where === "template.spec.containers" && isSparkContainer(inTemplate, i, role),
    }));
  return [
    ...listed(inTemplate, "template.spec.containers"),
    ...listed(template?.initContainers, "template.spec.initContainers"),
    ...listed(spec[role].sidecars, "sidecars"),
    ...listed(spec[role].initContainers, "initContainers"),
  ];
}

/** Names of containers are of one pod, Spark's own among them. */
function twinProblems(containers: readonly Placed[], role: Role): Problem[] {
  const own = sparkContainers[role];
  const seen = new Map([[own as string, "Spark's own container"]]);
  return containers.flatMap(({ path, container: { name = "" }, spark }): Problem[] => {
    if (spark) return [];
    const place = { path: `${path}.name`, value: name };
    if (!isSegmentName(name)) {
      const cure = "Use lower case letters, digits and '-', at most 63.";
      return [{ ...place, reason: "is not a valid name of a container", cure }];
    }
    const other = seen.get(name);
    seen.set(name, other ?? path);
    return other ? [{ ...place, reason: `is the name of ${other} too`, cure: "Give it another." }] : [];
  });
}

function imageProblems(path: string, { image }: AnyContainer): Problem[] {
  const place = { path: `${path}.image`, value: image };
  if (!image) return [{ ...place, reason: "is missing", cure: "Name the image: it is not Spark's." }];
  if (isImageReference(image)) return [];
  const cure = "Write it as registry/repository:tag, the repository in lower case.";
  return [{ ...place, reason: "is not a valid reference of an image", cure }];
}

function resourceProblems(path: string, { resources = {} }: AnyContainer): Problem[] {
  const { requests = {}, limits = {} } = resources;
  const negative = Object.entries({ requests, limits }).flatMap(([kind, amounts]) =>
    Object.entries(amounts)
      .filter(([, amount]) => (quantityValue(amount) ?? 0) < 0)
      .map(([resource, value]) => ({
        path: resourcePath(`${path}.resources.${kind}`, resource),
        value,
        reason: "is less than nothing",
        cure: "Use 0 or more.",
      })),
  );
  const beyond = Object.entries(requests).flatMap(([resource, value]): Problem[] => {
    const limit = limits[resource];
    if (limit === undefined || (quantityValue(value) ?? 0) <= (quantityValue(limit) ?? 0)) return [];
    const reason = `is more than the container's limit of ${limit}`;
    const where = resourcePath(`${path}.resources.requests`, resource);
    return [{ path: where, value, reason, cure: `Use ${limit} or less, or raise the limit.` }];
  });
  return [...negative, ...beyond];
}

function resourcePath(path: string, resource: string): string {
  return /^\w+$/.test(resource) ? `${path}.${resource}` : keyed(path, resource);
}
