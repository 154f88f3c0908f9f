import { existsSync } from "node:fs";
import { type Answer, engineResult } from "../../../support/played-tools";
import { clone, failed, played, state, takeDown, waiting } from "./played-destroy";

const application = {
  type: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
  outputs: {
    apiVersion: "sparkoperator.k8s.io/v1beta2",
    kind: "SparkApplication",
    metadata: { name: "flights", namespace: "jobs" },
  },
};
/** A cluster in which the job waits for a finalizer. */
const stuck: Record<string, Answer> = {
  "stack export": state(application),
  "--raw /readyz": "ok",
  "kubectl --context lent --request-timeout=15s get SparkApplication": waiting,
  "get SparkApplication": waiting,
};

const interrupted = () => engineResult(130, undefined, true);
const forgotten = "pulumi stack rm --yes --force --preserve-config --stack mine";

describe("a destroy that works", () => {
  test.each(["kind", "existing", "eks"])("has Pulumi forget a stack of the target %s", async (target) => {
    const { code, tools, engine } = await takeDown({ target, runs: [engineResult(0)] });
    expect(code).toBeUndefined();
    expect(engine).toEqual(["destroy"]);
    expect(tools.was(forgotten)).toBe(true);
    expect(tools.was("patch")).toBe(false);
  });

  test("ends with Pulumi's code where Pulumi does not forget the stack of another backend", async () => {
    const { code, said } = await takeDown(
      { backend: "chosen" },
      { "stack rm": { code: 3, stderr: "error: forbidden" } },
    );
    expect(code).toBe(3);
    expect(said).toContain("error: forbidden");
  });

  test("removes the files of a state of the clone that Pulumi cannot read", async () => {
    const file = clone.state("mine");
    const { code, notes } = await takeDown({}, { "stack rm": { code: 3, stderr: "error: broken" } });
    expect(code).toBeUndefined();
    expect(existsSync(file)).toBe(false);
    expect(notes).toContain("error: broken");
  });
});

describe("a destroy that fails", () => {
  test.each([
    ["existing", "clone"],
    ["existing", "chosen"],
    ["eks", "clone"],
    ["eks", "chosen"],
    // Others may need the state, so it is not forgotten, although the cluster is on this machine.
    ["kind", "chosen"],
  ] as const)(
    "of the target %s with a backend %s ends with its code and keeps the state",
    async (target, backend) => {
      const { code, tools, said } = await takeDown({ target, backend, runs: [failed()] });
      expect(code).toBe(255);
      expect(tools.was("stack rm")).toBe(false);
      expect(said).toContain("the API server said no");
    },
  );

  test("of a kind stack of the clone goes on: the cluster itself is removed next", async () => {
    const { code, tools, notes } = await takeDown({ target: "kind", runs: [failed()] });
    expect(code).toBeUndefined();
    expect(tools.was(forgotten)).toBe(true);
    expect(notes).toContain("the API server said no");
  });

  test.each(["kind", "existing", "eks"])(
    "by Ctrl-C ends with 130 and keeps the state of a stack of %s",
    async (target) => {
      const { code, tools } = await takeDown({ target, force: true, runs: [interrupted()] });
      expect(code).toBe(130);
      expect(tools.was("stack rm")).toBe(false);
    },
  );

  test("names what waits for a finalizer, and takes none away without --force", async () => {
    const { code, tools, engine, said } = await takeDown({ runs: [failed()] }, stuck);
    expect(code).toBe(255);
    expect(engine).toHaveLength(1);
    expect(tools.was("patch")).toBe(false);
    expect(said).toContain("SparkApplication.v1beta2.sparkoperator.k8s.io/flights in jobs waits for a/b");
    expect(said).toContain("./workshop down -s mine --yes --force");
  });

  test("in an account tells what bears the stack's marks and is in no state", async () => {
    const { code, said } = await takeDown(
      { target: "eks", cluster: "c", runs: [failed()] },
      {
        "stack export": state(),
        "describe-log-groups": '{ "logGroups": [{ "logGroupName": "/aws/eks/c/cluster" }] }',
        "describe-cluster": { code: 254, stderr: "ResourceNotFoundException" },
      },
    );
    expect(code).toBe(255);
    expect(said).toContain("aws logs delete-log-group --log-group-name /aws/eks/c/cluster");
  });
});

