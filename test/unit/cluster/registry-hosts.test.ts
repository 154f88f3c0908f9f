import { type KindClusterArgs, withDefaults } from "../../../components/cluster/kind/args";
import { kindConfig } from "../../../components/cluster/kind/config";
import { hasRegistryHosts, registryHosts } from "../../../components/cluster/kind/registry-hosts";
import { argsProblems, problemsOf } from "../../../components/cluster/kind/validate";

const mirrors = { "docker.io": "mirror.example.com/hub", "ghcr.io": "http://10.0.0.7:8000" };
const spec = (args: Partial<KindClusterArgs>) => withDefaults({ name: "dev", ...args });

test("each mirror in containerd's words", () =>
  expect(registryHosts(mirrors)).toEqual({
    "docker.io/hosts.toml":
      '[host."https://mirror.example.com/v2/hub"]\ncapabilities = ["pull", "resolve"]\noverride_path = true\n',
    "ghcr.io/hosts.toml":
      '[host."http://10.0.0.7:8000/v2"]\ncapabilities = ["pull", "resolve"]\noverride_path = true\n',
  }));

test("a company's authorities hold for mirrors, for the registries behind them and for all others", () => {
  const ca = 'ca = ["/etc/containerd/certs.d/ca.pem"]';
  const files = registryHosts({ "docker.io": "mirror.example.com" }, "PEM");
  expect(files["ca.pem"]).toBe("PEM");
  expect(files["_default/hosts.toml"]).toBe(`${ca}\n`);
  const [own, mirror] = (files["docker.io/hosts.toml"] ?? "").split("[host.");
  expect(own).toContain(ca);
  expect(mirror).toContain(ca);
});

test("every node has them mounted, to read; without any, nothing is", () => {
  const machine = { cpus: 8, memoryKiB: 16_000_000, socket: "/var/run/docker.sock" };
  const nodes = (registries?: string) =>
    kindConfig(spec({ docker: true }), { ...machine, registries }).nodes.map(
      ({ extraMounts }) => extraMounts,
    );
  const shared = { hostPath: "/w/registries-dev", containerPath: "/etc/containerd/certs.d", readOnly: true };
  const socket = { hostPath: "/var/run/docker.sock", containerPath: "/kind/docker.sock" };
  expect(nodes("/w/registries-dev")).toEqual([[socket, shared], [shared], [shared], [shared]]);
  expect(nodes()).toEqual([[socket], undefined, undefined, undefined]);
});

test("a cluster without them has the spec that it always had, so that it stays", () => {
  const plain = JSON.stringify(withDefaults({ name: "dev" }));
  expect(JSON.stringify(spec({ mirrors: {}, caBundle: "" }))).toBe(plain);
  // Where packages come from is no part of the nodes.
  expect(JSON.stringify(spec({ mirrors: { maven: "https://mirror.example.com/maven2" } }))).toBe(plain);
  expect(plain).not.toMatch(/mirrors|caBundle/);
  expect(hasRegistryHosts(spec({ mirrors: {} }))).toBe(false);
  expect(hasRegistryHosts(spec({ mirrors }))).toBe(true);
  expect(hasRegistryHosts(spec({ caBundle: "ca.pem" }))).toBe(true);
});

test("a wrong mirror is refused with the cluster's other faults", () =>
  expect(
    problemsOf(spec({ name: "Dev", mirrors: { "ghcr.io": "ghcr.io" } })).map(({ path }) => path),
  ).toEqual(["name", "mirrors.ghcr.io"]));

test("and so is a wrong mirror of packages", () =>
  expect(
    argsProblems({ name: "Dev", mirrors: { "ghcr.io": "ghcr.io", maven: "maven" } }).map(({ path }) => path),
  ).toEqual(["name", "mirrors.ghcr.io", "mirrors.maven"]));
