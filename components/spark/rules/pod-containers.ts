import type { SparkApplicationSpec } from "../../crds/generated/spark-operator";
import type { Role } from "../scheduling/placement";
import { sparkContainers } from "./webhook";

/** What Pod Security looks at in the context of a pod or of a container. */
export interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: { readonly type?: string };
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: { readonly user?: string; readonly role?: string };
  readonly seccompProfile?: { readonly type?: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

interface AnyContainer {
  readonly name?: string;
  readonly securityContext?: SecurityContext;
  readonly ports?: readonly { readonly hostPort?: number }[];
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly subPath?: string;
  }[];
}

interface AnyTemplate {
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly securityContext?: SecurityContext;
  readonly containers?: readonly AnyContainer[];
  readonly initContainers?: readonly AnyContainer[];
  readonly volumes?: readonly { readonly name: string }[];
}

/** A container of a role's pod. */
export interface Container {
  /** Where its fields stand, with the dot that follows. */
  readonly path: string;
  readonly container: AnyContainer;
}

/** The pod template of a role, if it has one. */
export function templateOf(spec: SparkApplicationSpec, role: Role): AnyTemplate | undefined {
  return spec[role].template?.spec as AnyTemplate | undefined;
}

/** The context of a role's pod. The webhook puts the field in the place of the template's. */
export function podContextOf(spec: SparkApplicationSpec, role: Role): SecurityContext | undefined {
  return (
    (spec[role].podSecurityContext as SecurityContext | undefined) ?? templateOf(spec, role)?.securityContext
  );
}

/** Where {@link podContextOf} is written. */
export function podContextPath(spec: SparkApplicationSpec, role: Role, at: string): string {
  const inTemplate =
    spec[role].podSecurityContext === undefined && templateOf(spec, role)?.securityContext !== undefined;
  return `${at}.${role}.${inTemplate ? "template.spec.securityContext" : "podSecurityContext"}`;
}

/** Whether a template's container is the one that Spark runs in: the one of that name, or else the first. */
export function isSparkContainer(containers: readonly AnyContainer[], i: number, role: Role): boolean {
  const named = containers.findIndex(({ name }) => name === sparkContainers[role]);
  return i === Math.max(named, 0);
}

/** All containers of a role's pod: Spark's own, sidecars and init containers, of fields and of the template. */
export function containersOf(spec: SparkApplicationSpec, role: Role, at: string): Container[] {
  const pod = spec[role];
  const path = `${at}.${role}`;
  const template = templateOf(spec, role);
  const inTemplate = template?.containers ?? [];
  const own = inTemplate.findIndex((_, i) => isSparkContainer(inTemplate, i, role));
  const listed = (containers: readonly AnyContainer[] | undefined, where: string): Container[] =>
    (containers ?? []).map((container, i) => ({ path: `${path}.${where}[${i}].`, container }));
  const templated = listed(inTemplate, "template.spec.containers");
  const field = pod.securityContext as SecurityContext | undefined;
  return [
    // The webhook puts the field in the place of the template's.
    field === undefined && own >= 0
      ? (templated[own] as Container)
      : { path: `${path}.`, container: { ...inTemplate[own], ...(field ? { securityContext: field } : {}) } },
    ...templated.filter((_, i) => i !== own),
    ...listed(template?.initContainers, "template.spec.initContainers"),
    ...listed(pod.sidecars as AnyContainer[] | undefined, "sidecars"),
    ...listed(pod.initContainers as AnyContainer[] | undefined, "initContainers"),
  ];
}
