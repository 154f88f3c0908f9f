import { platformAccess } from "../../../components/spark/platform-access";
import { jobUses } from "../../../components/spark/platform-facts";

const history = { "spark-history-server": [{ purpose: "events", access: "read" }] };

test("jobs use the buckets in each of their namespaces, and the History Server reads events", () => {
  expect(platformAccess()).toEqual({ "spark-jobs": jobUses, ...history });
  expect(platformAccess(["a", "b"])).toEqual({ a: jobUses, b: jobUses, ...history });
});
