/** A kind of machine that there are releases for, in Go's words. */
export interface Platform {
  readonly os: "linux" | "darwin";
  readonly arch: "amd64" | "arm64";
}

/**
 * This machine.
 *
 * @throws {Error} on a system or processor that the tools are not released for.
 */
export function thisPlatform(os: string = process.platform, arch: string = process.arch): Platform {
  const goArch = arch === "x64" ? "amd64" : arch;
  if (goArch !== "amd64" && goArch !== "arm64") {
    throw new Error(
      `The processor is ${arch}: the workshop's tools exist for x64 and arm64. Run it on such a machine.`,
    );
  }
  if (os !== "linux" && os !== "darwin") {
    throw new Error(
      `The system is ${os}: the workshop runs on Linux and macOS. On Windows, run it inside WSL2.`,
    );
  }
  return { os, arch: goArch };
}
