import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { interfacesFile, interfacesModule } from "../../codegen/generate-interfaces";
import { pricesFile, pricesModule } from "../../codegen/generate-prices";
import { interruptionEvents } from "../../components/aws/karpenter-names";
import { goModuleFolder } from "../../components/charts/go-module";
import { controllerPolicies } from "../../components/karpenter/aws/controller-policies";
import { kubernetesOfKarpenter } from "../../components/versions/compatibility";
import { minor, versions } from "../../components/versions/versions";

// The release's own source, which Go's checksum database vouches for. Without Go there is nothing to hold against.
const withGo = hasGo() ? describe : describe.skip;

withGo(`Karpenter ${versions.karpenter}, as its source has it`, () => {
  let release: string;
  beforeAll(async () => {
    release = await goModuleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
  }, 300_000);
  const source = (...path: string[]) => readFileSync(join(release, ...path), "utf8");

  test("has a rule for each event that it understands, in the service's own words", () => {
    const messages = join("pkg", "controllers", "interruption", "messages");
    const understood = readdirSync(join(release, messages), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "noop")
      // What comes from elsewhere than the queue has no parser.
      .filter(({ name }) => existsSync(join(release, messages, name, "parser.go")))
      .map(({ name }) => {
        const text = source(messages, name, "parser.go");
        const said = (method: string) =>
          new RegExp(`${method}\\(\\) string \\{\\s*return "([^"]+)"`).exec(text)?.[1];
        return `${said("Source")}: ${said("DetailType")}`;
      });
    expect(understood.length).toBeGreaterThan(3);
    expect(interruptionEvents.map(({ source, detailType }) => `${source}: ${detailType}`).sort()).toEqual(
      understood.sort(),
    );
  });

  test("may make every call that it makes, and no other", () => {
    const services: Record<string, string> = {
      EC2API: "ec2",
      IAMAPI: "iam",
      EKSAPI: "eks",
      PricingAPI: "pricing",
      SSMAPI: "ssm",
      SQSAPI: "sqs",
      ARCZonalShiftAPI: "arc-zonal-shift",
    };
    const calls = [...source("pkg", "aws", "sdk.go").matchAll(/type (\w+) interface \{([^}]+)\}/g)].flatMap(
      ([, name = "", body = ""]) =>
        services[name]
          ? [...body.matchAll(/^\t(\w+)\(/gm)].map(([, call]) => `${services[name]}:${call}`)
          : [],
    );
    // Declared for the release's own tests; the controller calls neither.
    const unused = ["sqs:SendMessage", "iam:GetRole"];
    // Made where the feature gate RebootForRepair is on, which the chart leaves off.
    const gated = ["ec2:RebootInstances"];
    expect(source("charts", "karpenter", "values.yaml")).toContain("rebootForRepair: false");
    // Asked for by EC2, on behalf of who launches an instance.
    const implied = ["iam:PassRole"];
    const account = { accountId: "1", region: "us-east-1", partition: "aws" };
    const granted = Object.values(controllerPolicies(account, "c")).flatMap(({ Statement }) =>
      Statement.flatMap(({ Action }) => Action),
    );
    expect([...new Set(granted)].sort()).toEqual(
      [...calls.filter((call) => ![...unused, ...gated].includes(call)), ...implied].sort(),
    );
  });

  test("runs on the Kubernetes versions that the table says", () => {
    const text = source("pkg", "providers", "version", "version.go");
    const bound = (name: string) => Number(new RegExp(`${name}K8sVersion = "1\\.(\\d+)"`).exec(text)?.[1]);
    const line = minor(versions.karpenter);
    expect(kubernetesOfKarpenter[line]).toEqual([bound("Min"), bound("Max")]);
  });

  test("gives the types and the prices that are checked in", async () => {
    // In a process of its own: the generator's formatter loads modules in a way that jest does not.
    execFileSync(join("node_modules", ".bin", "tsx"), ["codegen/crds/generate.ts", "--check"]);
    expect(await pricesModule()).toBe(readFileSync(pricesFile, "utf8"));
    expect(await interfacesModule()).toBe(readFileSync(interfacesFile, "utf8"));
  }, 120_000);
});

function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
