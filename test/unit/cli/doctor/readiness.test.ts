import { readFileSync } from "node:fs";
import { spokenProblems } from "../../../../cli/doctor/cluster-findings";
import { connectionFindings } from "../../../../cli/doctor/connection-findings";
import { dockerFinding } from "../../../../cli/doctor/docker-finding";
import type { MachineFacts } from "../../../../cli/doctor/facts";
import type { SpokenFinding } from "../../../../cli/doctor/finding";
import { hardwareFindings } from "../../../../cli/doctor/hardware-findings";
import limits from "../../../../cli/doctor/limits.json";
import { vpnInterfaces } from "../../../../cli/doctor/network-look";
import { isReady, readinessSummary, roomLine } from "../../../../cli/doctor/readiness";

/** A laptop that nothing is wrong with. */
const good: MachineFacts = {
  os: "linux",
  arch: "x64",
  emulated: false,
  cpus: 8,
  memoryMiB: 16_000,
  kernel: "6.8.0-45-generic",
  root: "/home/ana/workshop",
  freeMiB: 80_000,
  cgroups: 2,
  vpns: [],
  env: {},
  docker: "running",
  engine: {
    cpus: 8,
    memoryKiB: 16_000 * 1024,
    local: true,
    rootDirectory: "/var/lib/docker",
    arch: "amd64",
    freeMiB: 60_000,
    clockAhead: 0,
    proxy: false,
  },
};
const engine = (change: Partial<NonNullable<MachineFacts["engine"]>>) =>
  ({ ...good.engine, ...change }) as MachineFacts["engine"];
const reached = { silent: [], clockAhead: 0.4 };
const findings = (change: Partial<MachineFacts> = {}, network = reached) => {
  const facts = { ...good, ...change };
  return [...hardwareFindings(facts), ...connectionFindings(facts, network)];
};
const wrong = (found: readonly SpokenFinding[]) =>
  found.filter(({ state }) => state !== "ok").map(({ id, state }) => `${id} ${state}`);

test("nothing is said against a laptop that nothing is wrong with", () => {
  expect(wrong(findings())).toEqual([]);
  expect(readinessSummary(findings())).toEqual({ en: "Ready.", "pt-BR": "Pronto." });
});

test("an amount of memory has the language's own decimal mark", () => {
  const memory = findings().find(({ id }) => id === "memory");
  expect(memory?.found).toEqual({ en: "15.6 GiB for Docker", "pt-BR": "15,6 GiB para o Docker" });
});

test.each<[string, Partial<MachineFacts>, string]>([
  ["another system", { os: "win32" }, "system blocks"],
  ["WSL 1", { kernel: "4.4.0-19041-Microsoft" }, "system blocks"],
  [
    "a clone on a drive of Windows",
    { kernel: "5.15.153.1-microsoft-standard-WSL2", root: "/mnt/c/w" },
    "system risk",
  ],
  ["a processor without tools", { arch: "riscv64" }, "processor blocks"],
  ["a Node.js under Rosetta", { os: "darwin", emulated: true }, "processor risk"],
  ["a Docker that emulates", { arch: "arm64" }, "processor risk"],
  ["cgroup v1", { cgroups: 1 }, "virtualization risk"],
  ["one core for Docker", { engine: engine({ cpus: 1 }) }, "cores risk"],
  ["4 GiB for Docker", { os: "darwin", engine: engine({ memoryKiB: 4 * 2 ** 20 }) }, "memory risk"],
  ["4 GiB at all", { docker: "missing", engine: undefined, memoryMiB: 4000 }, "memory risk"],
  ["a full disk of Docker's", { engine: engine({ freeMiB: 900 }) }, "disk risk"],
  ["a full disk", { freeMiB: 900 }, "disk risk"],
  ["a VPN", { vpns: ["tun0"] }, "vpn risk"],
  ["a proxy for localhost too", { env: { HTTPS_PROXY: "http://u:geheim@p:3128" } }, "proxy risk"],
  [
    "a proxy that Docker does not know",
    { env: { HTTPS_PROXY: "http://p:3128", NO_PROXY: "localhost,127.0.0.1" } },
    "proxy risk",
  ],
  ["a clock of Docker's that slept", { engine: engine({ clockAhead: -400 }) }, "clock risk"],
])("%s is seen, with its cure in both languages and no secret", (_, change, expected) => {
  const found = findings(change);
  expect(wrong(found)).toEqual([expected]);
  for (const { cure, state } of found) if (state !== "ok") expect(cure?.en && cure["pt-BR"]).toBeTruthy();
  expect(JSON.stringify(found)).not.toContain("geheim");
});

