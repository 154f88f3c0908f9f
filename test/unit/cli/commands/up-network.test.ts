import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enterNetwork } from "../../../../cli/commands/up-network";
import { projectRoot } from "../../../../cli/process/paths";
import { temporaryFolder } from "../../toolchain/fakes";

const mirror = jest.fn();

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
    mirrors: { "ghcr.io": "ghcr.io", pypi: "pypi.org" },
    caBundle: "gone.pem",
  });
  expect(() => enterNetwork("dev", root, trust, mirror)).toThrow(
    /Pulumi\.dev\.yaml[\s\S]*imageRegistry[\s\S]*mirrors\.ghcr\.io[\s\S]*mirrors\.pypi[\s\S]*caBundle/,
  );
  expect(trust).not.toHaveBeenCalled();
  expect(mirror).not.toHaveBeenCalled();
});

test("mirrors of packages hold for what up runs, those of images do not go with them", () => {
  const root = clone({
    target: "kind",
    mirrors: { "ghcr.io": "mirror.example.com", npm: "https://m.example" },
  });
  enterNetwork("dev", root, jest.fn(), mirror);
  expect(mirror).toHaveBeenCalledWith({ npm: "https://m.example" }, join(root, ".workshop"));
});

test("nothing is trusted that no stack file names, nor for a cluster elsewhere", () => {
  const trust = jest.fn();
  enterNetwork("dev", clone({ target: "kind" }), trust, jest.fn());
  enterNetwork("dev", clone({ target: "eks", caBundle: "gone.pem" }), trust, jest.fn());
  expect(trust).not.toHaveBeenCalled();
});
