import type {
  SparkApplicationSpec,
  SparkConnectSpec,
} from "../../../../components/crds/generated/spark-operator";
import { planConnect } from "../../../../components/spark/application/connect-spec";
import { parseManifest } from "../../../../components/spark/application/manifest";
import { planManifestOf } from "../../../../components/spark/application/manifest-plan";
import { planApplication } from "../../../../components/spark/application/plan";
import { jobTrust, trustConf } from "../../../../components/spark/conf/trust";
import { platformFor } from "../../../support/platform";

/** A network whose proxy inspects. */
const network = { authorities: "" };
const trust = jobTrust(network);

/** A platform in a company's network. */
function facts() {
  const { platform, namespace } = platformFor();
  return {
    platform: { ...platform, sparkConf: { ...platform.sparkConf, ...trustConf(network) } },
    namespace: Object.assign(namespace, { trust }),
  };
}

const mounted = { name: "spark-trust", path: "/opt/spark/trust" };
const variable = { name: "SSL_CERT_FILE", value: "/opt/spark/trust/ca-bundle.pem" };

function planned(kind: "SparkApplication" | "SparkConnect", text: string) {
  const { manifest } = parseManifest(kind, text, "job.yaml");
  const options = { manifest, placement: "workshop", defaults: "workshop" } as const;
  const { problems, manifest: made } = planManifestOf({ ...facts(), ...options }, false);
  expect(problems).toEqual([]);
  return made.spec;
}

const application = (driver: string) => `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.1.2
  mainApplicationFile: s3a://lake/pi.py
  driver: ${driver}
  executor: {}
`;

test("a typed job has them in both forms of its placement, and JVM options of its own stand after the platform's", () => {
  const job = { ...facts(), python: "apps/flights/flights.py" };
  const sparkConf = { "spark.driver.defaultJavaOptions": "-Xss4m" } as const;
  const { spec, warnings } = planApplication("flights", { ...job, sparkConf }, "flights");
  expect(warnings).toEqual([]);
  expect(spec.driver.configMaps).toContainEqual(mounted);
  expect(spec.executor.configMaps).toContainEqual(mounted);
  expect(spec.sparkConf?.["spark.driver.defaultJavaOptions"]).toBe(
    "-Djavax.net.ssl.trustStore=/opt/spark/trust/truststore.jks -Xss4m",
  );
  const { driver } = planApplication("flights", { ...job, placement: "template" }, "flights").spec;
  expect(JSON.stringify(driver.template)).toContain('"mountPath":"/opt/spark/trust"');
});

test.each(["{}", "{ javaOptions: -Dlog4j2.debug }"])("a manifest has them with a driver of %s", (driver) => {
  const spec = planned("SparkApplication", application(driver)) as SparkApplicationSpec;
  expect(spec.driver.configMaps).toContainEqual(mounted);
  expect(spec.executor.configMaps).toContainEqual(mounted);
});

test("a Connect server has them in its templates, and the variables that Spark would give to a driver", () => {
  const written = planned(
    "SparkConnect",
    `apiVersion: sparkoperator.k8s.io/v1alpha1
kind: SparkConnect
metadata: { name: notebooks }
spec: { sparkVersion: 4.1.2, server: {}, executor: {} }
`,
  ) as SparkConnectSpec;
  const typed = planConnect("notebooks", facts(), "notebooks");
  expect(typed.problems).toEqual([]);
  for (const { server, executor } of [written, typed.spec]) {
    expect(server.template?.spec?.containers?.[0]?.env).toContainEqual(variable);
    for (const { template } of [server, executor]) {
      expect(template?.spec?.volumes).toContainEqual({ name: trust, configMap: { name: trust } });
      expect(template?.spec?.containers?.[0]?.volumeMounts).toContainEqual({
        name: trust,
        mountPath: "/opt/spark/trust",
        readOnly: true,
      });
    }
  }
});
