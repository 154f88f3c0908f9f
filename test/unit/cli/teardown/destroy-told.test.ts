import { existsSync } from "node:fs";
import { basename } from "node:path";
import { type Answer, engineResult, type PlayedTools } from "../../../support/played-tools";
import { clone, failed, type Given, played, state, takeDown, waiting } from "./played-destroy";

const eks = { target: "eks", cluster: "c" } as const;
const object = (kind: string, name: string) => ({
  type: `kubernetes:x/v1:${kind}`,
  outputs: { apiVersion: "x/v1", kind, metadata: { name } },
});

describe("the cluster that is asked", () => {
  const asked = ({ asked }: PlayedTools) => asked.filter((line) => line.startsWith("kubectl"));

  test.each<[string, Given, string]>([
    ["of an existing stack is its context's", {}, "kubectl --context lent --request-timeout"],
    [
      "of a kind stack whose state others may need is its own",
      { target: "kind", backend: "chosen" },
      "kubectl --request-timeout",
    ],
    ["in an account is the one that AWS knows", eks, "kubectl --kubeconfig "],
  ])("%s", async (_, given, words) => {
    const { tools } = await takeDown({ ...given, runs: [failed()] });
    expect(asked(tools).length).toBeGreaterThan(0);
    for (const line of asked(tools)) expect(line.startsWith(words)).toBe(true);
  });

  test("in an account is reached by a kubeconfig of the stack's own", async () => {
    const { tools } = await takeDown({ ...eks, runs: [failed()] });
    const [, file = ""] = / --kubeconfig (\S+)/.exec(asked(tools)[0] ?? "") ?? [];
    expect(basename(file)).toBe("eks-mine.kubeconfig");
    expect(tools.was(`eks update-kubeconfig --name c --kubeconfig ${file}`)).toBe(true);
  });

  test.each<[string, Given, Record<string, Answer>]>([
    ["AWS does not know it", eks, { "update-kubeconfig": { code: 254 } }],
    ["no output names it", { cluster: undefined }, {}],
    ["it goes without Pulumi", { target: "kind" }, {}],
  ])("is none where %s", async (_, given, answers) => {
    const { tools } = await takeDown({ ...given, force: true, runs: [failed()] }, answers);
    expect(asked(tools)).toEqual([]);
  });
});

describe("a run of the engine", () => {
  const names = () => played.engine.map(({ log }) => basename(log).replace(/\d{8}T\d{6}/, "TIME"));

  test("has a log of its own, each of them", async () => {
    const answers = { "stack export": state(object("A", "a")), "get A": waiting };
    await takeDown({ force: true, runs: [failed(), failed(), engineResult(0)] }, answers);
    expect(names()).toEqual(["mine-down-TIME.log", "mine-down-2-TIME.log", "mine-down-3-TIME.log"]);
  });

  test("that ends well is told of as nothing but the stack that goes", async () => {
    const { notes, said } = await takeDown({});
    expect([notes, said]).toEqual(["Taking mine down", ""]);
  });

  test("that fails is told of with what was tried, and nothing of what waits where nothing does", async () => {
    const { said } = await takeDown({ runs: [failed()] });
    expect(said).toContain("Could not take mine down.");
    expect(said).not.toContain("are being deleted, and wait");
  });

  test("that fails while something waits is told of with that", async () => {
    const answers = { "stack export": state(object("A", "a")), "get A": waiting };
    const { said } = await takeDown({ runs: [failed()] }, answers);
    expect(said).toMatch(/\n\nThese are being deleted, and wait:\n {2}A\.v1\.x\/a waits/);
    expect(said).toContain("kubectl --context lent patch A.v1.x/a");
  });

  test("that says nothing of why it failed is told of by its code, where the cluster goes anyway", async () => {
    const { notes } = await takeDown({ target: "kind", runs: [engineResult(7)] });
    expect(notes).toContain("could not delete everything (exit code 7); removing the cluster");
  });

  test.each<[string, Given, boolean]>([
    ["that failed in an account", { ...eks, runs: [failed()] }, true],
    ["that was interrupted there", { ...eks, runs: [engineResult(130, undefined, true)] }, false],
    ["that failed elsewhere", { runs: [failed()] }, false],
  ])("%s has the account looked through: %s", async (_, given, looked) => {
    const { tools } = await takeDown(given, { "stack export": state() });
    expect(tools.was("logs describe-log-groups")).toBe(looked);
    expect(tools.was("cluster/c") || tools.was("/c/")).toBe(looked);
  });

  test("that was interrupted gets no cure: nothing failed", async () => {
    const { said } = await takeDown({ ...eks, runs: [engineResult(130, "DependencyViolation: x", true)] });
    expect(said).toContain("Stopped.");
    expect(said).not.toContain("an interface");
  });
});

describe("finalizers that are taken away are told of", () => {
  const claim = (name: string, id: string) => ({
    metadata: { name, deletionTimestamp: "t", finalizers: ["x"] },
    status: { providerID: `aws:///us-east-1a/${id}` },
  });

  test("by the objects that waited, and by the instances that their claims had", async () => {
    const { notes, tools } = await takeDown(
      { ...eks, force: true },
      {
        "stack export": state(object("NodePool", "pool")),
        "get nodeclaims": JSON.stringify({ items: [claim("one", "i-1"), claim("two", "i-2")] }),
        "get NodePool": waiting,
      },
    );
    expect(notes).toContain("Ending the instances i-1, i-2\n");
    expect(notes).toContain(
      "Taking away the finalizers of NodeClaim.v1.karpenter.sh/one, NodeClaim.v1.karpenter.sh/two, NodePool.v1.x/pool",
    );
    expect(tools.was("terminate-instances --instance-ids i-1 i-2")).toBe(true);
  });

  test("without a word of instances where there are none", async () => {
    const answers = { "stack export": state(object("A", "a")), "get A": waiting };
    expect((await takeDown({ force: true }, answers)).notes).not.toContain("instances");
  });
});

test("a state that cannot be exported names no applications of others, and is Pulumi's to refuse", async () => {
  const { code } = await takeDown({ runs: [failed()] }, { "stack export": { code: 1, stderr: "no" } });
  expect(code).toBe(255);
});

test("what Pulumi does not forget elsewhere stays as it is, also where the clone has a state of that name", async () => {
  const file = clone.state("mine");
  const { code, said } = await takeDown(
    { backend: "chosen" },
    { "stack rm": { code: 3, stderr: "forbidden\n" } },
  );
  expect([code, existsSync(file)]).toEqual([3, true]);
  expect(said).toContain("\nPulumi could not remove the stack mine:\nforbidden\n");
});

test("others' applications are named one by one", async () => {
  const items = ["a", "b"].map((name) => ({
    kind: "SparkApplication",
    metadata: { name, namespace: "theirs" },
  }));
  const { notes } = await takeDown(
    {},
    { "stack export": state(), "get sparkapplications": JSON.stringify({ items }) },
  );
  expect(notes).toContain("stay: theirs/a, theirs/b.");
});
