import { fullName, slug } from "../../../components/cluster/kind/image-name";

test.each([
  ["spark", "docker.io/library/spark:latest"],
  ["spark:4.1.2", "docker.io/library/spark:4.1.2"],
  ["spark-workshop/spark:4.1.2", "docker.io/spark-workshop/spark:4.1.2"],
  ["docker.io/library/spark:4.1.2", "docker.io/library/spark:4.1.2"],
  ["ghcr.io/versity/versitygw:v1.8.0", "ghcr.io/versity/versitygw:v1.8.0"],
  ["localhost/spark:1", "localhost/spark:1"],
  ["localhost:5000/spark", "localhost:5000/spark:latest"],
  ["spark@sha256:00", "docker.io/library/spark@sha256:00"],
])("containerd knows %s as %s", (reference, name) => {
  expect(fullName(reference)).toBe(name);
  expect(fullName(name)).toBe(name);
});

test.each([
  ["spark:4.1.2", "spark"],
  ["spark-workshop/spark:4.1.2", "spark-workshop-spark"],
  ["ghcr.io/versity/versitygw:v1.8.0", "versity-versitygw"],
  ["localhost:5000/spark", "spark"],
  ["workshop.invalid/spark-workshop/spark:4.1.2", "spark-workshop-spark"],
])("resources of %s are called after %s, whatever its tag", (reference, name) => {
  expect(slug(reference)).toBe(name);
});
