import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enterNetwork } from "../../../../cli/commands/up-network";
import { projectRoot } from "../../../../cli/process/paths";
import { temporaryFolder } from "../../toolchain/fakes";

/** A clone whose stack `dev` has these keys. */
function clone(keys: Record<string, unknown>): string {
  const root = temporaryFolder();
  cpSync(join(projectRoot, "Pulumi.yaml"), join(root, "Pulumi.yaml"));
  const config = Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [`spark-workshop:${key}`, value]),
  );
  writeFileSync(join(root, "Pulumi.dev.yaml"), JSON.stringify({ config }));
  return root;
}

test("everything wrong with a company's network is said at once, before anything is downloaded", () => {
  const trust = jest.fn();
  const root = clone({
    target: "kind",
    imageRegistry: "https://ghcr.io",
    mirrors: { "ghcr.io": "ghcr.io" },
    caBundle: "gone.pem",
  });
  expect(() => enterNetwork("dev", root, trust)).toThrow(
    /Pulumi\.dev\.yaml[\s\S]*imageRegistry[\s\S]*mirrors\.ghcr\.io[\s\S]*caBundle/,
  );
  expect(trust).not.toHaveBeenCalled();
});

test("nothing is trusted that no stack file names, nor for a cluster elsewhere", () => {
  const trust = jest.fn();
  enterNetwork("dev", clone({ target: "kind" }), trust);
  enterNetwork("dev", clone({ target: "eks", caBundle: "gone.pem" }), trust);
  expect(trust).not.toHaveBeenCalled();
});
