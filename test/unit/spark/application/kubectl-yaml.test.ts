import { sentence } from "../../../../components/errors";
import { kubectlObjects } from "../../../../components/spark/application/kubectl-yaml";

/** The one object of a text. */
function read(text: string): unknown {
  const { objects, problems } = kubectlObjects(text);
  expect(problems).toEqual([]);
  expect(objects).toHaveLength(1);
  return objects[0]?.value;
}

// What sigs.k8s.io/yaml 1.6 makes of each.
test.each<[string, unknown]>([
  ["0644", 420],
  ["0o644", 420],
  ["0400", 256],
  ["08", 8],
  ["0", 0],
  ["-0x10", -16],
  ["0b101", 5],
  ["1_000", 1000],
  ["1e3", 1000],
  [".5", 0.5],
  ["+7", 7],
  ["yes", true],
  ["Off", false],
  ["y", true],
  ["1:30", "1:30"],
  ["2026-01-01", "2026-01-01"],
  ["1.2.3", "1.2.3"],
  ["4g", "4g"],
  ["512m", "512m"],
  ["-", undefined],
  ['"yes"', "yes"],
  ["'0644'", "0644"],
  ["!!str 12", "12"],
  ["!!int '12'", 12],
])("the scalar %s", (text, value) => {
  if (value === undefined) return expect(read(`a: [${text}1]`)).toEqual({ a: [-1] });
  expect(read(`a: ${text}`)).toEqual({ a: value });
});

test("keys are text, merge keys merge, aliases repeat, and what the map itself says wins", () => {
  expect(
    read(
      [
        "base: &base { cores: 1, memory: 1g }",
        "on: 1",
        "0644: 2",
        "driver: { <<: *base, memory: 2g }",
        "both: { <<: [*base, { x: 1 }] }",
        "again: *base",
      ].join("\n"),
    ),
  ).toEqual({
    base: { cores: 1, memory: "1g" },
    true: 1,
    "420": 2,
    driver: { cores: 1, memory: "2g" },
    both: { cores: 1, memory: "1g", x: 1 },
    again: { cores: 1, memory: "1g" },
  });
});

test("empty fields are left out at any depth, empty maps and lists are not", () => {
  expect(read("a:\nb: { c: ~, d: {} }\ne: [{ f: null, g: [] }]")).toEqual({ b: { d: {} }, e: [{ g: [] }] });
});

test("documents and Lists are taken apart, and each object knows where it stood", () => {
  const text =
    "# nothing\n---\nkind: A\n---\napiVersion: v1\nkind: List\nitems: [{ kind: B }, { kind: C }]\n---\n";
  expect(kubectlObjects(text).objects.map(({ at, value }) => ({ at, value }))).toEqual([
    { at: "document 1", value: { kind: "A" } },
    { at: "document 2, item 1", value: { kind: "B" } },
    { at: "document 2, item 2", value: { kind: "C" } },
  ]);
  expect(read('{"kind": "A", "mode": 420}')).toEqual({ kind: "A", mode: 420 });
});

test.each([
  ["a tab", "a:\n  b: 1\n\tc: 2\n", ["line 3, column 1 is indented with a tab. Use spaces."]],
  [
    "two values of a key, twice",
    "a: 1\nmemory: 1\nmemory: 2\nb: { c: 1, 'c': 2 }\n",
    [
      'line 3, column 1 ("memory") is a key that its map has already: kubectl takes the last value in silence. Remove one of the two.',
      'line 4, column 12 ("c") is a key that its map has already: kubectl takes the last value in silence. Remove one of the two.',
    ],
  ],
  [
    "an anchor that contains itself",
    "a: 1\nb: &b\n  c: [*b]\nd: &d { <<: *d }\n",
    [
      'line 3, column 7 ("*b") stands inside what it is an alias of, which would have no end. Write out what is meant.',
      'line 4, column 13 ("*d") stands inside what it is an alias of, which would have no end. Write out what is meant.',
    ],
  ],
  [
    "a no-break space as indentation",
    "a:\n  b: 1\n\u00a0 c: 2\n",
    [
      "line 3, column 1 is indented with a no-break space or another that YAML takes for a letter. Type the line's indentation anew, with plain spaces.",
    ],
  ],
  [
    "a no-break space among spaces",
    "a:\n  b:\n  \u00a0c: 2\n    d: 1\n",
    [
      "line 3, column 3 is indented with a no-break space or another that YAML takes for a letter. Type the line's indentation anew, with plain spaces.",
    ],
  ],
  [
    "a bracket that is not closed",
    "a: [1\nb: 2\n",
    [expect.stringMatching(/^line \d+, column \d+ is not valid YAML: .+\.$/)],
  ],
])("%s is told in a line with its place", (_, text, told) => {
  const { problems } = kubectlObjects(text);
  expect(problems.map(sentence)).toEqual(told);
});
