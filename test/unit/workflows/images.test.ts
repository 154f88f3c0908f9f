import { architectures, build, joinArchitectures, main, published } from "../../../.github/scripts/images";
import { nameIn } from "../../../components/images/built-name";

const registry = "ghcr.io/ada/workshop";
const names = published.map(({ reference }) => nameIn(registry, reference));

/** A registry behind docker: builds and joins add to it, unless their image breaks. */
function docker(there: readonly string[] = [], broken = "nothing") {
  const has = new Set(there);
  const calls: string[][] = [];
  const run = (...args: string[]) => {
    if (args.includes("inspect")) return has.has(args.at(-1) ?? "");
    calls.push(args);
    const name =
      args.find((one) => one.startsWith("--tag="))?.slice(6) ?? args[args.indexOf("--tag") + 1] ?? "";
    const parts = args[1] === "imagetools" ? args.slice(args.indexOf("--tag") + 2) : [];
    if (name.includes(broken) || !parts.every((part) => has.has(part))) return false;
    has.add(name);
    return true;
  };
  return { has, calls, run };
}

test("each architecture is built and pushed, then both get the name that up asks for", () => {
  const { has, calls, run } = docker();
  for (const architecture of architectures) expect(build(registry, architecture, run)).toEqual([]);
  expect(calls).toHaveLength(6);
  for (const args of calls)
    expect(args).toEqual(expect.arrayContaining(["--push", "--sbom=true", "--provenance=mode=max"]));
  expect(calls[0]).toEqual(expect.arrayContaining(["--platform=linux/amd64", `--tag=${names[0]}-amd64`]));
  expect(joinArchitectures(registry, run)).toEqual([]);
  expect(names.filter((name) => !has.has(name))).toEqual([]);
});

test("what is there under its content tag stays as it is", () => {
  const { calls, run } = docker(names);
  expect(build(registry, "arm64", run)).toEqual([]);
  expect(joinArchitectures(registry, run)).toEqual([]);
  expect(calls).toEqual([]);
});

test("one that fails is named, the others are published, and the workflow fails", () => {
  const said = jest.spyOn(console, "error").mockImplementation(() => {});
  const { has, run } = docker([], "flights-data");
  expect(main(["build", registry, "amd64"], run)).toBe(1);
  expect(said.mock.calls.flat()).toEqual([expect.stringMatching(/flights-data:\S+ was not published/)]);
  expect(has.size).toBe(2);
});

test.each([[[]], [["build", registry]], [["build", registry, "mips"]], [["push", registry, "amd64"]]])(
  "%j is refused",
  (args) => {
    const said = jest.spyOn(console, "error").mockImplementation(() => {});
    expect(main(args, docker().run)).toBe(2);
    expect(said.mock.calls.flat().join()).toContain("images.ts join REGISTRY");
  },
);
