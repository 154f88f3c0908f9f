import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiObject } from "../../cli/lab/cluster-view";
import type { Lab } from "../../cli/lab/define";
import type { LabWorld } from "../../cli/lab/world";
import { UserError } from "../../cli/process/user-errors";

/** What manifests of `start/` say for the image that pods of labs run. */
const placeholder = "SPARK_IMAGE";
/** Key under which a lab remembers which image it has written there. */
const remembered = "image";

/** The Deployment whose image every node for a stack's own pods has. @see components/spark/history-server.ts */
const historyServer = "spark-history-server";

interface WithPodTemplate extends ApiObject {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
}

/**
 * Manifests that name the image that nodes have already. Can be run again; an image that has changed since is written anew.
 *
 * @throws {UserError} when the cluster has not what labs run on.
 */
export async function prepareManifests(world: LabWorld): Promise<void> {
  const image = (await world.cluster.get<WithPodTemplate>("deployment", historyServer, historyServer))?.spec
    .template.spec.containers[0]?.image;
  if (!image) {
    throw new UserError(
      `The cluster has no Deployment ${historyServer}, whose image the pods of this lab run.`,
      "./workshop up brings the stack up; then start the lab again.",
    );
  }
  for (const name of [placeholder, world.memory[remembered]]) if (name) replace(world.folder, name, image);
  world.remember(remembered, image);
}

/**
 * What a lab on the cluster starts from: manifests with their image, and a namespace of its own. Can be run again.
 *
 * @throws {UserError} when the cluster has not what labs run on.
 */
async function prepareNamespace(world: LabWorld): Promise<void> {
  await prepareManifests(world);
  if (await world.cluster.get("namespace", world.name)) return;
  const made = await world.run("kubectl", ["create", "namespace", world.name]);
  if (made.code !== 0 && !made.stderr.includes("AlreadyExists")) {
    throw new UserError(
      `The namespace ${world.name} cannot be made: ${made.stderr.trim()}`,
      "./workshop status tells what the cluster is at; then start the lab again.",
    );
  }
}

/** Takes back what {@link prepareManifests} has written into the learner's files, so that those count as not touched. */
export async function restoreManifests(world: LabWorld): Promise<void> {
  const image = world.memory[remembered];
  if (image) replace(world.folder, image, placeholder);
}

/** The steps of a lab in a namespace of its own, which goes by its name. */
export const namespaceSteps = { prepare: prepareNamespace, reset: restoreManifests } satisfies Partial<Lab>;

function replace(folder: string, from: string, to: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".yaml"))) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    if (text.includes(from)) writeFileSync(file, text.replaceAll(from, to));
  }
}
