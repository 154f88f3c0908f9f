/**
 * The full name of an image, under which containerd keeps it: `spark:4` is `docker.io/library/spark:4` there.
 *
 * @see https://github.com/distribution/reference/blob/main/normalize.go
 */
export function fullName(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  const hasRegistry =
    rest.length > 0 && (first.includes(".") || first.includes(":") || first === "localhost");
  const named = hasRegistry ? reference : `docker.io/${rest.length === 0 ? "library/" : ""}${reference}`;
  const last = named.slice(named.lastIndexOf("/"));
  return last.includes(":") || last.includes("@") ? named : `${named}:latest`;
}

/** An image's repository as part of a resource's name: `ghcr.io/versity/versitygw:v1` is `versity-versitygw`. */
export function slug(reference: string): string {
  const [, ...path] = (fullName(reference).split("@")[0] ?? "").split("/");
  return path
    .filter((part, i) => i > 0 || part !== "library")
    .join("-")
    .replace(/:.*$/, "");
}
