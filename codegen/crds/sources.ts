import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { goModuleFolder } from "../../components/charts/go-module";
import { sparkOperatorCharts } from "../../components/charts/spark-operator-charts";
import { projectFolder } from "../../components/images/catalog";
import { versions } from "../../components/versions/versions";
import { podTemplateSchema } from "./pod-template";
import { Definitions, type Schema } from "./schema";

/** Where CRDs come from, and which file their types fill. */
export interface Source {
  /** File in `generated/`. */
  readonly file: string;
  /** File in `generated/` for the shapes. */
  readonly shapes: string;
  /** What the first line says it was generated from. */
  readonly of: string;
  /** The CRDs' files, in an order that decides after which kind a shared type is named. */
  crds(): Promise<readonly string[]>;
}

/** The CRDs of the pinned spark-operator. */
export const sparkOperator: Source = {
  file: "spark-operator.ts",
  shapes: "spark-operator.shapes.json",
  of: `spark-operator ${versions.sparkOperatorChart}`,
  async crds() {
    const { operator } = await sparkOperatorCharts(versions.sparkOperatorChart);
    const folder = join(operator, "crds");
    // SparkApplication first: what the kinds share is named after it.
    return (await readdir(folder))
      .sort((a, b) => Number(b.includes("_sparkapp")) - Number(a.includes("_sparkapp")))
      .map((file) => join(folder, file));
  },
};

/** The CRDs that the program writes objects of. */
export const sources: readonly Source[] = [
  sparkOperator,
  {
    file: "karpenter.ts",
    shapes: "karpenter.shapes.json",
    of: `Karpenter's AWS provider ${versions.karpenter}`,
    async crds() {
      const folder = await goModuleFolder("github.com/aws/karpenter-provider-aws", versions.karpenter);
      return ["karpenter.sh_nodepools", "karpenter.sh_nodeclaims", "karpenter.k8s.aws_ec2nodeclasses"].map(
        (name) => join(folder, "pkg", "apis", "crds", `${name}.yaml`),
      );
    },
  },
  {
    file: "karpenter-kind.ts",
    shapes: "karpenter-kind.shapes.json",
    of: "karpenter-provider-kind",
    crds: async () => [
      join(projectFolder, "karpenter-provider-kind/apis/crds/karpenter.kind.workshop_kindnodeclasses.yaml"),
    ],
  },
];

interface Crd {
  spec: { names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

/** What a source's CRDs define: types, shapes and the descriptions of fields. */
export async function definitionsOf(source: Source): Promise<Definitions> {
  const found = new Definitions({
    template: { name: "PodTemplateSpec", schema: podTemplateSchema() },
  });
  for (const file of await source.crds()) {
    const crd = parse(await readFile(file, "utf8")) as Crd;
    const [version] = crd.spec.versions;
    const { spec, status } = version?.schema.openAPIV3Schema.properties ?? {};
    if (!spec || !status) throw new Error(`${file} has no spec or no status`);
    found.add(spec, `${crd.spec.names.kind}Spec`);
    found.add(status, `${crd.spec.names.kind}Status`);
  }
  return found;
}
