/** A SparkApplication by what makes it unique in a cluster. */
export interface RunName {
  readonly name: string;
  readonly namespace: string;
}

/** Path of a namespace's applications in the API. */
export function applicationsPath(namespace: string): string {
  return `/apis/sparkoperator.k8s.io/v1beta2/namespaces/${encodeURIComponent(namespace)}/sparkapplications`;
}

/** Path of one application. */
export function applicationPath({ namespace, name }: RunName): string {
  return `${applicationsPath(namespace)}/${encodeURIComponent(name)}`;
}
