import { existsSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import type { Act } from "../../../cli/incident/act";
import { begin, diagnose, undo } from "../../../cli/incident/actions";
import { causeOf, causes, incidents } from "../../../cli/incident/incidents";
import { jobFile } from "../../../cli/incident/job";
import { readRecord } from "../../../cli/incident/record";
import { checkText } from "../../../cli/manifest/check-text";
import { localS3a, secretName } from "../../../components/storage/local/s3-access";
import { usersFile, usersJson } from "../../../components/storage/local/users";
import { versions } from "../../../components/versions/versions";
import { type Play, playedTools, removePlayed } from "../../support/lab-world";

afterAll(removePlayed);

/** The Secret of the server's users, as kubectl gives its data. */
function knownToServer(name: string, key: string): string {
  const file = usersJson([{ name, uses: [], policy: { Version: "2012-10-17", Statement: [] } }], {
    [name]: key,
  });
  return JSON.stringify({ [usersFile]: Buffer.from(file).toString("base64") });
}

/** A cluster that does as it is explanation. */
const willing: Play = {
  "kubectl get deployment spark-history-server": "spark:played",
  "kubectl get nodes": "node/workshop-worker\n",
  "kubectl replace": "",
  "kubectl get service s3": "{}",
  "kubectl scale": "",
  "kubectl rollout": "",
  "kubectl apply": "",
  "kubectl wait": "",
  "kubectl delete": "",
  "kubectl get secret": knownToServer("spark-jobs", "secret"),
  "docker pause": "",
  "docker ps": "workshop-worker\nsomebody-elses\n",
  "docker unpause": "",
};

/** The first seed of each cause. */
const seeds = causes.map((cause) => {
  const seed = Array.from({ length: 1000 }, (_, i) => i).find((one) => causeOf(one) === cause);
  if (seed === undefined) throw new Error(`no seed for ${cause}`);
  return [cause, seed] as const;
});

/** What an incident's steps are, as lines with their input behind `<`. */
function noting(answer: (line: readonly string[]) => string = () => ""): { act: Act; lines: string[] } {
  const lines: string[] = [];
  const act: Act = async (line, input) => {
    lines.push(`${line.join(" ")} < ${input ?? ""}`);
    return answer(line);
  };
  return { act, lines };
}

test("a seed is an incident, and every incident has one", () => {
  expect(causeOf(7)).toBe(causeOf(7));
  expect(seeds.map(([cause]) => cause)).toEqual(causes);
});

test("the node that is lost may carry the name of a pool, as fixed ones do, and is none that Karpenter registered", async () => {
  const { act, lines } = noting(([program]) => (program === "kubectl" ? "node/workshop-worker\n" : ""));
  await incidents.node.begin(act);
  expect(lines[0]).toContain("--selector=!node-role.kubernetes.io/control-plane,!karpenter.sh/registered ");
  expect(lines[1]).toContain("docker pause workshop-worker");
});

test.each(seeds)("%s is begun, named and undone", async (cause, seed) => {
  const tools = playedTools(willing);
  const said = await begin(tools, seed, "en");
  expect(said.join("\n")).toContain(`seed ${seed}`);
  // What is shown tells nothing of the one that it is.
  expect(said.slice(2)).toEqual(causes.map((one) => `  ./workshop incident answer ${one}`));
  expect(readRecord(tools.home)).toMatchObject({ cause, seed, found: false });
  expect(readFileSync(jobFile(tools.home), "utf8")).toContain("image: spark:played\n");

  const other = causes.find((one) => one !== cause) ?? "";
  expect(diagnose(tools, other, "pt-BR")).toEqual({
    right: false,
    lines: [expect.stringContaining(`Não é ${other}`)],
  });
  const right = diagnose(tools, cause, "en");
  expect(right.right).toBe(true);
  expect(right.lines.join("\n")).toContain("wrong answers: 1");
  expect(right.lines).toContain(incidents[cause].explanation.en);

  await undo(tools, "en");
  expect(readRecord(tools.home)).toBeUndefined();
  expect(existsSync(jobFile(tools.home))).toBe(false);
  expect(tools.asked.join("\n")).not.toContain("unpause somebody-elses");
});

test("one at a time, and only one that there is", async () => {
  const tools = playedTools(willing);
  expect(() => diagnose(tools, "node", "en")).toThrow("No incident is under way");
  expect(() => diagnose(tools, "moon", "en")).toThrow('"moon" is none of the causes');
  await expect(undo(tools, "en")).rejects.toThrow("No incident is under way");
  await begin(tools, 1, "en");
  await expect(begin(tools, 2, "en")).rejects.toThrow("under way since");
});

test("one whose beginning fails is noted, so that it can be undone", async () => {
  const [cause, seed] = seeds.find(([one]) => one === "webhook") ?? ["webhook", 0];
  const tools = playedTools({ ...willing, "kubectl scale": { code: 1, stderr: "no such deployment" } });
  await expect(begin(tools, seed, "en")).rejects.toThrow("no such deployment");
  expect(readRecord(tools.home)).toMatchObject({ cause });
});

test("who has not found it is explanation what it was", async () => {
  const [cause, seed] = seeds[0] ?? ["node", 0];
  const tools = playedTools(willing);
  await begin(tools, seed, "pt-BR");
  expect((await undo(tools, "pt-BR"))[0]).toBe(incidents[cause].explanation["pt-BR"]);
});

test("the key is put back by what the server knows of its user, and is on no command line", async () => {
  const answer = (users: string) => (line: readonly string[]) => {
    if (line.includes("--output=json")) return JSON.stringify({ kind: "Secret", data: { other: "eA==" } });
    return line[1] === "get" ? users : "";
  };
  const { act, lines } = noting(answer(knownToServer("spark-jobs", "secret")));
  await incidents.credential.end(act);
  expect(lines.filter((line) => /c2VjcmV0.* </.test(line))).toEqual([]);
  expect(lines.join("\n")).toContain('"data":{"other":"eA==","AWS_SECRET_ACCESS_KEY":"c2VjcmV0"}');

  const without = noting(answer(knownToServer("somebody-else", "secret")));
  await expect(incidents.credential.end(without.act)).rejects.toThrow("no user spark-jobs");
  expect(without.lines.join("\n")).not.toContain("kubectl replace");
});

test("requests to S3 come to a pod that says 503, when it is ready, and to the server again", async () => {
  const { act, lines } = noting((line) =>
    line.includes("--output=json")
      ? JSON.stringify({ spec: { type: "NodePort", selector: { app: "x" } } })
      : "",
  );
  await incidents.storage.begin(act);
  const leads = (app: string) => `{"spec":{"type":"NodePort","selector":{"app":"${app}"}}}`;
  expect(lines[1]).toContain("send_response(503");
  expect(lines[2]).toContain("kubectl wait --for=condition=Ready pod/workshop-incident");
  expect(lines[4]).toContain(leads("workshop-incident"));
  lines.splice(0);
  await incidents.storage.end(act);
  expect(lines[1]).toContain(leads("s3"));
  expect(lines[2]).toContain("kubectl delete pod workshop-incident");
});

test("the job to look with is one that the rules let through, of this Spark and this server", () => {
  const text = readFileSync("cli/incident/job.yaml", "utf8");
  const job = text.replace("SPARK_IMAGE", "spark:played");
  expect(checkText(job, "job.yaml").findings.filter(({ level }) => level === "error")).toEqual([]);
  const spec = parseAllDocuments(text)[1]?.toJS().spec;
  expect(spec.sparkVersion).toBe(versions.spark);
  const server = Object.entries(localS3a()).filter(([key]) => key in spec.hadoopConf);
  expect(server.length).toBeGreaterThanOrEqual(5);
  expect(spec.hadoopConf).toMatchObject(Object.fromEntries(server));
  expect(spec.driver.envFrom).toEqual([{ secretRef: { name: secretName } }]);
});
