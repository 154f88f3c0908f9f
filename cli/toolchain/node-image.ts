import { join } from "node:path";
import { versions } from "../../components/versions/versions";
import type { GoBuild } from "./go";
import { type BuildContext, dockerBuild, programs, removeImages, stage, stagePrograms } from "./image-build";
import { kubernetesVersion } from "./tool-specs";

const folder = "offline/toolchain/kind-node";

/** Kubernetes, etcd and what goes with them; the versions are in the module. */
export const nodePrograms: GoBuild = {
  module: folder,
  packages: ["./cmd/kubernetes", "./cmd/pause"],
  sources: ["cmd/kubernetes", "cmd/pause"],
  variables: kubernetesVersion(),
};

/**
 * The provisioner of volumes, with the Kubernetes client that is compiled already. In a call of its own: it knows a
 * library under another spelling than Kubernetes does, and Go refuses the two in one.
 */
export const localPathProgram: GoBuild = {
  module: folder,
  packages: ["github.com/rancher/local-path-provisioner"],
};

/** A module of its own: CoreDNS and Kubernetes want different versions of Kubernetes' client. */
export const corednsProgram: GoBuild = {
  module: "offline/toolchain/coredns",
  packages: ["."],
  sources: ["main.go"],
};

/** Stages of the Dockerfile that are the cluster's own pods' images. */
const podImages = ["kubernetes", "coredns", "local-path", "pause"];

/** Builds the node image: the pods' images first, saved into the node that will run them. */
export async function buildNodeImage(context: BuildContext): Promise<void> {
  const { cache, engine, run, report, reference, labels } = context;
  const kubernetes = await programs("kubernetes", nodePrograms, context);
  const localPath = await programs("local-path", localPathProgram, context);
  const coredns = await programs("coredns", corednsProgram, context);
  await cache.scratch(async (scratch) => {
    stage(
      scratch,
      ["Dockerfile", "containerd.toml", "init.sh", "cgroups.sh", "podnet.sh", "manifests"].map((name) =>
        join(folder, name),
      ),
    );
    stagePrograms(scratch, kubernetes, ["kubernetes", "pause"]);
    stagePrograms(scratch, localPath, ["local-path-provisioner"]);
    stagePrograms(scratch, coredns, ["coredns"]);
    // The tag that import and the manifests know. Another build at the same time would make the same.
    const names = podImages.map((target) => `workshop/${target}:node`);
    const args = { KUBERNETES_VERSION: `v${versions.kubernetes}` };
    for (const target of podImages) {
      report.progress(`image ${target}`);
      await dockerBuild(context, { folder: scratch, tag: `workshop/${target}:node`, target });
    }
    report.progress("saving the pods' images");
    const saved = await run(engine.cli, ["save", "--output", join(scratch, "images.tar"), ...names]);
    if (saved.code !== 0) throw new Error(`The images for the nodes cannot be saved: ${saved.stderr.trim()}`);
    await dockerBuild(context, { folder: scratch, tag: reference, target: "node", args, labels });
    await removeImages(context, names);
  });
}
