import known from "../../../components/units/spark-properties.json";
import { versions } from "../../../components/versions/versions";

test("the known properties are those of the pinned Spark", () => {
  // After another version: codegen/spark-properties/spark_properties.py says how they are written anew.
  expect(known.spark).toBe(versions.spark);
});
