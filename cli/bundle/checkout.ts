import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../components/errors";
import { versions } from "../../components/versions/versions";
import { type Platform, thisPlatform } from "../toolchain/platform";
import { stackImageReferences } from "../toolchain/stack-images";
import type { Manifest } from "./layout";

/** What a checkout on a machine wants of a bundle. */
export interface Wanted extends Pick<Manifest, "platform" | "node" | "lock" | "versions"> {
  /** Images by name and tag, that of a built one being the hash of what goes into it. */
  readonly images: readonly string[];
}

/** What this checkout wants on this machine. */
export function wantedBy(root: string, platform: Platform = thisPlatform()): Wanted {
  const file = (name: string) => readFileSync(join(root, name), "utf8");
  return {
    platform: `${platform.os}/${platform.arch}`,
    node: file(".node-version").trim(),
    lock: createHash("sha256").update(file("package-lock.json")).digest("hex"),
    versions: { ...versions },
    images: stackImageReferences(),
  };
}

const anew =
  "Make the bundle anew from this checkout with ./workshop bundle, or use the checkout that it was made from.";

/** Why a bundle is none for a checkout on a machine. */
export function foreignProblems(manifest: Manifest, wanted: Wanted): Problem[] {
  const problems: Problem[] = [];
  if (manifest.platform !== wanted.platform) {
    problems.push({
      path: "platform",
      value: manifest.platform,
      reason: `is not ${wanted.platform}, which this machine is`,
      cure: "Take the bundle that was made on a machine of this kind.",
    });
  }
  const mine = leaves(wanted.versions);
  const its = leaves(manifest.versions);
  for (const path of new Set([...mine.keys(), ...its.keys()])) {
    if (path.startsWith("$") || its.get(path) === mine.get(path)) continue;
    problems.push({
      path: `versions.${path}`,
      value: its.get(path),
      reason: mine.has(path)
        ? `is not ${mine.get(path)}, which this checkout pins`
        : "is pinned by no file of this checkout",
      cure: anew,
    });
  }
  if (manifest.node !== wanted.node) {
    problems.push({
      path: "node",
      value: manifest.node,
      reason: `is not the Node.js ${wanted.node} of this checkout`,
      cure: anew,
    });
  }
  if (manifest.lock !== wanted.lock) {
    problems.push({
      path: "lock",
      value: manifest.lock,
      reason: "is not the checksum of this checkout's package-lock.json",
      cure: anew,
    });
  }
  const has = new Set(manifest.images.map(({ reference }) => reference));
  for (const image of wanted.images.filter((reference) => !has.has(reference))) {
    problems.push({
      path: "images",
      value: [...has],
      reason: `lacks ${image}, which this checkout runs`,
      cure: anew,
    });
  }
  return problems;
}

/** The values of a tree by their paths: `images.node.digest`. */
function leaves(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[path, String(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [...leaves(part, path === "" ? key : `${path}.${key}`)]),
  );
}
