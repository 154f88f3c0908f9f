import { ignoredRequirements } from "../../../../components/spark/scheduling/ignored-pods";

const pool = "karpenter.sh/nodepool";
const arch = "kubernetes.io/arch";
const one = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });
const affinity = (terms: object[], preferred: object[] = []) =>
  ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms },
        preferredDuringSchedulingIgnoredDuringExecution: preferred,
      },
    },
  }) as Parameters<typeof ignoredRequirements>[0];
const term = (...matchExpressions: object[]) => ({ matchExpressions });
const prefer = (weight: number, ...matchExpressions: object[]) => ({
  weight,
  preference: { matchExpressions },
});

test("a pod that wants what Karpenter chooses by is not left alone", () => {
  expect(ignoredRequirements({})).toEqual([]);
  expect(ignoredRequirements({ nodeSelector: { [arch]: "arm64", [pool]: "drivers" } })).toEqual([]);
  expect(ignoredRequirements(affinity([term(one(pool, "In", "drivers"))]))).toEqual([]);
  expect(ignoredRequirements(affinity([], [prefer(1, one(pool, "In", "drivers"))]))).toEqual([]);
});

test("labels that it keeps to itself are told, of the selector and of every term", () => {
  const registered = "karpenter.sh/registered";
  expect(ignoredRequirements({ nodeSelector: { [registered]: "true", [arch]: "arm64" } })).toEqual([
    one(registered, "In", "true"),
  ]);
  expect(ignoredRequirements(affinity([term(one(arch, "Exists")), term(one(registered, "Exists"))]))).toEqual(
    [one(registered, "Exists")],
  );
});

test("so are fields of a node, which it has not yet", () => {
  const field = one("metadata.name", "In", "node-1");
  expect(ignoredRequirements(affinity([{ matchFields: [field] }]))).toEqual([field]);
});

test("a pod that wants none of the pools is left alone", () => {
  const none = one(pool, "DoesNotExist");
  expect(ignoredRequirements(affinity([term(none)]))).toEqual([none]);
  const [inA, notInA, inB] = [one(pool, "In", "a"), one(pool, "NotIn", "a"), one(pool, "In", "b")];
  expect(ignoredRequirements(affinity([term(inA, notInA)]))).toEqual([inA, notInA]);
  expect(ignoredRequirements({ nodeSelector: { [pool]: "a" }, ...affinity([term(inB)]) })).toHaveLength(2);
  expect(ignoredRequirements(affinity([term(one(pool, "In", "a", "b"), notInA)]))).toEqual([]);
  expect(ignoredRequirements(affinity([term(notInA)]))).toEqual([]);
  // Its first term is what it is taken by.
  expect(ignoredRequirements(affinity([term(inA), term(none)]))).toEqual([]);
});

test("its strongest preference counts with it, and weaker ones do not", () => {
  const [inA, inB] = [one(pool, "In", "a"), one(pool, "In", "b")];
  const of = (a: number, b: number) =>
    ignoredRequirements(affinity([term(inA)], [prefer(a, inA), prefer(b, inB)]));
  expect(of(9, 1)).toEqual([]);
  expect(of(1, 9)).toEqual([inA, inB]);
});
