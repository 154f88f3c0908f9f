import limits from "../../../../cli/doctor/limits.json";
import { type TrialWorld, trial } from "../../../../cli/doctor/trial";
import type { Outcome } from "../../../../cli/process/exec";
import type { DockerState } from "../../../../cli/toolchain/docker";
import { versions } from "../../../../components/versions/versions";
import { recorder } from "../../toolchain/fakes";

const running: DockerState = {
  kind: "running",
  engine: { cli: "/bin/docker", buildKit: true, version: "28", platform: { os: "linux", arch: "amd64" } },
};

/** A machine on which the commands take so many seconds each. */
function played(
  parts: { docker?: DockerState; kind?: string; image?: boolean; seconds?: number; fails?: string } = {},
) {
  const { docker = running, kind = "/cache/kind", image = true, seconds = 10, fails } = parts;
  const ran: string[] = [];
  let clock = 0;
  const ok: Outcome = { code: 0, stdout: "null", stderr: "" };
  const world: TrialWorld = {
    docker: async () => docker,
    kind: async () => kind || undefined,
    now: () => clock,
    run: async (_program, args, options) => {
      const [, name] = /commands\/(\w+)\.ts$/.exec(args.at(-1) ?? "") ?? [];
      if (!name) return image ? ok : { ...ok, code: 1 };
      const { name: cluster, workers } = JSON.parse(options?.env?.INPUT ?? "{}");
      expect([cluster, workers]).toEqual(["workshop-trial", []]);
      expect(args[1]).toContain(">/dev/null");
      ran.push(name);
      clock += seconds * 1000;
      return name === fails ? { code: 1, stdout: "", stderr: "first\nkind could not create it\n" } : ok;
    },
  };
  return { ran, found: () => trial(recorder(), world) };
}

test("a cluster of one node is made, waited for and removed, and its time is told", async () => {
  const { ran, found } = played();
  expect(await found()).toMatchObject({
    state: "ok",
    found: { en: "a cluster of one node was ready after 20 s" },
  });
  expect(ran).toEqual(["create", "ready", "delete"]);
});

test("one that takes too long is a risk", async () => {
  expect((await played({ seconds: limits.trialSeconds }).found()).state).toBe("risk");
});

test.each(["create", "ready"])("when %s fails, that is said, and nothing is left", async (fails) => {
  const { ran, found } = played({ fails });
  const finding = await found();
  expect(finding.state).toBe("blocks");
  expect(finding.found["pt-BR"]).toContain("não ficou pronto: kind could not create it");
  expect(ran.at(-1)).toBe("delete");
});

test.each([
  ["Docker", { docker: { kind: "missing" } as const }, "Docker does not run"],
  ["kind", { kind: "" }, "kind is not there"],
  ["the node image", { image: false }, `${versions.images.node.reference} is not there`],
])("without %s nothing is made yet", async (_, parts, words) => {
  const { ran, found } = played(parts);
  expect(await found()).toMatchObject({ state: "brought", found: { en: words } });
  expect(ran).toEqual([]);
});
