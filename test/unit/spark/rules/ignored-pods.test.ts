import { sentence } from "../../../../components/errors";
import { defaultOffers } from "../../../../components/karpenter/kind/instance-offers";
import { kindPools } from "../../../../components/karpenter/kind/pools";
import { nodeGroupOf } from "../../../../components/karpenter/pool";
import { unplaceable } from "../../../../components/spark/rules/nodes";
import { eksSettings, poolsOf } from "../../../../stacks/eks-config";
import { groups as fixed, soundSpec } from "../../../support/subject";

const limits = { cpus: 8, memoryGiB: 64 };
const launched = {
  kind: kindPools(defaultOffers, ["local-a"], { drivers: limits, executors: limits }).map(nodeGroupOf),
  eks: poolsOf(eksSettings.parse({}), "us-east-1").map(nodeGroupOf),
};

/** What is said of a driver that requires one of these terms, and prefers others. */
function said(groups: typeof fixed, terms: readonly object[], preferences: readonly object[] = []): string[] {
  const nodeAffinity = {
    ...(terms.length > 0
      ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [...terms] } }
      : {}),
    preferredDuringSchedulingIgnoredDuringExecution: preferences.map((preference) => ({
      weight: 1,
      preference,
    })),
  };
  const driver = {
    cores: 1,
    memory: "512m" as const,
    affinity: { nodeAffinity },
    tolerations: [{ operator: "Exists" as const }],
  };
  return unplaceable({ spec: { ...soundSpec, driver }, at: "spec", groups }, "driver").map(sentence);
}

const term = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 ? { values } : {}) }],
});
const onDemand = term("karpenter.sh/capacity-type", "In", "on-demand");

describe.each(Object.entries(launched))(
  "Karpenter on %s launches no node for pods that require",
  (_, groups) => {
    test.each<[string, object]>([
      ["a node by its name", term("kubernetes.io/hostname", "NotIn", "node-1")],
      ["a label that only Karpenter may set", term("karpenter.sh/registered", "In", "true")],
      ["a label of a provider that it does not choose by", term("karpenter.k8s.aws/ec2nodeclass", "Exists")],
      ["a capacity type that there is not", term("karpenter.sh/capacity-type", "In", "ondemand")],
      ["less than nothing", term("karpenter.k8s.aws/instance-cpu", "Gt", "-1")],
      [
        "a node by its fields",
        { matchFields: [{ key: "metadata.name", operator: "In", values: ["node-1"] }] },
      ],
    ])("%s, even as one of two choices", (_, refused) => {
      expect(said(groups, [onDemand])).toEqual([]);
      for (const terms of [[refused], [onDemand, refused]]) {
        expect(said(groups, terms)).toEqual([
          expect.stringMatching(/spec\.driver requires .*: Karpenter launches no node for pods that do/),
        ]);
      }
    });

    test("none of its pools, or would like none", () => {
      const none = term("karpenter.sh/nodepool", "DoesNotExist");
      expect(said(groups, [none])).toHaveLength(1);
      expect(said(groups, [], [none])).toHaveLength(1);
      expect(said(groups, [], [term("karpenter.sh/nodepool", "In", "elsewhere")])).toEqual([]);
    });

    test("a label that no node has, unless it may have any value but some: Karpenter makes one up", () => {
      const [any, some] = [term("team", "Exists"), term("team", "NotIn", "data")].map(
        ({ matchExpressions }) => matchExpressions,
      );
      expect(said(groups, [{ matchExpressions: any }])).toHaveLength(1);
      expect(said(groups, [{ matchExpressions: [...(any ?? []), ...(some ?? [])] }])).toEqual([]);
      const one = term("team", "In", "data").matchExpressions;
      expect(said(groups, [{ matchExpressions: [...one, ...(some ?? [])] }])).toHaveLength(1);
    });

    test("another region", () => {
      expect(said(groups, [term("topology.kubernetes.io/region", "In", "mars")])).toEqual([
        expect.stringContaining("no node has topology.kubernetes.io/region In mars"),
      ]);
      const own = groups[0]?.labels?.["topology.kubernetes.io/region"] ?? "";
      expect(said(groups, [term("topology.kubernetes.io/region", "In", own)])).toEqual([]);
    });
  },
);

test("nodes that are there already may have all of these", () => {
  expect(said(fixed, [term("kubernetes.io/hostname", "In", "node-1")])).toEqual([]);
});
