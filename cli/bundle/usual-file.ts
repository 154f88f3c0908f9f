import { join } from "node:path";
import { version } from "../../package.json";
import { workshopPaths } from "../process/paths";
import { thisPlatform } from "../toolchain/platform";

/** Where `./workshop bundle` writes to, and `./workshop serve-bundle` reads, unless told otherwise. */
export function usualBundle(): string {
  const { os, arch } = thisPlatform();
  return join(workshopPaths().home, "bundle", `spark-workshop-${version}-${os}-${arch}.tar`);
}
