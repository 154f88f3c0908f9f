import { looksAtCluster, type Need } from "./define";
import type { LabWorld } from "./world";

/** Docker's and the cluster's things that carry a lab's name: `lab-04`, or that with a hyphen behind it. */
export interface OwnThings {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
  readonly images: readonly string[];
  readonly namespaces: readonly string[];
}

/**
 * What is there under a lab's own name. By its name alone, so that what an interrupted run left is found too.
 *
 * @param need of the lab: what it has nothing to do with is not asked, and need not be there.
 */
export async function ownThings(world: LabWorld, need: Need): Promise<OwnThings> {
  if (need === "program") return { containers: [], volumes: [], networks: [], images: [], namespaces: [] };
  const { docker, name } = world;
  const own = (names: readonly string[] | undefined) =>
    [...new Set(names ?? [])].filter((one) => new RegExp(`^${name}(-|:|$)`).test(one));
  const [containers, volumes, networks, images, namespaces] = await Promise.all([
    docker.ask("ps", "--all", "--filter", `name=${name}`, "--format", "{{.Names}}"),
    docker.ask("volume", "ls", "--filter", `name=${name}`, "--format", "{{.Name}}"),
    docker.ask("network", "ls", "--filter", `name=${name}`, "--format", "{{.Name}}"),
    docker.ask("image", "ls", "--format", "{{.Repository}}:{{.Tag}}"),
    looksAtCluster(need) ? world.cluster.list("namespaces") : [],
  ]);
  return {
    containers: own(containers),
    volumes: own(volumes),
    networks: own(networks),
    images: own(images),
    namespaces: own(namespaces.map(({ metadata }) => metadata.name)),
  };
}

/** The same as lines for a person. */
export function thingLines(things: OwnThings): string[] {
  return Object.entries(things).flatMap(([kind, names]) =>
    (names as readonly string[]).map((name) => `${kind.slice(0, -1)} ${name}`),
  );
}