test("a clock that is off is seen by what a publisher says", () => {
  expect(wrong(findings({}, { silent: [], clockAhead: -90 }))).toEqual(["clock risk"]);
});

test("where no publisher answers, the clock is not judged and the first up takes longer", () => {
  const alone = { silent: ["github.com"], clockAhead: undefined } as unknown as typeof reached;
  expect(wrong(findings({}, alone))).toEqual(["network brought"]);
});

test("a machine of exactly the limits gets through", () => {
  const least = {
    cpus: limits.cpus,
    memoryMiB: limits.memoryMiB,
    freeMiB: limits.diskMiB,
    docker: "missing" as const,
    engine: undefined,
  };
  expect(wrong(findings(least))).toEqual([]);
});

test("VPNs are interfaces of tunnels with an address, as macOS' own have none", () => {
  const address = (family: "IPv4" | "IPv6") => [{ family }] as unknown as [];
  expect(
    vpnInterfaces({
      en0: address("IPv4"),
      utun0: address("IPv6"),
      utun4: address("IPv4"),
      wg0: address("IPv4"),
    }),
  ).toEqual(["utun4", "wg0"]);
});

test("what stands in a cluster's way is said in both languages", () => {
  const cure = "Choose another port.";
  const [port, other] = spokenProblems("dev", [
    { path: "kind", reason: "is not on PATH" },
    { path: "portMappings[0].hostPort", value: 9000, reason: "is in use by another program", cure },
    { path: "unheard.of", value: 1, reason: "will not do" },
  ]);
  expect(port).toMatchObject({
    state: "blocks",
    found: {
      en: "portMappings[0].hostPort (9000) is in use by another program.",
      "pt-BR": "portMappings[0].hostPort (9000) já está em uso",
    },
    cure: { en: cure, "pt-BR": expect.stringContaining("lsof -nP -iTCP:9000") },
  });
  expect(other?.found["pt-BR"]).toBe("unheard.of (1) will not do.");
  expect(spokenProblems("dev", [{ path: "kind", reason: "is not on PATH" }])).toMatchObject([
    { state: "ok" },
  ]);
});

test("Docker is brought where the workshop may, and blocks where a person must", () => {
  expect(dockerFinding({ kind: "podman", cli: "/usr/bin/docker" }, true)).toMatchObject({ state: "blocks" });
  expect(dockerFinding({ kind: "missing" }, true).state).toBe("brought");
  const blocked = dockerFinding({ kind: "missing" }, false);
  expect(blocked.state).toBe("blocks");
  expect(isReady([blocked])).toBe(false);
  expect(readinessSummary([blocked, ...findings({ vpns: ["tun0"] })])).toEqual({
    en: "Not ready: 1 to fix first, 1 at risk.",
    "pt-BR": "Ainda não: 1 a resolver antes, 1 em risco.",
  });
});

test("a room's page gets one line, which names nobody", () => {
  const line = roomLine([...findings({ vpns: ["tun0"] }), dockerFinding({ kind: "missing" }, false)], "en");
  expect(line).toBe(
    "not ready · amd64 · 8 for Docker, of 8 · 15.6 GiB for Docker · 58.6 GiB free · VPN · Docker!",
  );
  expect(roomLine(findings(), "pt-BR")).toMatch(/^pronto · .* livres · –$/);
});

test("the limits are those of the README", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(readme).toContain(
    `${Math.ceil(limits.memoryMiB / 1024)} GiB of memory for Docker, ${limits.diskMiB / 1024} GiB of disk`,
  );
});
