import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly permissions?: Record<string, string>;
  readonly "timeout-minutes"?: number;
  readonly environment?: string;
  readonly needs?: string;
  readonly "runs-on"?: string;
  readonly concurrency?: { group: string; queue?: string } | string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly concurrency?: unknown;
  readonly jobs: Record<string, Job>;
}

const folder = join(process.cwd(), ".github", "workflows");
const files = readdirSync(folder);
const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
const workflows = new Map([...texts].map(([file, text]) => [file, parse(text) as Workflow]));
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${file} ${name}`, job, workflow })),
);

test("every action is pinned by commit, with the version beside it for people", () => {
  for (const [file, text] of texts) {
    for (const [line] of text.matchAll(/uses: .*/g))
      expect([file, line]).toEqual([file, expect.stringMatching(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)]);
  }
});

test("one action, one commit", () => {
  const pins = new Map<string, Set<string>>();
  for (const text of texts.values())
    for (const [, action = "", pin = ""] of text.matchAll(/uses: (\S+)@(\S+)/g))
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
  for (const [action, found] of pins) expect([action, found.size]).toEqual([action, 1]);
});

test("nothing may write unless it says so, and every job has an end", () => {
  for (const [file, { permissions }] of workflows) {
    const writes = Object.entries(permissions).filter(([, right]) => right === "write");
    expect([file, writes]).toEqual([file, []]);
  }
  for (const { where, job } of jobs)
    expect([where, job["timeout-minutes"]]).toEqual([where, expect.any(Number)]);
});

test("a pull request's code never runs beside a token that may write, nor a secret", () => {
  for (const { where, job, workflow } of jobs) {
    if (!("pull_request" in workflow.on)) continue;
    const rights = Object.values({ ...workflow.permissions, ...job.permissions });
    expect([where, rights.includes("write")]).toEqual([where, false]);
    expect([where, JSON.stringify(job)]).toEqual([where, expect.not.stringMatching(/secrets\.|id-token/)]);
  }
  expect([...workflows.values()].some(({ on }) => "pull_request_target" in on)).toBe(false);
});

test("no checkout leaves a token behind", () => {
  for (const { where, job } of jobs)
    for (const step of job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")))
      expect([where, step.with?.["persist-credentials"]]).toEqual([where, false]);
});

/** Jobs that ask for a token, but for the one that signs where a package comes from. */
const onStacks = jobs.filter(
  ({ job }) => job.permissions?.["id-token"] === "write" && job.environment !== "npm",
);

test("no key of AWS is stored: roles are assumed by OIDC, in jobs that may ask for a token", () => {
  for (const [file, text] of texts)
    expect([file, text]).toEqual([file, expect.not.stringMatching(/aws-(access|secret)/)]);
  for (const { where, job } of jobs) {
    const assumes = job.steps.some(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@"));
    const asks = onStacks.some((one) => one.where === where);
    expect([where, asks]).toEqual([where, assumes]);
  }
});

test("whatever works on a stack waits for its turn, and is stopped by its environment's reviewers", () => {
  const working = onStacks;
  expect(working.length).toBeGreaterThanOrEqual(3);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expression
  const stack = "${{ matrix.stack }}";
  for (const { where, job } of working) {
    // By default one run waits, and the next to come takes its place: a drift run that of a teardown.
    expect([where, job.concurrency]).toEqual([where, { group: `stack-${stack}`, queue: "max" }]);
    expect([where, job.environment]).toEqual([where, expect.stringContaining(stack)]);
  }
});

test("whatever speaks to a stack's API server may run where that lets it in", () => {
  // GitHub's own runners have many addresses, which change: no publicAccess but everybody's holds them.
  for (const { where, job } of onStacks)
    expect([where, job["runs-on"]]).toEqual([
      where,
      expect.stringMatching(/^\$\{\{ vars\.STACK_RUNNER \|\| '.*' \}\}$/),
    ]);
});

test("no text from outside is put into a script by the runner", () => {
  for (const { where, job } of jobs)
    for (const { run } of job.steps)
      expect([where, run ?? ""]).toEqual([where, expect.not.stringContaining("${{")]);
});

test("a merge brings up, and drift looks at, what the files say and what has not expired", () => {
  for (const file of ["deploy.yml", "drift.yml"])
    expect([file, texts.get(file)]).toEqual([
      file,
      expect.stringContaining("./workshop stacks --deployed --living --json"),
    ]);
});

test("credentials of AWS last as long as the job that has them", () => {
  for (const { where, job } of jobs) {
    for (const step of job.steps.filter(({ uses }) =>
      uses?.startsWith("aws-actions/configure-aws-credentials@"),
    )) {
      // The action's default is an hour.
      const seconds = Number(step.with?.["role-duration-seconds"] ?? 3600);
      expect([where, seconds >= 60 * Number(job["timeout-minutes"])]).toEqual([where, true]);
    }
  }
});

test("a package is published by a job that runs nothing of this repository, with a statement of where it comes from", () => {
  const { package: packing, publish } = workflows.get("release.yml")?.jobs ?? {};
  expect(packing?.permissions).toBeUndefined();
  expect(JSON.stringify(packing)).not.toContain("secrets.");
  expect(publish).toMatchObject({
    needs: "package",
    environment: "npm",
    permissions: { "id-token": "write" },
  });
  const steps = publish?.steps ?? [];
  expect(steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))).toEqual([]);
  expect(steps.map(({ run = "" }) => run).join("")).toMatch(/npm publish .* --provenance/);
});
