import {
  copySecrets,
  isObject,
  mapValues,
  type Properties,
  reveal,
  secret,
  text,
  type Value,
} from "../protocol/values";

/** A Kubernetes object as the API server sends it. */
export type KubeObject = Properties & { metadata?: Properties };

/** What identifies an object to the API server. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for objects that belong to none. */
  readonly namespace: string;
  readonly name: string;
}

export function targetOf(object: Properties): Target {
  const metadata = isObject(object.metadata) ? object.metadata : undefined;
  return {
    apiVersion: text(object, "apiVersion"),
    kind: text(object, "kind"),
    namespace: text(metadata, "namespace"),
    name: text(metadata, "name"),
  };
}

/** The engine's id of an object: `namespace/name`, or the name alone. */
export function idOf(object: Properties): string {
  const { namespace, name } = targetOf(object);
  return namespace ? `${namespace}/${name}` : name;
}

/** The target behind an id, for a resource that is known by no more than that. */
export function targetOfId(id: string, apiVersion: string, kind: string): Target {
  const [first = "", second] = id.split("/");
  return { apiVersion, kind, namespace: second === undefined ? "" : first, name: second ?? first };
}

/** The apiVersion and kind behind a type token: `kubernetes:apps/v1:Deployment`. */
export function kindOfType(type: string): { readonly apiVersion: string; readonly kind: string } {
  const [, group = "", kind = ""] = type.split(":");
  return { apiVersion: group.replace(/^core\//, ""), kind: kind.replace(/Patch$/, "") };
}

/** Whether a type is the Patch of a kind: it only owns the fields that it names. */
export function isPatch(type: string, kind: string): boolean {
  return type.endsWith(`:${kind}Patch`);
}

export function annotation(object: Properties, name: string): string {
  const metadata = isObject(object.metadata) ? object.metadata : undefined;
  return text(isObject(metadata?.annotations) ? metadata.annotations : undefined, `pulumi.com/${name}`);
}

/** The object with an annotation of Pulumi's. */
export function annotate(object: Properties, name: string, value: string): Properties {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...annotations, [`pulumi.com/${name}`]: value } },
  };
}

export function withMetadata(object: Properties, key: string, value: Value): Properties {
  return { ...object, metadata: { ...(isObject(object.metadata) ? object.metadata : {}), [key]: value } };
}

/** Inputs as the object to send: without marks, and with `x-kubernetes-*` keys, which SDKs write with underscores. */
export function toObject(inputs: Properties): KubeObject {
  return rename(reveal(inputs), (key) => (key.startsWith("x_kubernetes_") ? key.replaceAll("_", "-") : key));
}

/** Names of what the state holds beside the live object; they are the real provider's. */
const OWN = ["__inputs", "__initialApiVersion", "__fieldManager"] as const;

/** The state of a resource: the live object, so that outputs such as `status` can be read, and what made it. */
export function toState(live: KubeObject, inputs: Properties, fieldManager: string): Properties {
  const plain = underscored(live);
  return {
    ...markSecrets(plain, inputs),
    __inputs: markSecrets(inputs, inputs),
    __initialApiVersion: text(inputs, "apiVersion"),
    __fieldManager: fieldManager,
  };
}

/** The live object of a state, without marks. */
export function liveOf(state: Properties): KubeObject {
  const own: readonly string[] = OWN;
  return toObject(Object.fromEntries(Object.entries(state).filter(([key]) => !own.includes(key))));
}

/** The inputs that made a state. */
export function inputsOf(state: Properties): Properties {
  return isObject(state.__inputs) ? state.__inputs : {};
}

/** Keys as SDKs write them. */
export function underscored(object: Properties): Properties {
  return rename(object, (key) => (key.startsWith("x-kubernetes-") ? key.replaceAll("-", "_") : key));
}

/** Marks what was secret in the inputs, and all that a Secret holds. */
export function markSecrets(object: Properties, inputs: Properties): Properties {
  if (object.kind !== "Secret") return copySecrets(object, inputs);
  return mapValues(object, (value, key) => (key === "data" || key === "stringData" ? secret(value) : value));
}

function rename(object: Properties, key: (key: string) => string): KubeObject {
  const visit = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [key(name), visit(item)]));
  };
  return visit(object) as KubeObject;
}
