import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { docker } from "../../components/commands/docker";
import { collect } from "../bundle/collect";
import { savedBlobs } from "../bundle/image-blobs";
import { keyOf, signingVariable } from "../bundle/signature";
import { usualBundle } from "../bundle/usual-file";
import { writeBundle } from "../bundle/write";
import { calledFrom } from "../process/paths";
import { createReporter, print } from "../terminal/progress";
import { Cache } from "../toolchain/cache";
import { thisPlatform } from "../toolchain/platform";
import { ensureStackImages, stackImageReferences } from "../toolchain/stack-images";

/** `./workshop bundle`: writes one file from which `./workshop up --bundle` fills an empty machine. */
export async function bundle({ output }: { output?: string }): Promise<number> {
  const report = createReporter();
  try {
    const { os, arch } = thisPlatform();
    const file = output ? resolve(calledFrom(), output) : usualBundle();
    const key = keyOf(signingVariable);
    const { tools } = await ensureStackImages(report, { karpenter: true }, () => collect(report));
    const contents = { ...tools, key };
    await new Cache().scratch(async (scratch) => {
      report.step("Saving images");
      const saved = join(scratch, "saved.tar");
      const references = stackImageReferences();
      await docker(["save", "--output", saved, ...references]);
      const images = await savedBlobs(saved, references);
      try {
        report.step(`Writing ${file}`);
        await writeBundle({ ...contents, images }, file, scratch, (text) => report.progress(text));
      } finally {
        await images.close();
      }
    });
    report.close();
    const { size } = await stat(file);
    print([
      `${file}: ${(size / 1e9).toFixed(2)} GB, for ${os}/${arch} and this checkout${key ? ", signed" : ""}.`,
      "",
      "On each machine, in a clone of the same commit, Docker installed and no network needed:",
      `  ./workshop up --bundle ${file}`,
    ]);
    return 0;
  } finally {
    report.close();
  }
}
