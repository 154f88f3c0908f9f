import { changesOf } from "../../../../cli/manifest/diff";
import { parseManifests } from "../../../../components/spark/application/manifest";

const text = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: pi }
spec:
  type: Python
  mode: cluster
  sparkVersion: 4.1.2
  mainApplicationFile: local:///opt/pi.py
  timeToLiveSeconds: 600
  sparkConf: { spark.db.password: first-secret }
  driver: { memory: 1g }
  executor: { instances: 2 }
`;

const changes = (edit: (text: string) => string) =>
  changesOf(parseManifests(text, "old").manifests, parseManifests(edit(text), "new").manifests);

test("a change of the spec restarts the run, and says which field is the reason", () => {
  expect(changes((old) => old.replace("memory: 1g", "memory: 2g"))).toEqual([
    {
      object: "SparkApplication pi",
      restarts: true,
      text: 'the run is killed and the job runs again, because of spec.driver.memory: "1g" → "2g"',
    },
  ]);
});

test("the time to live changes in place", () => {
  const [change, ...more] = changes((old) => old.replace("600", "900"));
  expect(change).toMatchObject({
    restarts: false,
    text: "changes in place: spec.timeToLiveSeconds: 600 → 900",
  });
  expect(more).toEqual([]);
});

test("what the operator fills in anyway is no change", () => {
  expect(changes((old) => old.replace("{ instances: 2 }", "{ instances: 2, cores: 1, memory: 1g }"))).toEqual(
    [],
  );
});

test("a secret's values are not repeated", () => {
  const [change] = changes((old) => old.replace("first-secret", "second-secret"));
  expect(change?.restarts).toBe(true);
  expect(change?.text).toContain('spec.sparkConf["spark.db.password"]: another value');
  expect(change?.text).not.toMatch(/first|second/);
});

test("applications that come and go are said", () => {
  expect(changes((old) => old.replace("name: pi", "name: tau")).map(({ object }) => object)).toEqual([
    "SparkApplication tau",
    "SparkApplication pi",
  ]);
});
