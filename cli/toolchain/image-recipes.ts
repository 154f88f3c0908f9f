import { versions } from "../../components/versions/versions";
import { projectRoot } from "../process/paths";
import { installPackages } from "./apt";
import type { GoBuild } from "./go";
import { type BuildContext, dockerBuild, programs, stage, stagePrograms } from "./image-build";
import type { ImageName } from "./images";
import { inputHash } from "./input-hash";
import { buildNodeImage } from "./node-image";
import type { Platform } from "./platform";
import { asRoot, rootPrefix } from "./privilege";

/** How an image of someone else's is built here when it cannot be pulled. */
export interface ImageRecipe {
  /** What it is made from, for a person. */
  readonly from: string;
  /** Whether it starts from the Debian image. */
  readonly onDebian: boolean;
  /** Whether it starts from the project's Spark image. */
  readonly onSpark: boolean;
  /** Hash of what goes into it. @param bases the images it is built on. */
  readonly inputs: (platform: Platform, bases: Readonly<Record<string, string>>) => string;
  readonly build: (context: BuildContext) => Promise<void>;
}

const versitygw: GoBuild = {
  module: "offline/toolchain/s3",
  packages: ["github.com/versity/versitygw/cmd/versitygw"],
  variables: { "main.Version": `v${versions.versitygw}` },
};

const operator: GoBuild = {
  module: "offline/toolchain/spark-operator",
  packages: ["github.com/kubeflow/spark-operator/v2/cmd/operator"],
  variables: { "k8s.io/component-base/version.gitVersion": `v${versions.sparkOperatorChart}` },
};

/** A recipe for every image of `versions.json`. */
export const imageRecipes: Readonly<Record<ImageName, ImageRecipe>> = {
  debian: {
    from: "Debian packages with debootstrap",
    onDebian: false,
    onSpark: false,
    inputs: hashOf(["offline/toolchain/debian"], { suite: versions.debian }),
    build: buildDebian,
  },
  node: {
    from: "Debian packages and Kubernetes' Go modules",
    onDebian: true,
    onSpark: false,
    inputs: hashOf(["offline/toolchain/kind-node", "offline/toolchain/coredns"], {
      kubernetes: versions.kubernetes,
    }),
    build: buildNodeImage,
  },
  s3: {
    from: "versitygw's Go modules",
    onDebian: true,
    onSpark: false,
    inputs: hashOf(["offline/toolchain/s3"], { version: versions.versitygw }),
    build: async (context) => {
      const built = await programs("versitygw", versitygw, context);
      await withFolder(context, "offline/toolchain/s3", ["docker-entrypoint.sh"], built, "versitygw", {});
    },
  },
  sparkOperator: {
    from: "the operator's Go modules, on the Spark image",
    onDebian: false,
    onSpark: true,
    inputs: hashOf(["offline/toolchain/spark-operator"], { version: versions.sparkOperatorChart }),
    build: async (context) => {
      const built = await programs("spark-operator", operator, context);
      await withFolder(
        context,
        "offline/toolchain/spark-operator",
        ["entrypoint.sh"],
        built,
        "operator",
        context.bases,
      );
    },
  },
};

function hashOf(paths: readonly string[], values: Readonly<Record<string, string>>): ImageRecipe["inputs"] {
  return ({ os, arch }, bases) =>
    inputHash(projectRoot, paths, { ...values, ...bases, platform: `${os}/${arch}` });
}

/** Builds the Dockerfile of a folder with some of its files and one program. */
async function withFolder(
  context: BuildContext,
  folder: string,
  files: readonly string[],
  built: string,
  program: string,
  args: Readonly<Record<string, string>>,
): Promise<void> {
  const { cache, reference, labels } = context;
  await cache.scratch(async (scratch) => {
    stage(
      scratch,
      ["Dockerfile", ...files].map((name) => `${folder}/${name}`),
    );
    stagePrograms(scratch, built, [program]);
    await dockerBuild(context, { folder: scratch, tag: reference, args, labels });
  });
}

/** debootstrap makes devices and changes owners, so it runs as root, and on Linux. */
async function buildDebian({ reference, labels, engine, run, report }: BuildContext): Promise<void> {
  if (process.platform !== "linux") {
    throw new Error(
      `${reference} can be built on Linux only. Fix the connection to its registry, then run this again.`,
    );
  }
  const root = await rootPrefix(run);
  if (!root) {
    throw new Error(
      `Building ${reference} takes root: run \`sudo true\` first, or fix the connection to its registry.`,
    );
  }
  if ((await run("debootstrap", ["--version"])).code !== 0) {
    await installPackages({
      what: "debootstrap",
      packages: ["debootstrap", "debian-archive-keyring"],
      elsewhere: `Install it, or fix the connection to the registry of ${reference}; then run this again.`,
      work: { task: "debian", by: "cores" },
      root,
      run,
      report,
    });
    report.step(`Building ${reference}`, { task: "debian", by: "cores" });
  }
  const script = `${projectRoot}/offline/toolchain/debian/build.sh`;
  const command = [
    "env",
    `DOCKER=${engine.cli}`,
    script,
    versions.debian,
    engine.platform.arch,
    reference,
    // As the instruction LABEL has several.
    labels.join(" "),
  ];
  let count = 0;
  const { code, stderr } = await asRoot(run, root, command, {
    onLine: (line) => {
      if (/^I: (Retrieving|Unpacking|Configuring) /.test(line))
        report.progress(`${line.slice(3)} (${++count})`);
    },
  });
  if (code !== 0)
    throw new Error(`${reference} cannot be built: ${stderr.trim().split("\n").slice(-5).join("\n")}`);
}
