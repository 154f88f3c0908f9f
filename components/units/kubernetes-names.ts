/** Names of Kubernetes as its API server checks them. @see k8s.io/apimachinery/pkg/util/validation 0.36 */

/** A key of a ConfigMap or of a Secret. */
export function isDataKey(key: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(key) && key !== "." && !key.startsWith("..");
}

/** A name of an object, such as a Secret or a service account: a DNS subdomain. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
}

/** A name of a container or of a volume: a DNS label. */
export function isSegmentName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}

/** A port that something listens on. */
export function isPort(port: number | undefined): boolean {
  return port !== undefined && port >= 1 && port <= 65535;
}

/** A name of an environment variable: printable ASCII without an equals sign, since Kubernetes 1.32. */
export function isEnvName(name: string): boolean {
  return /^[ -<>-~]+$/.test(name);
}

/** A key of a label or of an annotation: a name, and a domain before it if there is one. */
export function isLabelKey(key: string): boolean {
  const [name = "", prefix, ...more] = key.split("/").reverse();
  const named = /^[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(name);
  return named && more.length === 0 && (prefix === undefined || isObjectName(prefix));
}

/** A value of a label. */
export function isLabelValue(value: string): boolean {
  return /^([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/.test(value);
}

/** Whether an image's reference says more than a name: `registry:5000/name` has a port and no tag. */
export function isPinned(reference: string): boolean {
  if (reference.includes("@sha256:")) return true;
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  return tag !== undefined && tag !== "latest";
}

/** An image's reference: host and port, a path in lower case, a tag, a digest. @see github.com/distribution/reference */
export function isImageReference(text: string): boolean {
  const host = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d+)?/)?";
  const part = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  const rest = "(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?";
  return new RegExp(`^${host}${part}(?:/${part})*${rest}$`).test(text);
}
