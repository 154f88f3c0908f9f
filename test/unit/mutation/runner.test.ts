const settings = require("../../mutation/stryker.config");
const ShortestFirst = require("../../mutation/shortest-first");

test("each file of tests is asked once, and not once for every project of Jest", () => {
  expect(settings.jest?.config).toMatchObject({ projects: [] });
});

test("what took least is asked first, and what nothing is known of before it", () => {
  ShortestFirst.took.set("a", 30).set("b", 10);
  const files = ["a", "b", "c"].map((path) => ({ path }));
  expect(new ShortestFirst({}).sort(files).map((file: { path: string }) => file.path)).toEqual([
    "c",
    "b",
    "a",
  ]);
});
