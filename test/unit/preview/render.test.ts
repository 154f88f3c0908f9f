import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { render, renderAll } from "../../../cli/preview/render";
import { stacksOf } from "../../../cli/stack/names";
import { versions } from "../../../components/versions/versions";
import { chartWithValuesOf } from "../../support/chart";

const root = process.cwd();

test("every stack file is a stack", () => {
  expect(stacksOf(root)).toEqual(
    readdirSync(root)
      .filter((file) => /^Pulumi\..+\.yaml$/.test(file))
      .map((file) => file.slice("Pulumi.".length, -".yaml".length))
      .sort(),
  );
});

test("stacks that are asked side by side are told in the order that was asked for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "workshop-no-project-"));
  try {
    const renderings = await renderAll(folder, ["b", "c", "a"]);
    expect([...renderings].map(([name, { stack }]) => [name, stack])).toEqual([
      ["b", "b"],
      ["c", "c"],
      ["a", "a"],
    ]);
    for (const { error } of renderings.values()) expect(error).toContain("Pulumi.yaml");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("another folder, time zone, language and account render the same, byte by byte", async () => {
  const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
  const before = { ...process.env };
  try {
    for (const entry of readdirSync(root)) {
      if ([".git", ".workshop", "node_modules", "test"].includes(entry)) continue;
      cpSync(join(root, entry), join(folder, entry), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    // The chart itself says nothing here but what values it knows; fetching it would need a network.
    for (const chart of ["spark-operator", "spark-operator-crds"]) {
      const target = join(folder, ".workshop", "charts", `${chart}-${versions.sparkOperatorChart}`);
      cpSync(chartWithValuesOf(), target, { recursive: true });
    }
    // Each renders in a process of its own, with the environment of the moment when it is begun.
    const first = render(folder, "dev");
    Object.assign(process.env, {
      TZ: "America/Sao_Paulo",
      LANG: "pt_BR.UTF-8",
      AWS_PROFILE: "mine",
      KUBECONFIG: "/nowhere",
    });
    const elsewhere = join(folder, "..", `${folder.split("/").at(-1)}-moved`);
    cpSync(folder, elsewhere, { recursive: true });
    const [here, there] = (await Promise.all([first, render(elsewhere, "dev")])).map((one) =>
      JSON.stringify(one),
    );
    rmSync(elsewhere, { recursive: true, force: true });
    expect(there).toBe(here);
    expect(JSON.parse(here ?? "").resources.length).toBeGreaterThan(50);
    expect(here).not.toContain(folder);
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);
