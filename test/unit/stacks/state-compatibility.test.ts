import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { compare, type ResourceChange, subjectOf } from "../../../cli/preview/compare";
import type { Declared } from "../../../cli/preview/declared";
import { record } from "../../../cli/preview/record";
import { readStackConfig } from "../../../cli/stack/config";
import { versions } from "../../../components/versions/versions";
import { awsStack } from "../../../stacks/aws";
import { readConfig, type StackConfig } from "../../../stacks/config";
import { existingStack } from "../../../stacks/existing";
import { kindStack } from "../../../stacks/kind";
import { renderingVariable } from "../../../stacks/rendering";
import { awsReady } from "../../support/aws-stack";
import { chartWithValuesOf } from "../../support/chart";
import { identities, readState, runsAgain, stateText } from "../../support/recorded-state";
import { withoutTraces } from "../../support/traces";

// Of that time: another Kubernetes is a new cluster on kind, and rightly so; the program alone is compared here.
jest.mock("../../../versions.json", () => {
  const pinned = jest.requireActual("../../../versions.json");
  const digest = "sha256:08497ee19eace7b4b5348db5c6a1591d7752b164530a36f855cb0f2bdcbadd48";
  const node = { reference: "kindest/node:v1.34.3", digest };
  const eks = { ...pinned.eks, kubeProxy: "v1.34.1-eksbuild.2" };
  return { ...pinned, kubernetes: "1.34.3", eks, images: { ...pinned.images, node } };
});
// EKS supported it then.
beforeAll(() => {
  const doNotFake = ["setTimeout", "setInterval", "setImmediate", "nextTick", "queueMicrotask"] as const;
  const more = ["clearTimeout", "clearInterval", "clearImmediate", "hrtime", "performance"] as const;
  jest.useFakeTimers({ now: Date.parse("2026-11-01"), doNotFake: [...doNotFake, ...more] });
});
afterAll(() => {
  jest.useRealTimers();
});

const project = "spark-workshop";
const charts = { operator: chartWithValuesOf(), crds: "crds" };
const stacks = {
  kind: (config: StackConfig) => kindStack(config, charts),
  existing: (config: StackConfig) => existingStack(config, { charts, kubeconfig: "{}" }),
  eks: (config: StackConfig) => {
    const account = { accountId: "000000000000", region: "us-east-1", partition: "aws" };
    return awsStack(config, { ...awsReady(config), account });
  },
};

/** The stacks that were recorded, by the stack file they were made from and what was changed in it. */
const recorded: Record<string, { file: string; over?: Record<string, string> }> = {
  dev: { file: "dev" },
  fixed: { file: "dev", over: { karpenter: "false" } },
  existing: { file: "existing" },
  aws: { file: "aws" },
  hom: { file: "hom" },
  prod: { file: "prod" },
};

/** What today's program declares, as far as it decides about create, delete and replace. */
async function today(stack: string): Promise<Declared[]> {
  const { file, over = {} } = recorded[stack] ?? { file: stack };
  const { get, given } = readStackConfig(process.cwd(), file);
  const then = { kubernetesVersion: versions.kubernetes, ...over } as Record<string, string>;
  const config = readConfig({ get: (key) => then[key] ?? get(key) }, given, file);
  withoutTraces();
  const log = jest.spyOn(pulumi.log, "warn").mockImplementation(async () => {});
  const { resources, error } = await record(
    { root: process.cwd(), project, stack, config: { [`${project}:target`]: config.target } },
    pulumi,
    () => stacks[config.target](config),
  );
  log.mockRestore();
  expect(error).toBeUndefined();
  return identities(resources);
}

/** What an update takes away on purpose: rights that nodes had, and that the VPC CNI has by itself now. The engine deletes last. */
const takenAway = /^delete .*RolePolicyAttachment::(cluster-system|karpenter-node)-1$/;

/** The changes that an update of a stack of that time would make and that are more than an update in place. */
function graveChanges(before: readonly Declared[], after: readonly Declared[]): string[] {
  return compare(before, after)
    .filter(({ op }) => op !== "update")
    .filter((change) => !takenAway.test(`${change.op} ${subjectOf(change).urn}`))
    .map((change) => `${change.op} ${subjectOf(change).urn}${reasons(change)}`);
}

function reasons({ because, properties }: ResourceChange): string {
  return because.length === 0 ? "" : `: ${because.join(", ")} ${JSON.stringify(properties)}`;
}

// hom and prod are shipped with a placeholder that only something that creates nothing accepts.
beforeAll(() => {
  process.env[renderingVariable] = "true";
});
afterAll(() => {
  delete process.env[renderingVariable];
});

const fileOf = (stack: string) => join(__dirname, "state-of-85166d4", `${stack}.txt`);
const stateOf = (stack: string) => readState(readFileSync(fileOf(stack), "utf8"), stack);

/** Printed with a difference, since the test alone does not say what to do about one. */
const advice = `A stack that stands today must not lose or replace anything by an update of the program.
 - delete, replace: keep URN, type, name and these properties, or give the resource an alias with its old URN.
 - create: only a resource that is new. UPDATE_GOLDEN=1 adds such lines to the file, and never changes another.`;

test.each(Object.keys(recorded))(
  "an update of the stack %s creates, deletes and replaces nothing, save that a changed SparkApplication runs again",
  async (stack) => {
    const after = await today(stack);
    if (process.env.UPDATE_GOLDEN) {
      const known = stateOf(stack);
      const urns = new Set(
        compare(known, after).flatMap(({ op, after: made }) => (op === "create" && made ? made.urn : [])),
      );
      writeFileSync(fileOf(stack), stateText([...known, ...after.filter(({ urn }) => urns.has(urn))], stack));
    }
    const found = graveChanges(stateOf(stack), after);
    expect(found.length === 0 ? "" : [...found, advice].join("\n")).toBe("");
  },
);

describe("a state of 85166d4 and a program that differs", () => {
  const cluster = "urn:pulumi:dev::spark-workshop::workshop:cluster:KindCluster::cluster";
  const flights = `urn:pulumi:dev::spark-workshop::workshop:spark:SparkApplication$${runsAgain}::flights`;

  test("a resource under another name is a create and a delete", () => {
    const renamed = stateOf("dev").map((one) =>
      one.urn === cluster ? { ...one, urn: `${cluster}-2` } : one,
    );
    expect(graveChanges(stateOf("dev"), renamed)).toEqual(
      [`create ${cluster}-2`, `delete ${cluster}`].sort().reverse(),
    );
  });

  test("with an alias of the old name it is neither", () => {
    const renamed = stateOf("dev").map((one) =>
      one.urn === cluster ? { ...one, urn: `${cluster}-2`, options: { aliases: [cluster] } } : one,
    );
    expect(graveChanges(stateOf("dev"), renamed)).toEqual([]);
  });

  test("a trigger that changes is a replacement, and a job's spec is not looked at", async () => {
    const now = await today("dev");
    const touched = now.map((one) =>
      one.name === "storage-lake" && one.custom ? { ...one, inputs: { triggers: ["other"] } } : one,
    );
    expect(graveChanges(stateOf("dev"), touched)).toEqual([
      expect.stringMatching(/^replace .*storage-lake: triggers/),
    ]);
    expect(now.find(({ urn }) => urn === flights)?.inputs).not.toHaveProperty("spec");
  });
});
