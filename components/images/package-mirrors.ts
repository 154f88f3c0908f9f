import type { Problem } from "../errors";
import type { Mirrors } from "./mirrors";

/** Sources of packages that have mirrors beside those of registries of images. */
export const packageSources = ["debian", "go", "maven", "npm", "pypi"] as const;
export type PackageSource = (typeof packageSources)[number];

/** URLs of mirrors by the source that each stands for: `{ pypi: "https://mirror.example.com/pypi/simple" }`. */
export type PackageMirrors = Readonly<Partial<Record<PackageSource, string>>>;

/** What each looks like, for people. */
const examples: Readonly<Record<PackageSource, string>> = {
  debian: "https://mirror.example.com/debian, beside which debian-security lies",
  go: "https://mirror.example.com/go",
  maven: "https://mirror.example.com/maven2",
  npm: "https://mirror.example.com/npm",
  pypi: "https://mirror.example.com/pypi/simple",
};

/** Whether a name of a stack file's mirrors is a source of packages: no registry of images is called so. */
export function isPackageSource(name: string): name is PackageSource {
  return (packageSources as readonly string[]).includes(name);
}

/** Those of mirrors that stand for sources of packages. */
export function packageMirrors(mirrors: Mirrors): PackageMirrors {
  return Object.fromEntries(Object.entries(mirrors).filter(([name]) => isPackageSource(name)));
}

/** Those of mirrors that stand for registries of images. */
export function registryMirrors(mirrors: Mirrors): Mirrors {
  return Object.fromEntries(Object.entries(mirrors).filter(([name]) => !isPackageSource(name)));
}

/** What is wrong with the address of a mirror of packages. It may have a password in it, which is not repeated. */
export function packageAddressProblems(path: string, source: PackageSource, url: string): Problem[] {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && (parsed.username !== "" || parsed.password !== "")) {
    return [
      {
        path,
        reason: "has a user in it",
        cure: "Name a mirror that may be read without signing in: image builds and jobs have no password of yours.",
      },
    ];
  }
  if (source === "debian" && parsed?.pathname === "/") {
    const reason = "has no path beside which debian-security could lie";
    return [{ path, value: url, reason, cure: `Write it as ${examples.debian}.` }];
  }
  const plain =
    parsed && ["http:", "https:"].includes(parsed.protocol) && /^[^\s?#"'<>&]*[^\s?#"'<>&/]$/.test(url);
  if (plain) return [];
  return [
    {
      path,
      ...(url.includes("@") ? {} : { value: url }),
      reason: "is not the URL of a mirror",
      cure: `Write it as ${examples[source]}: with its scheme, no slash at the end.`,
    },
  ];
}
