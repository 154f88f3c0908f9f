import { stringify } from "yaml";
import { checkText } from "../../../cli/manifest/check-text";
import type { SparkApplicationSpec } from "../../../components/crds/generated/spark-operator";
import { InvalidInput, sentence } from "../../../components/errors";
import { refusedInWords } from "../../../components/refused-in-words";
import { mergeSpec } from "../../../components/spark/application/merge-spec";
import { planApplication } from "../../../components/spark/application/plan";
import { checkPolicies } from "../../../policies/check";
import { platformFor } from "../../support/platform";
import { driver, executor, job } from "../policies/subjects";

/** What is wrong with a spec, where a typed job has it laid over its own, and what the refusal is about. */
const faults: Readonly<Record<string, [overlay: object, path: string]>> = {
  "a field that there is not": [{ driver: { memroy: "1g" } }, "spec.driver.memroy"],
  "a word for a number": [{ executor: { instances: "two" } }, "spec.executor.instances"],
  "a number for a size": [{ executor: { memory: 5 } }, "spec.executor.memory"],
  "a word for a map": [{ sparkConf: "spark.ui.enabled=false" }, "spec.sparkConf"],
  "a word for a list": [{ arguments: "--day 1" }, "spec.arguments"],
  "a map for a list": [{ volumes: {} }, "spec.volumes"],
  "a kind of program that there is not": [{ type: "Pyton" }, "spec.type"],
  "a mode that there is not": [{ mode: "clutser" }, "spec.mode"],
  "a policy that there is not": [{ restartPolicy: { type: "Sometimes" } }, "spec.restartPolicy.type"],
  "a word for yes": [{ dynamicAllocation: { enabled: "maybe" } }, "spec.dynamicAllocation.enabled"],
  "a field of a list's item": [
    { driver: { sidecars: [{ name: "proxy", imge: "proxy:1" }] } },
    "spec.driver.sidecars[0].imge",
  ],
  "a secret among the arguments": [{ arguments: ["--password", "hunter22"] }, "spec.arguments[1]"],
  "a secret in a property": [
    { sparkConf: { "spark.shop.password": "hunter22" } },
    'spec.sparkConf["spark.shop.password"]',
  ],
  "a secret by its look": [
    { driver: { envVars: { KEY: "AKIAIOSFODNN7EXAMPLE" } } },
    'spec.driver.envVars["KEY"]',
  ],
};

const manifest = {
  apiVersion: "sparkoperator.k8s.io/v1beta2",
  kind: "SparkApplication",
  metadata: { name: "hello" },
};
const sound = {
  type: "Python",
  mode: "cluster",
  sparkVersion: "4.1.2",
  image: "spark:4.1.2",
  mainApplicationFile: "local:///opt/jobs/hello.py",
  driver: driver(),
  executor: executor({ instances: 1 }),
};
const laidOver = (overlay: object) => mergeSpec(sound as SparkApplicationSpec, overlay);

/** A job of a program, with the overlay as its `spec`. */
function planned(overlay: object): void {
  const args = { ...platformFor(), python: "apps/flights/flights.py", spec: overlay };
  planApplication("hello", args as never, "SparkApplication hello");
}

/** The message with which something is refused. */
function refusal(make: () => void): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

/** The line of a refusal that is about a path. */
const lineOf = (message: string, path: string) =>
  message
    .split("\n")
    .find((line) => line.startsWith(` - ${path} `))
    ?.slice(3);

/** What the typed component says. */
function inTypeScript(overlay: object, path: string): string | undefined {
  expect(() => planned(overlay)).toThrow(InvalidInput);
  return lineOf(
    refusal(() => planned(overlay)),
    path,
  );
}

/** What a program in Python is told: the facade hands the refusal on. */
function inPython(overlay: object, path: string): string | undefined {
  return lineOf(
    refusal(() => refusedInWords(() => planned(overlay))),
    path,
  );
}

/** What `./workshop manifest check` says. */
function inManifest(overlay: object, path: string): string | undefined {
  const { findings } = checkText(stringify({ ...manifest, spec: laidOver(overlay) }), "hello.yaml");
  const found = findings.find((finding) => finding.path === path);
  return found && sentence(found);
}

/** What the policy pack says. */
function inPolicy(overlay: object, path: string): string | undefined {
  const resource = job(laidOver(overlay) as unknown as Record<string, unknown>);
  const found = checkPolicies([resource], { environment: "prod", disposable: false });
  return found
    .map(({ message }) => message.replace(`${resource.name}: `, ""))
    .find((message) => message.startsWith(`${path} `));
}

test.each(Object.entries(faults))("%s is refused in the same words everywhere", (_, [overlay, path]) => {
  const words = inTypeScript(overlay, path);
  expect(words).toMatch(/[.?]$/);
  expect({
    python: inPython(overlay, path),
    manifest: inManifest(overlay, path),
    policy: inPolicy(overlay, path),
  }).toEqual({ python: words, manifest: words, policy: words });
});
