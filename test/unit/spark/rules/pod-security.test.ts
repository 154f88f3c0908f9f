import { sentence } from "../../../../components/errors";
import { planApplication } from "../../../../components/spark/application/plan";
import {
  withRestrictedContainers,
  withRestrictedPods,
} from "../../../../components/spark/application/restricted-containers";
import { podSecurityProblems } from "../../../../components/spark/rules/pod-security";
import { platformFor } from "../../../support/platform";
import { restrictedContext, soundSpec, subject } from "../../../support/subject";

const told = (over: object) => podSecurityProblems(subject(over).spec, "spec").map(sentence);
const level = 'the namespace\'s Pod Security level "restricted"';

test("what says all that the level asks for is admitted, on the container or for its pod", () => {
  expect(told({})).toEqual([]);
  const { runAsNonRoot, seccompProfile, ...rest } = restrictedContext;
  expect(
    told({ driver: { securityContext: null, podSecurityContext: { runAsNonRoot, seccompProfile } } }),
  ).toHaveLength(1);
  const spec = {
    ...soundSpec,
    driver: {
      ...soundSpec.driver,
      securityContext: rest,
      podSecurityContext: { runAsNonRoot, seccompProfile },
    },
  };
  expect(podSecurityProblems(spec, "spec")).toEqual([]);
});

test("what is lacking is told once a container, field by field", () => {
  expect(told({ driver: { securityContext: null } })).toEqual([
    `spec.driver.securityContext lacks allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }, without which ${level} forbids the pod. Write what is lacking, or leave out all of securityContext where the workshop places the pod.`,
  ]);
});

// What each check of k8s.io/pod-security-admission forbids.
test.each<[object, string]>([
  [{ driver: { hostNetwork: true } }, "spec.driver.hostNetwork"],
  [{ executor: { template: { spec: { hostPID: true } } } }, "spec.executor.template.spec.hostPID"],
  [{ driver: { securityContext: { privileged: true } } }, "spec.driver.securityContext.privileged"],
  [{ driver: { securityContext: { runAsUser: 0 } } }, "spec.driver.securityContext.runAsUser"],
  [{ driver: { podSecurityContext: { runAsUser: 0 } } }, "spec.driver.podSecurityContext.runAsUser"],
  [{ driver: { securityContext: { runAsNonRoot: false } } }, "spec.driver.securityContext.runAsNonRoot"],
  [
    { driver: { securityContext: { capabilities: { drop: ["ALL"], add: ["SYS_PTRACE"] } } } },
    "spec.driver.securityContext.capabilities.add",
  ],
  [
    { driver: { securityContext: { seccompProfile: { type: "Unconfined" } } } },
    "spec.driver.securityContext.seccompProfile.type",
  ],
  [{ executor: { sidecars: [{ name: "log", image: "x" }] } }, "spec.executor.sidecars[0].securityContext"],
  [
    {
      driver: {
        initContainers: [
          { name: "i", image: "x", securityContext: { ...restrictedContext, privileged: true } },
        ],
      },
    },
    "spec.driver.initContainers[0].securityContext.privileged",
  ],
  [
    {
      driver: {
        sidecars: [
          {
            name: "s",
            image: "x",
            securityContext: restrictedContext,
            ports: [{ containerPort: 1, hostPort: 80 }],
          },
        ],
      },
    },
    "spec.driver.sidecars[0].ports[0].hostPort",
  ],
  [
    {
      volumes: [{ name: "data", hostPath: { path: "/mnt" } }],
      executor: { volumeMounts: [{ name: "data", mountPath: "/data" }] },
    },
    "spec.volumes[0].hostPath",
  ],
  [
    {
      driver: {
        template: { spec: { containers: [], volumes: [{ name: "n", nfs: { server: "a", path: "/" } }] } },
      },
    },
    "spec.driver.template.spec.volumes[0].nfs",
  ],
  [
    {
      sparkConf: {
        "spark.kubernetes.executor.volumes.hostPath.spark-local-dir-1.mount.path": "/a",
        "spark.kubernetes.executor.volumes.hostPath.spark-local-dir-1.options.path": "/b",
      },
    },
    'spec.sparkConf["spark.kubernetes.executor.volumes.hostPath.spark-local-dir-1.*"]',
  ],
])("the pods of %j are forbidden", (over, path) => {
  expect(podSecurityProblems(subject(over).spec, "spec").map((problem) => problem.path)).toEqual([path]);
});

test("a volume that no pod mounts is no pod's", () => {
  expect(told({ volumes: [{ name: "data", hostPath: { path: "/mnt" } }] })).toEqual([]);
});

test("sidecars and init containers of a typed job that say nothing are restricted, what they say is kept", () => {
  const python = "apps/flights/flights.py";
  const { spec } = planApplication(
    "flights",
    {
      ...platformFor(),
      python,
      spec: {
        driver: {
          sidecars: [{ name: "log", image: "x", securityContext: { runAsUser: 1000 } }],
          template: {
            spec: { containers: [{ name: "spark-kubernetes-driver" }, { name: "more", image: "x" }] },
          },
        },
        executor: { initContainers: [{ name: "wait", image: "x" }] },
      },
    },
    "flights",
  );
  expect(spec.driver.sidecars?.[0]?.securityContext).toEqual({ ...restrictedContext, runAsUser: 1000 });
  expect(spec.executor.initContainers?.[0]?.securityContext).toEqual({
    ...restrictedContext,
    runAsUser: 185,
  });
  expect(spec.driver.template?.spec?.containers[0]).toEqual({ name: "spark-kubernetes-driver" });
  expect(spec.driver.template?.spec?.containers[1]?.securityContext).toEqual({
    ...restrictedContext,
    runAsUser: 185,
  });
});

test("pods of a manifest that are silent are restricted whole, and then admitted", () => {
  const silent = subject({
    driver: { securityContext: null, sidecars: [{ name: "log", image: "x" }] },
    executor: {
      securityContext: null,
      podSecurityContext: { runAsUser: 1001 },
      template: { spec: { containers: [{ name: "spark-kubernetes-executor" }] } },
    },
  }).spec;
  const spec = withRestrictedPods(silent);
  expect(podSecurityProblems(spec, "spec")).toEqual([]);
  expect(spec.driver.podSecurityContext).toEqual({ fsGroup: 185 });
  expect(spec.executor.podSecurityContext).toEqual({ runAsUser: 1001 });
  expect(spec.executor.template?.spec?.containers[0]?.securityContext).toEqual(restrictedContext);
  expect(podSecurityProblems(withRestrictedContainers(silent), "spec")).toHaveLength(2);
});
