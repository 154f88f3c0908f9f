import { askWellShaped } from "../../../components/crds/well-shaped";

const value = { name: "a", conf: { "spark.x": 1 }, list: [{ size: "2" }, { size: 3 }] };
type Value = typeof value;

describe("a rule is asked about a value with faulty fields", () => {
  const ask = (paths: readonly string[], rule: (one: Value) => unknown) =>
    askWellShaped<Value, unknown>(
      value,
      "spec",
      paths.map((path) => ({ path, reason: "is wrong" })),
    )((one) => [rule(one)]);

  test("where it reads none of them", () => {
    expect(ask(["spec.conf"], ({ name }) => name)).toEqual(["a"]);
    expect(ask(['spec.conf["spark.x"]'], ({ conf }) => Object.keys(conf))).toEqual([["spark.x"]]);
    expect(ask(["spec.list[1].size"], ({ list }) => list[0]?.size)).toEqual(["2"]);
  });

  test("and says nothing where it reads one, however deep and by whichever way", () => {
    expect(ask(["spec.name"], ({ name }) => name)).toEqual([]);
    expect(ask(['spec.conf["spark.x"]'], ({ conf }) => Object.entries(conf))).toEqual([]);
    expect(ask(["spec.list[1].size"], ({ list }) => list.map(({ size }) => size))).toEqual([]);
    expect(ask(["spec.list[1].size"], ({ list }) => ({ ...list[1] }))).toEqual([]);
  });

  test("or looks for one that is missing", () => {
    expect(ask(["spec.kind"], (one) => (one as { kind?: string }).kind)).toEqual([]);
  });

  test("and gives back values as they are written", () => {
    expect(ask(["spec.name"], ({ list }) => list)[0]).toBe(value.list);
  });

  test("and is not asked at all about what is no map", () => {
    expect(ask(["spec"], () => "said")).toEqual([]);
  });

  test("and its own mistakes are not hidden", () => {
    const broken = () => {
      throw new TypeError("mine");
    };
    expect(() => ask(["spec.name"], broken)).toThrow("mine");
  });
});
