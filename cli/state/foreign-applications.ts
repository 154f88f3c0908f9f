import { z } from "zod";
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
 * @returns `namespace/name` of each; none where the cluster does not say.
 */
export async function foreignApplications(state: unknown, ask: AskKubectl): Promise<string[]> {
  const text = await ask(["get", kinds.join(","), "--all-namespaces", "--output=json"]);
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
