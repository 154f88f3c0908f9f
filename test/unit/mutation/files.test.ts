import { filesToMutate, testsOf } from "../../mutation/files";

const texts: Readonly<Record<string, string>> = {
  "components/spark/rules/nodes.ts": 'import type * as pulumi from "@pulumi/pulumi";\n',
  "components/spark/spark-operator.ts": 'import * as k8s from "@pulumi/kubernetes";\n',
  "components/sizing/generated/ec2-prices.ts": "",
  "components/units/cron.ts": "",
  "policies/check.ts": 'import {\n  type Finding,\n} from "./rule";\n',
  "policies/pack.ts": 'import {\n  PolicyPack,\n} from "@pulumi/policy";\n',
  "test/unit/policies/rules.test.ts": "",
  "README.md": "",
};
const chosen = (...args: string[]) =>
  filesToMutate(args, {
    tracked: Object.keys(texts),
    changed: ["policies/check.ts", "components/units/cron.ts", "README.md"],
    read: (file) => texts[file] ?? "",
  });

test.each<[string, string[], string[]]>([
  ["what differs from main, in the folders that decide", [], ["policies/check.ts"]],
  [
    "all of these folders but what wires or is generated",
    ["--all"],
    ["components/spark/rules/nodes.ts", "policies/check.ts"],
  ],
  ["a folder", ["components/spark/"], ["components/spark/rules/nodes.ts"]],
  ["a file of any folder", ["./components/units/cron.ts", "--concurrency=2"], ["components/units/cron.ts"]],
])("mutated is %s", (_, args, files) => {
  expect(chosen(...args)).toEqual(files);
});

test.each<[string, string, string[]]>([
  [
    "those of its name and those that import it",
    "components/sizing/allocatable.ts",
    ["test/unit/cost/aws-cost.test.ts", "test/unit/sizing/pod-size.test.ts"],
  ],
  ["no folder whose name begins alike", "components/size/a.ts", []],
  [
    "those of a folder of the tool, and those of a flow with something in the place of a part",
    "cli/teardown/destroy.ts",
    ["test/unit/cli/commands/down.test.ts", "test/unit/cli/teardown/destroy.test.ts"],
  ],
  [
    "those that build no stack",
    "components/storage/s3a.ts",
    ["test/unit/cluster/targets.test.ts", "test/unit/storage/s3a.test.ts"],
  ],
  ["those of policies", "policies/rules/pools.ts", ["test/unit/policies/rules.test.ts"]],
])("tests that are asked: %s", (_, file, tests) => {
  const imports: Readonly<Record<string, string>> = {
    "test/unit/cli/commands/down.test.ts":
      'jest.mock("../../../../cli/teardown/stop-docker", () => ({ stopOwnEngine: async () => undefined }));\n',
    "test/unit/cli/teardown/destroy.test.ts": "",
    "test/unit/cluster/targets.test.ts":
      'import { factsOf } from "../../../stacks/targets";\nimport { s3aOfPods } from "../../../components/storage/s3a";\n',
    "test/unit/cost/aws-cost.test.ts":
      'import { allocatable } from "../../../components/sizing/allocatable";\n',
    "test/unit/policies/rules.test.ts": "",
    "test/unit/policies/rendered.test.ts": "",
    "test/unit/sizing/pod-size.test.ts": "",
    "test/unit/sizing/support.ts": "",
    "test/unit/storage/credentials.test.ts": 'import { awsStack } from "../../../stacks/aws";\n',
    "test/unit/storage/s3a.test.ts": "",
    "test/unit/stacks/aws.test.ts": 'import { allocatable } from "../../../components/sizing/allocatable";\n',
  };
  const tracked = Object.keys(imports);
  expect(testsOf([file], { tracked, read: (test) => imports[test] ?? "" })).toEqual(tests);
});

test("what there is not is refused", () => {
  expect(() => chosen("components/spork")).toThrow("There is no components/spork.");
});