describe("in a cluster that others use too", () => {
  const definitions = {
    urn: "crds",
    type: "kubernetes:helm.sh/v3:Release",
    inputs: { name: "spark-operator-crds" },
  };
  const operator = {
    urn: "operator",
    type: "kubernetes:helm.sh/v3:Release",
    inputs: { name: "spark-operator" },
    dependencies: ["crds"],
  };
  const jobs = {
    urn: "ns",
    type: "kubernetes:core/v1:Namespace",
    outputs: { metadata: { name: "spark-jobs" } },
  };
  const listed = (...namespaces: string[]) =>
    JSON.stringify({
      items: namespaces.map((namespace) => ({
        kind: "SparkApplication",
        metadata: { name: "a", namespace },
      })),
    });

  test("the operator's CRDs stay, with the applications of others", async () => {
    const { tools, engine, notes } = await takeDown(
      { runs: [engineResult(0)] },
      {
        "stack export": state(definitions, operator, jobs),
        "get sparkapplications": listed("spark-jobs", "theirs"),
      },
    );
    expect(notes).toContain("the operator's CRDs stay: theirs/a.");
    expect(JSON.parse(tools.inputs[0] ?? "{}")).toEqual({
      deployment: { resources: [{ ...operator, dependencies: [] }, jobs] },
    });
    expect(engine).toEqual(["destroy"]);
  });

  test("nothing is deleted where they cannot be taken out of the state", async () => {
    const ending = takeDown(
      { runs: [engineResult(0)] },
      {
        "stack export": state(definitions, jobs),
        "stack import": { code: 255, stderr: "locked" },
        "get sparkapplications": listed("theirs"),
      },
    );
    await expect(ending).rejects.toThrow(/theirs\/a.*could not be taken out of the state: locked/);
    expect(played.engine).toEqual([]);
  });

  test("nothing is deleted where the cluster has the CRDs and does not say what there is of them", async () => {
    const ending = takeDown(
      { runs: [engineResult(0)] },
      {
        "stack export": state(definitions, jobs),
        "get sparkapplications": { code: 1, stderr: "forbidden" },
        "get customresourcedefinition": "customresourcedefinition/sparkapplications.sparkoperator.k8s.io\n",
      },
    );
    await expect(ending).rejects.toThrow(/does not say whether others have Spark applications/);
    expect(played.engine).toEqual([]);
  });

  test.each([
    ["none but the stack's own", "existing", listed("spark-jobs")],
    ["a cluster of the stack's own", "kind", listed("theirs")],
    ["no such kind", "existing", { code: 1, stderr: "the server doesn't have a resource type" }],
  ] as const)("%s: all of it goes", async (_, target, answer) => {
    const { tools } = await takeDown(
      { target, runs: [engineResult(0)] },
      { "stack export": state(definitions, jobs), "get sparkapplications": answer },
    );
    expect(tools.was("stack import")).toBe(false);
  });
});

describe("with --force", () => {
  test("finalizers are taken away before the engine, and again after a run that failed", async () => {
    const { code, tools, engine } = await takeDown({ force: true, runs: [failed(), engineResult(0)] }, stuck);
    expect(code).toBeUndefined();
    expect(engine).toEqual(["destroy", "destroy"]);
    const patches = tools.asked.filter((line) => line.includes(" patch "));
    expect(patches).toHaveLength(2);
    for (const line of patches)
      expect(line).toMatch(/^kubectl --context lent .*patch .*\/flights --namespace jobs/);
  });

  test("the engine is not run again where nothing waits", async () => {
    const { code, engine } = await takeDown({ force: true, runs: [failed(), engineResult(0)] });
    expect(code).toBe(255);
    expect(engine).toHaveLength(1);
  });

  test("rounds end, and the last run's code counts", async () => {
    const runs = [...Array(9)].map((_, i) => engineResult(i + 1, "still waits"));
    const { code, engine } = await takeDown({ force: true, runs }, stuck);
    expect(engine).toHaveLength(6);
    expect(code).toBe(6);
  });

  test("a person's Ctrl-C ends the rounds", async () => {
    const { code, engine } = await takeDown(
      { force: true, runs: [failed(), interrupted(), engineResult(0)] },
      stuck,
    );
    expect(code).toBe(130);
    expect(engine).toHaveLength(2);
  });

  test("no finalizer goes, and the engine does not run, where AWS refuses to end a claim's instance", async () => {
    const claim = {
      metadata: { name: "claim-1", deletionTimestamp: "t", finalizers: ["karpenter.sh/termination"] },
      status: { providerID: "aws:///us-east-1a/i-0a2" },
    };
    const pool = {
      type: "kubernetes:karpenter.sh/v1:NodePool",
      outputs: { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "drivers" } },
    };
    const ending = takeDown(
      { target: "eks", cluster: "c", force: true },
      {
        "stack export": state(pool),
        "--raw /readyz": "ok",
        "get nodeclaims": JSON.stringify({ items: [claim] }),
        "terminate-instances": { code: 254, stderr: "UnauthorizedOperation" },
      },
    );
    await expect(ending).rejects.toThrow(/did not end i-0a2: UnauthorizedOperation/);
    expect(played.tools.was("patch NodeClaim")).toBe(false);
    expect(played.engine).toEqual([]);
  });
});
