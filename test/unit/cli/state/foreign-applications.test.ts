import { foreignApplications } from "../../../../cli/state/foreign-applications";

const namespace = (name: string) => ({
  type: "kubernetes:core/v1:Namespace",
  outputs: { metadata: { name } },
});
const application = (namespace: string, name: string) => ({
  kind: "SparkApplication",
  metadata: { name, namespace },
});
const state = (...resources: unknown[]) => ({ deployment: { resources } });

/** A cluster that answers by words of the question, and the questions that it got. */
function cluster(answers: Record<string, string | undefined>) {
  const asked: string[] = [];
  const ask = async (args: readonly string[]) => {
    const line = args.join(" ");
    asked.push(line);
    return Object.entries(answers).find(([words]) => line.includes(words))?.[1];
  };
  return { ask, asked };
}
const listed = (...items: object[]) => ({ "/readyz": "ok", "--all-namespaces": JSON.stringify({ items }) });

test("all kinds of the operator's are asked for, in all namespaces", async () => {
  const { ask, asked } = cluster(listed());
  expect(await foreignApplications(state(), ask)).toEqual([]);
  expect(asked).toEqual([
    "get --raw /readyz",
    "get sparkapplications.sparkoperator.k8s.io,scheduledsparkapplications.sparkoperator.k8s.io,sparkconnects.sparkoperator.k8s.io --all-namespaces --output=json",
  ]);
});

test.each<[string, unknown, string[]]>([
  ["a namespace of the stack", state(namespace("jobs")), ["theirs/b"]],
  ["no namespace of the stack", state(), ["jobs/a", "theirs/b"]],
  [
    "what only has its name",
    state({ ...namespace("jobs"), type: "kubernetes:v1:ConfigMap" }),
    ["jobs/a", "theirs/b"],
  ],
  [
    "a namespace that was never made",
    state({ type: "kubernetes:core/v1:Namespace" }),
    ["jobs/a", "theirs/b"],
  ],
  ["a state without resources", { deployment: {} }, ["jobs/a", "theirs/b"]],
  ["an empty state", { deployment: null }, ["jobs/a", "theirs/b"]],
  ["something else than a state", "x", ["jobs/a", "theirs/b"]],
])("beside %s, others' are told with their namespaces", async (_, given, told) => {
  const { ask } = cluster(listed(application("jobs", "a"), application("theirs", "b")));
  expect(await foreignApplications(given, ask)).toEqual(told);
});

test("a cluster that is silent is asked once", async () => {
  const { ask, asked } = cluster({});
  expect(await foreignApplications(state(), ask)).toEqual([]);
  expect(asked).toHaveLength(1);
});

test("a list of something else names nobody's", async () => {
  const { ask } = cluster({ "/readyz": "ok", "--all-namespaces": '{ "kind": "Status" }' });
  expect(await foreignApplications(state(), ask)).toEqual([]);
});

test("who may not list them is told to, where the cluster has the CRD, and only there", async () => {
  const crd = "customresourcedefinition.apiextensions.k8s.io/sparkapplications.sparkoperator.k8s.io\n";
  const has = cluster({ "/readyz": "ok", customresourcedefinition: crd });
  await expect(foreignApplications(state(), has.ask)).rejects.toMatchObject({
    cure: expect.stringMatching(/kubectl get sparkapplications\.\S+,sched\S+,sparkc\S+ --all-namespaces$/),
  });
  expect(has.asked.at(-1)).toBe(
    "get customresourcedefinition sparkapplications.sparkoperator.k8s.io --ignore-not-found --output=name",
  );
  for (const answer of ["", undefined]) {
    const has = cluster({ "/readyz": "ok", customresourcedefinition: answer });
    expect(await foreignApplications(state(), has.ask)).toEqual([]);
  }
});
