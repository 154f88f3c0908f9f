import { claimRules } from "../../../../components/spark/rules/claims";
import { subject } from "../../../support/subject";

const claimsCure = "Use an emptyDir.";
const onDemand = "spark.kubernetes.executor.volumes.persistentVolumeClaim.data.options.claimName";
const claim = { name: "data", persistentVolumeClaim: { claimName: "data" } };

test.each<[string, object, string]>([
  [
    "a volume of the spec",
    { volumes: [{ name: "tmp", emptyDir: {} }, claim] },
    "spec.volumes[1].persistentVolumeClaim",
  ],
  [
    "a volume of a pod template",
    { executor: { template: { spec: { containers: [], volumes: [claim] } } } },
    "spec.executor.template.spec.volumes[0].persistentVolumeClaim",
  ],
  [
    "a volume of each pod's own",
    { volumes: [{ name: "data", ephemeral: { volumeClaimTemplate: {} } }] },
    "spec.volumes[0].ephemeral",
  ],
  ["a volume that Spark makes", { sparkConf: { [onDemand]: "OnDemand" } }, `spec.sparkConf["${onDemand}"]`],
])("%s is refused where nothing binds claims, and let through elsewhere", (_, spec, path) => {
  expect(claimRules(subject(spec, { claimsCure })).map((problem) => [problem.path, problem.cure])).toEqual([
    [path, claimsCure],
  ]);
  expect(claimRules(subject(spec))).toEqual([]);
});

test("other volumes are fine anywhere", () => {
  const volumes = [{ name: "tmp", emptyDir: {} }];
  expect(claimRules(subject({ volumes }, { claimsCure }))).toEqual([]);
});
