import { versions } from "../../components/versions/versions";
import type { GoBuild } from "./go";
import type { Platform } from "./platform";
import type { Release } from "./release";
import { type Acceptance, atLeast, withinOneMinorOf } from "./version";

/** A program that the workshop runs on this machine. */
export type ToolName = "pulumi" | "kind" | "kubectl" | "helm" | "actionlint";

/** All there is to know of a tool: what will do, and where it comes from. */
export interface ToolSpec {
  /** The version that is downloaded or built. */
  readonly version: string;
  /** Whether a version found on PATH will do. */
  readonly accepts: Acceptance;
  /** Arguments that make it print its version, without asking anyone. */
  readonly versionArgs: readonly string[];
  /** The official release for a platform. */
  readonly release: (platform: Platform) => Release;
  /** The same from Go modules. */
  readonly build: GoBuild;
  /** What is to be said of a tool that was built instead of downloaded. @default nothing */
  readonly builtNote?: string;
}

/** Every tool, with what is accepted and why. */
export const toolSpecs: Readonly<Record<ToolName, ToolSpec>> = {
  pulumi: {
    version: versions.pulumi,
    // The CLI must not be older than the SDK in package.json, whose engine protocol it speaks; it is backwards
    // compatible within a major version.
    accepts: atLeast(versions.pulumi),
    versionArgs: ["version"],
    release: ({ os, arch }) => {
      const base = `https://github.com/pulumi/pulumi/releases/download/v${versions.pulumi}`;
      return {
        url: `${base}/pulumi-v${versions.pulumi}-${os}-${arch === "amd64" ? "x64" : arch}.tar.gz`,
        checksums: `${base}/pulumi-${versions.pulumi}-checksums.txt`,
        pin: versions.sha256.pulumi[`${os}-${arch}`],
        form: "archive",
      };
    },
    build: {
      module: "offline/toolchain/pulumi",
      packages: ["github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
      variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${versions.pulumi}` },
    },
    builtNote: "Pulumi's language plugins come with the release only",
  },
  kind: {
    version: versions.kind,
    // 0.30 is the first release made for Kubernetes 1.34.
    accepts: atLeast("0.30.0"),
    versionArgs: ["version"],
    release: ({ os, arch }) => {
      const url = `https://github.com/kubernetes-sigs/kind/releases/download/v${versions.kind}/kind-${os}-${arch}`;
      const pin = versions.sha256.kind[`${os}-${arch}`];
      return { url, checksums: `${url}.sha256sum`, pin, form: "program" };
    },
    build: { module: "offline/toolchain/kind", packages: ["sigs.k8s.io/kind"] },
  },
  kubectl: {
    version: versions.kubernetes,
    // Kubernetes supports a kubectl within one minor version of the API server.
    accepts: withinOneMinorOf(versions.kubernetes),
    versionArgs: ["version", "--client"],
    release: ({ os, arch }) => {
      const url = `https://dl.k8s.io/release/v${versions.kubernetes}/bin/${os}/${arch}/kubectl`;
      const pin = versions.sha256.kubectl[`${os}-${arch}`];
      return { url, checksums: `${url}.sha256`, pin, form: "program" };
    },
    build: {
      module: "offline/toolchain/kind-node",
      packages: ["./cmd/kubectl"],
      sources: ["cmd/kubectl"],
      variables: kubernetesVersion(),
    },
  },
  helm: {
    version: versions.helm,
    // The charts here are tested with this release; Helm 4 renders and applies differently.
    accepts: atLeast(versions.helm),
    versionArgs: ["version", "--template", "{{.Version}}"],
    release: ({ os, arch }) => {
      const url = `https://get.helm.sh/helm-v${versions.helm}-${os}-${arch}.tar.gz`;
      const pin = versions.sha256.helm[`${os}-${arch}`];
      return { url, checksums: `${url}.sha256sum`, pin, form: "archive" };
    },
    build: {
      module: "offline/toolchain/helm",
      packages: ["helm.sh/helm/v3/cmd/helm"],
      variables: { "helm.sh/helm/v3/internal/version.version": `v${versions.helm}` },
    },
  },
  actionlint: {
    version: versions.actionlint,
    // An older one does not know the newest runners and contexts.
    accepts: atLeast(versions.actionlint),
    versionArgs: ["-version"],
    release: ({ os, arch }) => {
      const base = `https://github.com/rhysd/actionlint/releases/download/v${versions.actionlint}`;
      return {
        url: `${base}/actionlint_${versions.actionlint}_${os}_${arch}.tar.gz`,
        checksums: `${base}/actionlint_${versions.actionlint}_checksums.txt`,
        pin: versions.sha256.actionlint[`${os}-${arch}`],
        form: "archive",
      };
    },
    build: {
      module: "offline/toolchain/actionlint",
      packages: ["github.com/rhysd/actionlint/cmd/actionlint"],
      variables: { "github.com/rhysd/actionlint.version": versions.actionlint },
    },
  },
};

/** What makes Kubernetes' programs say which release they are. */
export function kubernetesVersion(version: string = versions.kubernetes): Record<string, string> {
  const [major = "", minor = ""] = version.split(".");
  const name = "k8s.io/component-base/version";
  return { [`${name}.gitVersion`]: `v${version}`, [`${name}.gitMajor`]: major, [`${name}.gitMinor`]: minor };
}
