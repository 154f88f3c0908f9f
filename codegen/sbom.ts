/**
 * Writes a bill of materials in CycloneDX's form to standard output: the npm packages, Go modules, Python packages and jars that the
 * project's lock files name. `npm run sbom > sbom.json`
 */
import { resolve } from "node:path";
import { componentsOf } from "./sbom/components";

const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { type: "application", name: "spark-workshop" } },
  components: componentsOf(resolve(__dirname, "..")),
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
