import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServedBundle } from "./served-bundle";

const body = readFileSync(join(__dirname, "get.sh"), "utf8");

/**
 * The script that the one line to type runs.
 *
 * @param host of this machine, with its port.
 */
export function getScript({ name, whole, manifest }: ServedBundle, host: string): string {
  const set = {
    address: `http://${host}`,
    name,
    size: String(whole.size),
    sum: whole.tag,
    platform: manifest.platform,
    /** Seconds before a broken download is gone on with. */
    pause: "2",
  };
  // None of them has a quote: hostFor and the manifest's shape see to that.
  const lines = Object.entries(set).map(([key, value]) => `${key}='${value}'`);
  return ["#!/bin/sh", "set -u", ...lines, "", body].join("\n");
}
