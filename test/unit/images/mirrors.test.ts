import { mirrorApi, mirroredName, mirrorProblems } from "../../../components/images/mirrors";

const mirrors = {
  "docker.io": "mirror.example.com/hub",
  "ghcr.io": "http://10.0.0.7:8000",
  "registry.example.com:5000": "https://cache.example.com",
};

test("what a company has is accepted", () => expect(mirrorProblems("mirrors", mirrors)).toEqual([]));

test.each([
  ["index.docker.io", "mirror.example.com", /name of a registry/, "Write docker.io."],
  ["https://ghcr.io", "mirror.example.com", /name of a registry/, "Write it as docker.io, ghcr.io"],
  ["ghcr.io/kubeflow", "mirror.example.com", /name of a registry/, "no path"],
  ["hub", "mirror.example.com", /name of a registry/, "no scheme"],
  ["ghcr.io", "https://ghcr.io", /the registry itself/, "Name its mirror"],
  ["ghcr.io", "mirror.example.com/", /not the address/, "no slash at the end"],
  ["ghcr.io", "mirror", /not the address/, "Write it as mirror.example.com/hub"],
  ["ghcr.io", "ftp://mirror.example.com", /not the address/, "http:// before it"],
  ["ghcr.io", "", /not the address/, "Write it as mirror.example.com/hub"],
])("%s: %s is refused with its cure", (registry, mirror, reason, cure) =>
  expect(mirrorProblems("mirrors", { [registry]: mirror })).toEqual([
    expect.objectContaining({
      path: `mirrors.${registry}`,
      reason: expect.stringMatching(reason),
      cure: expect.stringContaining(cure),
    }),
  ]),
);

test("a password in an address is not repeated", () =>
  expect(
    JSON.stringify(mirrorProblems("mirrors", { "ghcr.io": "ada:secret@mirror.example.com" })),
  ).not.toContain("secret"));

test.each([
  ["debian:13-slim", "mirror.example.com/hub/library/debian:13-slim"],
  ["docker.io/library/debian:13", "mirror.example.com/hub/library/debian:13"],
  ["kindest/node:v1", "mirror.example.com/hub/kindest/node:v1"],
  ["ghcr.io/versity/versitygw:v1", "10.0.0.7:8000/versity/versitygw:v1"],
  ["registry.example.com:5000/a:1", "cache.example.com/a:1"],
  ["quay.io/a/b:1", undefined],
])("%s is pulled as %s", (reference, name) => expect(mirroredName(reference, mirrors)).toBe(name));

test.each([
  ["mirror.example.com/hub", "https://mirror.example.com/v2/hub"],
  ["http://10.0.0.7:8000", "http://10.0.0.7:8000/v2"],
])("containerd asks %s at %s", (mirror, api) => expect(mirrorApi(mirror)).toBe(api));
