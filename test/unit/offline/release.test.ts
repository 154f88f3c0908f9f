import { complaint } from "../../../offline/plugins/kubernetes/helm";
import { resourceNames } from "../../../offline/plugins/kubernetes/release";
import * as args from "../../../offline/plugins/kubernetes/release-args";

const release = { chart: "./chart", name: "r", namespace: "n", timeout: 60 };

describe("helm's arguments", () => {
  it("installs and waits", () => {
    const made = args.installArgs(
      { ...release, skipCrds: true, createNamespace: true, atomic: false },
      "/values",
    );
    expect(made.join(" ")).toBe(
      "install r ./chart --namespace n --values /values --timeout 60s --output json --wait --skip-crds --create-namespace",
    );
  });

  it("does not wait when told so", () => {
    const made = args.installArgs({ ...release, skipAwait: true, waitForJobs: true }, "/values");
    expect(made).not.toContain("--wait");
    expect(made).not.toContain("--wait-for-jobs");
    expect(args.uninstallArgs({ ...release, skipAwait: true })).not.toContain("--wait");
  });

  it("upgrades with every revision kept, unless limited", () => {
    expect(args.upgradeArgs(release, "/values").join(" ")).toContain("--history-max 0");
    expect(args.upgradeArgs({ ...release, maxHistory: 3 }, "/values").join(" ")).toContain("--history-max 3");
  });

  it("uninstalls what may be gone", () => {
    expect(args.uninstallArgs(release).join(" ")).toBe(
      "uninstall r --namespace n --ignore-not-found --wait --timeout 60s",
    );
  });

  it.each([
    [
      { chart: "c", repositoryOpts: { repo: "https://charts.example.com" }, version: "1.2.3" },
      "c --repo https://charts.example.com --version 1.2.3",
    ],
    [{ chart: "c", repositoryOpts: { repo: "alias" } }, "alias/c"],
    [
      { chart: "oci://registry.example.com/c", repositoryOpts: { repo: "x" } },
      "oci://registry.example.com/c",
    ],
  ])("finds the chart of %j", (given, expected) => {
    expect(args.chartArgs(given).join(" ")).toBe(expected);
  });

  it("names the inputs that it cannot heed", () => {
    expect(args.unsupportedInputs({ ...release, valueYamlFiles: [] })).toEqual(["valueYamlFiles"]);
  });
});

it("helm's complaint is told without the noise around it", () => {
  const stderr = [
    "WARNING: Kubernetes configuration file is group-readable.",
    "W0720 10:00:00.000000  1 warnings.go:70] unknown field",
    "Error: INSTALLATION FAILED: cannot re-use a name that is still in use",
    "",
  ].join("\n");
  expect(complaint(stderr)).toBe("cannot re-use a name that is still in use");
});

it("the objects of a release are named by kind", () => {
  const manifest = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: b, namespace: n }
---
# nothing
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: a, namespace: n }
---
apiVersion: v1
kind: Namespace
metadata: { name: n }
`;
  expect(resourceNames(manifest)).toEqual({
    "Deployment.apps/apps/v1": ["n/a", "n/b"],
    "Namespace/v1": ["n"],
  });
});
