import { mirrorApi, mirroredName, mirrorProblems } from "../../../components/images/mirrors";

const mirrors = {
  "docker.io": "mirror.example.com/hub",
  "ghcr.io": "http://10.0.0.7:8000",
  "registry.example.com:5000": "https://cache.example.com",
};

const packages = {
  debian: "https://mirror.example.com/debian",
  go: "https://mirror.example.com/go",
  maven: "http://10.0.0.7:8081/repository/maven-central",
  npm: "https://mirror.example.com/npm",
  pypi: "http://10.0.0.7:8081/pypi/simple",
};

test("what a company has is accepted", () =>
  expect(mirrorProblems("mirrors", { ...mirrors, ...packages })).toEqual([]));

test.each([
  ["index.docker.io", "mirror.example.com", /name of a registry/, "Write docker.io."],
  ["https://ghcr.io", "mirror.example.com", /name of a registry/, "Write it as docker.io, ghcr.io"],
  ["ghcr.io/kubeflow", "mirror.example.com", /name of a registry/, "no path"],
  ["hub", "mirror.example.com", /name of a registry/, "no scheme"],
  ["PyPI", "https://mirror.example.com/simple", /nor a source of packages/, "debian, go, maven, npm, pypi"],
  ["pypi", "mirror.example.com/simple", /not the URL/, "https://mirror.example.com/pypi/simple"],
  ["maven", "https://mirror.example.com/maven2/", /not the URL/, "no slash at the end"],
  ["npm", "https://mirror.example.com/npm?x=1", /not the URL/, "Write it as https://mirror.example.com/npm"],
  ["go", "file:///srv/go", /not the URL/, "with its scheme"],
  ["debian", "", /not the URL/, "beside which debian-security lies"],
  ["debian", "https://deb.example.com", /has no path/, "beside which debian-security lies"],
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

test.each([
  ["ghcr.io", "ada:secret@mirror.example.com"],
  ["pypi", "https://ada:secret@mirror.example.com/simple"],
  ["pypi", "ada:secret@mirror.example.com/simple"],
])("a password in an address of %s is refused and not repeated", (name, address) => {
  const problems = mirrorProblems("mirrors", { [name]: address });
  expect(problems.map(({ path }) => path)).toEqual([`mirrors.${name}`]);
  expect(JSON.stringify(problems)).not.toContain("secret");
});

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
