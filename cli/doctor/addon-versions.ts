import { z } from "zod";
import { versions } from "../../components/versions/versions";
import type { EksSettings } from "../../stacks/eks-config";
import type { AskAws } from "../aws/ask";
import type { Finding } from "./machine";

/** Versions of EKS' addons by their names. */
export type AddonVersions = Readonly<Record<string, string>>;

/** The addons of a stack, of the versions that versions.json pins. */
export function addonsOf({
  volumeClaims,
  metricsServer,
}: Pick<EksSettings, "volumeClaims" | "metricsServer">): AddonVersions {
  const { vpcCni, kubeProxy, coreDns, podIdentityAgent, ebsCsi, metricsServer: metrics } = versions.eks;
  return {
    "vpc-cni": vpcCni,
    "kube-proxy": kubeProxy,
    coredns: coreDns,
    "eks-pod-identity-agent": podIdentityAgent,
    ...(volumeClaims === "ebs" ? { "aws-ebs-csi-driver": ebsCsi } : {}),
    ...(metricsServer ? { "metrics-server": metrics } : {}),
  };
}

const offers = z.object({
  addons: z.array(z.object({ addonVersions: z.array(z.object({ addonVersion: z.string() })) })),
});

/**
 * Whether EKS has the addons in these versions: it takes old builds away, and would refuse the addon when the cluster stands already.
 *
 * @param kubernetes without the patch level.
 */
export async function addonFinding(addons: AddonVersions, kubernetes: string, ask: AskAws): Promise<Finding> {
  const need = "EKS addons";
  const asked = await Promise.all(
    Object.entries(addons).map(async ([name, pinned]) => {
      const answer = await ask(
        "eks",
        "describe-addon-versions",
        "--addon-name",
        name,
        "--kubernetes-version",
        kubernetes,
      );
      const found = answer.ok ? offers.safeParse(answer.value).data : undefined;
      const offered = found?.addons.flatMap(({ addonVersions }) =>
        addonVersions.map((one) => one.addonVersion),
      );
      return { name, pinned, offered };
    }),
  );
  const unknown = asked.filter(({ offered }) => offered === undefined).map(({ name }) => name);
  if (unknown.length > 0) return { state: "ok", need, found: `could not be asked: ${unknown.join(", ")}` };
  const missing = asked.filter(({ pinned, offered }) => !offered?.includes(pinned));
  if (missing.length === 0)
    return { state: "ok", need, found: `EKS has the pinned versions for ${kubernetes}` };
  return {
    state: "blocks",
    need,
    found: `EKS does not offer ${missing.map(({ name, pinned }) => `${name} ${pinned}`).join(", ")} for ${kubernetes}`,
    cure: `Pin others under eks in versions.json: ${missing.map(({ name, offered }) => `${name} ${offered?.[0] ?? "(none)"}`).join(", ")}.`,
  };
}
