import { containerFieldRules } from "../../../../components/spark/rules/container-fields";
import { volumeFieldRules } from "../../../../components/spark/rules/volume-fields";
import { subject } from "../../../support/subject";

const told = (spec: object) =>
  [...containerFieldRules, ...volumeFieldRules]
    .flatMap((rule) => rule(subject(spec)))
    .map(({ path }) => path);
const sound = { name: "log", image: "busybox:1" };

describe("of a container beside Spark's own", () => {
  const at = "spec.driver.sidecars[0]";

  test.each([
    ["a name that Spark's own has", { name: "spark-kubernetes-driver" }, ".name"],
    ["a name that no container can have", { name: "Log" }, ".name"],
    ["no image", { image: undefined }, ".image"],
    ["an image that is none", { image: "Busy Box" }, ".image"],
    ["an environment variable without a name", { env: [{ name: "" }] }, ".env[0].name"],
    ["a port that there is not", { ports: [{ containerPort: 70_000 }] }, ".ports[0].containerPort"],
    [
      "less than nothing",
      { resources: { requests: { "nvidia.com/gpu": "-1" } } },
      '.resources.requests["nvidia.com/gpu"]',
    ],
    [
      "more than its limit",
      { resources: { requests: { memory: "2Gi" }, limits: { memory: "1024Mi", cpu: 1 } } },
      ".resources.requests.memory",
    ],
  ])("%s is told", (_, part, path) => {
    expect(told({ driver: { sidecars: [{ ...sound, ...part }] } })).toEqual([`${at}${path}`]);
  });

  test("one with which nothing is wrong is not", () => {
    const resources = { requests: { cpu: "100m", memory: "1Gi" }, limits: { memory: "1Gi" } };
    const ports = [{ containerPort: 1 }, { containerPort: 65_535 }];
    expect(told({ driver: { sidecars: [{ ...sound, resources, ports, env: [{ name: "A" }] }] } })).toEqual(
      [],
    );
  });

  test("two of one name are told, wherever they stand", () => {
    const template = {
      spec: { containers: [{ name: "spark-kubernetes-executor" }, sound], initContainers: [sound] },
    };
    expect(told({ executor: { template, initContainers: [sound] } })).toEqual([
      "spec.executor.template.spec.initContainers[0].name",
      "spec.executor.initContainers[0].name",
    ]);
  });
});

describe("of volumes and mounts", () => {
  test("two of one name, a name that there cannot be and modes that are none are told", () => {
    const volumes = [
      {
        name: "a",
        secret: { secretName: "s", defaultMode: 0o1000, items: [{ key: "k", path: "p", mode: -1 }] },
      },
      { name: "a", emptyDir: {} },
      { name: "B_c", configMap: { name: "c", defaultMode: 0o777 } },
    ];
    expect(told({ volumes })).toEqual([
      "spec.volumes[1].name",
      "spec.volumes[2].name",
      "spec.volumes[0].secret.defaultMode",
      "spec.volumes[0].secret.items[0].mode",
    ]);
  });

  test("one path twice, a colon and a path out of the volume are told", () => {
    const mounts = (...some: object[]) => told({ executor: { volumeMounts: some } });
    const at = "spec.executor.volumeMounts";
    const one = { name: "a", mountPath: "/a" };
    expect(mounts(one, { name: "b", mountPath: "/a" })).toEqual([`${at}[1].mountPath`]);
    expect(mounts({ name: "a", mountPath: "C:/a" })).toEqual([`${at}[0].mountPath`]);
    expect(mounts({ ...one, subPath: "x/../y" })).toEqual([`${at}[0].subPath`]);
    expect(mounts({ ...one, subPath: "/x" })).toEqual([`${at}[0].subPath`]);
    expect(mounts({ ...one, subPath: "x..y/z" }, { name: "a", mountPath: "/b" })).toEqual([]);
  });
});

describe("of the volumes of a pod template", () => {
  const at = "spec.executor.template.spec";
  const inTemplate = (template: object, more: object = {}) =>
    told({ ...more, executor: { template: { spec: { containers: [], ...template } } } });
  const mounting = (...volumeMounts: object[]) => ({
    containers: [{ name: "spark-kubernetes-executor", volumeMounts }],
  });
  const data = { name: "data", emptyDir: {} };
  const mount = { name: "data", mountPath: "/data" };

  test.each<[string, object, string[]]>([
    ["two of one name", { volumes: [data, data] }, [`${at}.volumes[1].name`]],
    ["one with two sources", { volumes: [{ ...data, configMap: { name: "a" } }] }, [`${at}.volumes[0]`]],
    [
      "a mode that there is not",
      { volumes: [{ name: "conf", configMap: { name: "a", defaultMode: 1000 } }] },
      [`${at}.volumes[0].configMap.defaultMode`],
    ],
    [
      "a mount of a volume that there is not",
      { volumes: [data], ...mounting({ name: "date", mountPath: "/data" }) },
      [`${at}.containers[0].volumeMounts[0].name`],
    ],
    [
      "two mounts at one path",
      { volumes: [data], ...mounting(mount, mount) },
      [`${at}.containers[0].volumeMounts[1].mountPath`],
    ],
    [
      "a mount of an init container",
      { initContainers: [{ ...sound, volumeMounts: [mount] }] },
      [`${at}.initContainers[0].volumeMounts[0].name`],
    ],
  ])("%s is told", (_, template, paths) => {
    expect(inTemplate(template)).toEqual(paths);
  });

  test.each<[string, object, object]>([
    ["of the template", { volumes: [data], ...mounting(mount) }, {}],
    ["of the application", mounting(mount), { volumes: [data] }],
    [
      "of a property",
      mounting(mount),
      { sparkConf: { "spark.kubernetes.executor.volumes.emptyDir.data.mount.path": "/elsewhere" } },
    ],
    ["of Spark's own", mounting({ ...mount, name: "spark-local-dir-1" }), {}],
  ])("a mount of a volume %s is not", (_, template, more) => {
    expect(inTemplate(template, more)).toEqual([]);
  });
});
