import type { Rendering } from "../../../cli/preview/declared";
import type { Subject } from "../../../policies/rule";
import { awsStack } from "../../../stacks/aws";
import { readConfig } from "../../../stacks/config";
import { existingStack } from "../../../stacks/existing";
import { kindStack } from "../../../stacks/kind";
import { awsReady } from "../../support/aws-stack";
import { chartWithValuesOf } from "../../support/chart";
import { recorded } from "../preview/programs";

/** Nothing of these stacks may be thrown away, and others rely on them: every rule is as strict as it can be. */
const prod = { environment: "prod", attendees: "1" };
const charts = { operator: chartWithValuesOf(), crds: "crds" };

type Config = Record<string, string>;
type Program = (config: ReturnType<typeof readConfig>) => unknown;

const programs: Readonly<Record<string, [Config, Program]>> = {
  "kind with Karpenter": [{ target: "kind" }, (config) => kindStack(config, charts)],
  "kind with fixed workers": [{ target: "kind", karpenter: "false" }, (config) => kindStack(config, charts)],
  eks: [
    { target: "eks", eks: JSON.stringify({ disposable: false }) },
    (config) => awsStack(config, awsReady(config)),
  ],
  existing: [
    {
      target: "existing",
      existing: JSON.stringify({ context: "minikube", labelled: true, zones: ["a", "b"] }),
    },
    (config) => existingStack(config, { charts, kubeconfig: "{}" }),
  ],
};

/** Every target that a stack can have, in the forms whose resources differ. */
export const targets = Object.keys(programs);

/** What the stack of a target really declares, as rules are shown it. */
export async function declared(target: string): Promise<Subject[]> {
  const [config, program] = programs[target] ?? [{}, () => undefined];
  const values: Config = { ...prod, ...config };
  const rendering: Rendering = await recorded(target.replaceAll(" ", "-"), values, () =>
    program(readConfig({ get: (key) => values[key] }, Object.keys(values), target)),
  );
  if (rendering.error !== undefined) throw new Error(rendering.error);
  return rendering.resources.map(({ urn, type, name, inputs, propertyDependencies }) => ({
    urn,
    type,
    name,
    props: inputs,
    propertyDependencies,
  }));
}
