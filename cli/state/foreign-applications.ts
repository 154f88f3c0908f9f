import { z } from "zod";
import { UserError } from "../process/user-errors";
import type { AskKubectl } from "./stuck-finalizers";

/** Kinds of the operator's CRDs, as kubectl takes them. */
const kinds = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"].map(
  (kind) => `${kind}.sparkoperator.k8s.io`,
);

const listShape = z.object({
  items: z.array(
    z.looseObject({ kind: z.string(), metadata: z.object({ name: z.string(), namespace: z.string() }) }),
  ),
});
const stateShape = z.object({
  deployment: z
    .looseObject({
      resources: z
        .array(
          z.looseObject({
            type: z.string(),
            outputs: z.looseObject({ metadata: z.looseObject({ name: z.string() }).optional() }).default({}),
          }),
        )
        .default([]),
    })
    .nullish(),
});

/**
 * Spark applications outside the stack's own namespaces: what others run on the same cluster, and what goes with the operator's
 * CRDs when these are deleted.
 *
 * @param state of the stack, as it is exported.
 * @returns `namespace/name` of each; none where the cluster is silent, for then nothing in it can be deleted either.
 * @throws {UserError} where it has the CRDs and does not say what there is of them.
 */
export async function foreignApplications(state: unknown, ask: AskKubectl): Promise<string[]> {
  // As everywhere: a cluster that is silent would let each question run into its time-out.
  if ((await ask(["get", "--raw", "/readyz"])) === undefined) return [];
  const text = await ask(["get", kinds.join(","), "--all-namespaces", "--output=json"]);
  if (text === undefined && (await hasDefinition(ask))) {
    throw new UserError(
      "The cluster does not say whether others have Spark applications in it, which would go with the operator's CRDs.",
      `Nothing was deleted. Run the same command again, as somebody who may list them: kubectl get ${kinds.join(",")} --all-namespaces`,
    );
  }
  const items = text === undefined ? [] : (listShape.safeParse(JSON.parse(text)).data?.items ?? []);
  const own = new Set(
    (stateShape.safeParse(state).data?.deployment?.resources ?? [])
      .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
      .map(({ outputs }) => outputs.metadata?.name),
  );
  return items
    .filter(({ metadata }) => !own.has(metadata.namespace))
    .map(({ metadata: { name, namespace } }) => `${namespace}/${name}`);
}

async function hasDefinition(ask: AskKubectl): Promise<boolean> {
  const [kind = ""] = kinds;
  const found = await ask(["get", "customresourcedefinition", kind, "--ignore-not-found", "--output=name"]);
  return found?.includes(kind) ?? false;
}
