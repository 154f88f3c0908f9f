import { ecrNames } from "../../../components/images/ecr-names";
import { pushSteps } from "../../../components/images/push";

const registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const nobody = async () => false;

test("an image for one architecture is tagged and pushed", async () => {
  const target = `${registry}/w/spark:1`;
  expect(await pushSteps({ source: "spark:1", target, registry }, nobody)).toEqual([
    ["tag", "spark:1", target],
    ["push", "--quiet", target],
  ]);
});

test("one for several is pushed for each, and then the list under the name that pods write", async () => {
  const target = `${registry}/w/spark:1-amd64-arm64`;
  const parts = [
    { architecture: "amd64", source: "spark:1" },
    { architecture: "arm64", source: "spark:1-arm64" },
  ] as const;
  const push = { source: "spark:1", target, registry, parts };
  const list = [
    ["manifest", "create", target, `${target}-amd64`, `${target}-arm64`],
    ["manifest", "push", "--purge", target],
  ];
  expect(await pushSteps(push, nobody)).toEqual([
    ["tag", "spark:1", `${target}-amd64`],
    ["push", "--quiet", `${target}-amd64`],
    ["tag", "spark:1-arm64", `${target}-arm64`],
    ["push", "--quiet", `${target}-arm64`],
    ...list,
  ]);
  // Of a push that was interrupted: tags are immutable.
  expect(await pushSteps(push, async (name) => name.endsWith("amd64"))).toEqual([
    ["tag", "spark:1-arm64", `${target}-arm64`],
    ["push", "--quiet", `${target}-arm64`],
    ...list,
  ]);
});

test("in a registry an image has that host, and not the one which nobody finds", () => {
  const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
  const reference = "workshop.invalid/spark-workshop/spark:1";
  expect(ecrNames(account, "w", { reference }).reference).toBe(`${registry}/w/spark-workshop/spark:1`);
});

test("an image for several has a tag of its own, since that of one is there for ever", () => {
  const account = { accountId: "123456789012", region: "us-east-1", partition: "aws" };
  const of = (...architectures: ("amd64" | "arm64")[]) =>
    ecrNames(account, "w", { reference: "spark:1" }, architectures).reference;
  expect(of("arm64")).toBe(`${registry}/w/spark:1`);
  expect(of("arm64", "amd64")).toBe(of("amd64", "arm64"));
  expect(of("amd64", "arm64")).toBe(`${registry}/w/spark:1-amd64-arm64`);
});
