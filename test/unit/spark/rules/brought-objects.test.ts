import { sentence } from "../../../../components/errors";
import {
  isBrought,
  objectProblems,
  objectWarnings,
} from "../../../../components/spark/rules/brought-objects";

const object = (kind: string, more: object = {}, namespace?: string) => ({
  apiVersion: "v1",
  kind,
  metadata: { name: "mine", ...(namespace === undefined ? {} : { namespace }) },
  ...more,
});
const problems = (...objects: ReturnType<typeof object>[]) =>
  objectProblems(objects, "spark-jobs").map(sentence);

test("kinds of the namespace are brought, those of the whole cluster are not", () => {
  expect(["ConfigMap", "Role", "Secret", "Service"].every((kind) => isBrought({ kind }))).toBe(true);
  expect(["ClusterRole", "Namespace", "Pod", "CronJob"].some((kind) => isBrought({ kind }))).toBe(false);
});

test("an object belongs into the application's namespace, by name or by saying nothing", () => {
  expect(problems(object("ConfigMap"), object("Role", {}, "spark-jobs"))).toEqual([]);
  expect(problems(object("ConfigMap", {}, "default"))).toEqual([
    'ConfigMap mine: metadata.namespace ("default") is not the job namespace that the application is given. Remove it, or use spark-jobs.',
  ]);
});

test("a Secret with anything in it is refused, and its value is not repeated", () => {
  const data = { password: "aHVudGVyMg==" };
  const [both, ...rest] = problems(object("Secret", { data, stringData: { user: "me" } }));
  expect(both).toMatch(/^Secret mine: data, stringData holds a secret in plain text/);
  expect(both).not.toContain("aHVudGVyMg");
  expect(rest).toEqual([]);
  expect(problems(object("Secret"), object("Secret", { data: {} }), object("ConfigMap", { data }))).toEqual(
    [],
  );
});

test("what is not made with the application is only warned of", () => {
  const objects = [object("ClusterRole", {}, "default"), object("ConfigMap")];
  expect(problems(...objects)).toEqual([]);
  expect(objectWarnings(objects).map(sentence)).toEqual([
    "ClusterRole mine stands beside the application in its file and is not made with it. Make it a resource of the stack if the job needs it.",
  ]);
});
