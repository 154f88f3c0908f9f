import { SparkApplication } from "../../../components/spark/application/spark-application";
import { SparkPlatform } from "../../../components/spark/spark-platform";
import { chartWithValuesOf } from "../../support/chart";
import { fakeCluster } from "../../support/cluster";
import { FakeEngine, settled } from "../../support/engine";
import { platformFor } from "../../support/platform";

afterEach(settled);

/** A storage that grants without making anything. */
function storage() {
  const { platform, namespace } = platformFor();
  return { ...platform.storage, grant: () => namespace.access };
}

async function made(namespaces?: string[]) {
  const engine = await FakeEngine.start();
  const charts = { operator: chartWithValuesOf(), crds: "crds" };
  const args = { cluster: fakeCluster(), storage: storage(), charts, namespaces };
  return { engine, platform: new SparkPlatform("spark", args) };
}

test("a platform has namespaces, fences, the operator and the History Server as its children", async () => {
  const { engine, platform } = await made(["orders", "reports"]);
  await settled();
  expect(platform.namespaces.map(({ namespace }) => namespace)).toEqual(["orders", "reports"]);
  const components = engine.names().filter((name) => name.startsWith("workshop:"));
  expect(components).toEqual([
    "workshop:spark:SparkPlatform/spark",
    "workshop:spark:JobNamespace/spark-orders",
    "workshop:spark:JobNamespace/spark-reports",
    "workshop:spark:JobFences/spark-fences",
    "workshop:spark:SparkOperator/spark-operator",
    "workshop:spark:HistoryServer/spark-history-server",
  ]);
  const { values } = engine.one("kubernetes:helm.sh/v3:Release", "spark-operator-release").inputs;
  expect(values).toMatchObject({ spark: { jobNamespaces: ["orders", "reports"] } });
});

test("it is what an application is given", async () => {
  const { engine, platform } = await made();
  const [namespace] = platform.namespaces;
  const job = new SparkApplication("flights", {
    platform,
    namespace,
    python: "apps/flights/flights.py",
    run: "start",
  });
  await settled();
  expect(job.namespace).toBe("spark-jobs");
  expect(engine.one("kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication").inputs).toMatchObject({
    spec: { image: platform.image.reference },
  });
});

test("names that no namespace can have are refused together", async () => {
  await expect(made(["Orders", "reports", "reports"])).rejects.toThrow(
    /2 problems\n - namespaces\[0\] \("Orders"\) is not a valid name of a namespace\..*\n - namespaces\[2\] \("reports"\) is there twice/,
  );
  await expect(made([])).rejects.toThrow(/namespaces \(\[\]\) names none\. Name one, or leave it out\./);
});
