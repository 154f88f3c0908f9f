import fc from "fast-check";
import { mergeSpec } from "../../../../components/spark/application/merge-spec";
import { planApplication } from "../../../../components/spark/application/plan";
import type { SparkConf } from "../../../../components/units/spark-conf";
import { platformFor } from "../../../support/platform";

type Args = Parameters<typeof planApplication>[1];

/** What a job of these arguments is sent as. */
function planned(args: Partial<Args>) {
  const python = "apps/flights/flights.py";
  return planApplication("flights", { ...platformFor(), python, ...args } as Args, "flights").spec;
}

test("maps merge, named lists merge by name, other lists are replaced", () => {
  expect(
    mergeSpec(
      {
        a: { x: 1, y: 2 },
        sidecars: [{ name: "A", image: "1", tty: true }, { name: "B" }],
        list: ["1", "2"],
      },
      { a: { y: 3 }, sidecars: [{ name: "A", image: "2" }, { name: "C" }], list: ["3"] },
    ),
  ).toEqual({
    a: { x: 1, y: 3 },
    sidecars: [{ name: "A", image: "2", tty: true }, { name: "B" }, { name: "C" }],
    list: ["3"],
  });
});

test("a list in which something has no name is replaced, and a value of another shape takes the place of what was there", () => {
  const named = [{ name: "a", x: 1 }];
  expect(mergeSpec({ list: named }, { list: [...named, "plain"] })).toEqual({ list: [...named, "plain"] });
  expect(mergeSpec({ list: [...named, "plain"] }, { list: [{ name: "a", y: 2 }] })).toEqual({
    list: [{ name: "a", y: 2 }],
  });
  expect(mergeSpec({ a: [1] }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
  expect(mergeSpec({ a: { b: 1 } }, { a: [1] })).toEqual({ a: [1] });
  expect(mergeSpec(undefined, { javaOptions: "-Xss4m" })).toEqual({ javaOptions: "-Xss4m" });
  expect(mergeSpec({ javaOptions: "-Xss4m" }, { javaOptions: 3 })).toEqual({ javaOptions: 3 });
});

test("a volume of another source, a variable of another value and a mount at the same path replace the component's", () => {
  const { volumes, driver } = planned({
    spec: {
      volumes: [
        { name: "tmp", persistentVolumeClaim: { claimName: "scratch" } },
        { name: "mine", emptyDir: {} },
      ],
      driver: {
        env: [{ name: "AWS_ACCESS_KEY_ID", valueFrom: { configMapKeyRef: { name: "public", key: "id" } } }],
        volumeMounts: [{ name: "mine", mountPath: "/tmp" }],
      },
    },
  });
  expect(volumes?.filter(({ name }) => name === "tmp")).toEqual([
    { name: "tmp", persistentVolumeClaim: { claimName: "scratch" } },
  ]);
  expect(driver.env?.filter(({ name }) => name === "AWS_ACCESS_KEY_ID")).toEqual([
    { name: "AWS_ACCESS_KEY_ID", valueFrom: { configMapKeyRef: { name: "public", key: "id" } } },
  ]);
  expect(driver.volumeMounts?.filter(({ mountPath }) => mountPath === "/tmp")).toEqual([
    { name: "mine", mountPath: "/tmp" },
  ]);
});

test("a job may say that it is never tried again, in either place", () => {
  expect(planned({ spec: { restartPolicy: { type: "Never" } } }).restartPolicy).toEqual({ type: "Never" });
  expect(planned({ restartPolicy: { type: "Never" } }).restartPolicy).toEqual({ type: "Never" });
});

test("options of the JVM come after the component's, which keep the log levels", () => {
  const before = planned({}).driver.javaOptions;
  const { driver } = planned({ spec: { driver: { javaOptions: "-XX:+UseZGC" } } });
  expect(driver.javaOptions).toBe(`${before} -XX:+UseZGC`);
  expect(before).toContain("-Dlog4j2.configurationFile=");
});

test.each([
  ["sparkConf", (conf: SparkConf) => ({ sparkConf: conf })],
  ["spec.sparkConf", (conf: SparkConf) => ({ spec: { sparkConf: conf } })],
])("options of the JVM as a property of %s are added to those of the component too", (_, args) => {
  const before = planned({}).driver.javaOptions;
  const spec = planned(
    args({
      "spark.driver.extraJavaOptions": "-Dx=driver",
      "spark.executor.extraJavaOptions": "-Dx=executor",
      "spark.app": "kept",
    }),
  );
  expect(spec.driver.javaOptions).toBe(`${before} -Dx=driver`);
  expect(spec.executor.javaOptions).toBe(`${before} -Dx=executor`);
  expect(spec.sparkConf).toMatchObject({ "spark.app": "kept" });
  expect(Object.keys(spec.sparkConf ?? {}).filter((key) => key.endsWith("extraJavaOptions"))).toEqual([]);
});

test("extensions and class paths are joined with the committer's, in both places and once each", () => {
  const mine = "org.example.MyExtensions";
  for (const where of ["sparkConf", "spec"] as const) {
    const sparkConf = { "spark.sql.extensions": mine, "spark.driver.extraClassPath": "/opt/mine/*" } as const;
    const spec = planned({
      committer: "iceberg",
      ...(where === "spec" ? { spec: { sparkConf } } : { sparkConf }),
    });
    expect(spec.sparkConf?.["spark.sql.extensions"]).toBe(
      `${mine},org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions`,
    );
    expect(spec.sparkConf?.["spark.driver.extraClassPath"]).toBe("/opt/mine/*:/opt/spark/formats/iceberg/*");
  }
  expect(mergeSpec({ "spark.sql.extensions": "a,b" }, { "spark.sql.extensions": "b,c" })).toEqual({
    "spark.sql.extensions": "b,c,a",
  });
});

test("null takes a default away: a property of the committer, one of every job on spot, and a field", () => {
  const { sparkConf, restartPolicy, driver } = planned({
    committer: "iceberg",
    sparkConf: { "spark.sql.catalog.lake.type": null, "spark.decommission.enabled": null },
    spec: {
      restartPolicy: null,
      sparkConf: { "spark.eventLog.enabled": null },
      driver: { javaOptions: null },
    },
  });
  expect(sparkConf).toHaveProperty(["spark.sql.catalog.lake"]);
  for (const key of ["sql.catalog.lake.type", "decommission.enabled", "eventLog.enabled"]) {
    expect(sparkConf).not.toHaveProperty([`spark.${key}`]);
  }
  expect(restartPolicy).toBeUndefined();
  expect(driver).not.toHaveProperty("javaOptions");
});

test("a factor of overhead is not beaten by an overhead that nobody wrote", () => {
  const { driver, executor } = planned({
    executor: { perNode: 1 },
    spec: { memoryOverheadFactor: "0.2", executor: { memory: "1g", memoryOverhead: "512m" } },
  });
  expect(driver).not.toHaveProperty("memoryOverhead");
  expect(executor.memoryOverhead).toBe("512m");
});

test("property: merging nothing changes nothing, and what is merged is there", () => {
  const tree = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,3}$/),
    fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer())),
  );
  fc.assert(
    fc.property(tree, tree, (base, over) => {
      expect(mergeSpec(base, {})).toEqual(base);
      expect(mergeSpec(base, over)).toMatchObject(over);
    }),
  );
});

test("options of the JVM as a property stay one where the component's field is taken away", () => {
  const { driver, sparkConf } = planned({
    sparkConf: { "spark.driver.extraJavaOptions": "-Dx=y" },
    spec: { driver: { javaOptions: null } },
  });
  expect(driver).not.toHaveProperty("javaOptions");
  expect(sparkConf).toMatchObject({ "spark.driver.extraJavaOptions": "-Dx=y" });
});

test("options of the JVM in both places are refused, wherever they are written", () => {
  const conf = { "spark.driver.extraJavaOptions": "-Dx=y" } as const;
  const driver = { javaOptions: "-Dx=z" };
  const refused = /sparkConf\["spark\.driver\.extraJavaOptions"\] \("-Dx=y"\) has no effect/;
  expect(() => planned({ sparkConf: conf, spec: { driver } })).toThrow(refused);
  expect(() => planned({ spec: { sparkConf: conf, driver } })).toThrow(refused);
});
