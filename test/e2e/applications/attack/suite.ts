import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sparkImage } from "../../../../components/images/catalog";
import { s3Port } from "../../../../components/storage/local/s3-access";
import { versions } from "../../../../components/versions/versions";
import { Client } from "../../admission/client";
import { Bucket } from "../../support/bucket";
import { clone } from "../../support/copy";
import { type Project, succeeded } from "../../support/project";
import { until } from "../../support/world";
import { attacks } from "./requests";

const minutes = (n: number) => n * 60_000;
const attacker = "attendee-01";
const victim = "attendee-02";

/** What the suite needs of the test whose cluster it shares: one with two attendees. */
export interface AttackStage {
  readonly project: Project;
  readonly bucket: () => Bucket;
}

/** One attendee tries what there is to another and to the platform, with a token and with a job. */
export function describeAttacks({ project, bucket }: AttackStage): void {
  describe("an attendee who attacks", () => {
    let clients: Readonly<Record<"attendee" | "job", Client>>;
    /** Where somebody listens, by who that is. */
    let addresses: Readonly<Record<string, string>>;

    beforeAll(async () => {
      const token = async (account: string) =>
        (await project.shell(`kubectl -n ${attacker} create token ${account}`)).text.trim();
      const { clusters } = await project.json<{
        clusters: { cluster: { server: string; "certificate-authority-data": string } }[];
      }>("kubectl config view --raw --minify -o json");
      const cluster = clusters[0]?.cluster;
      const login = {
        server: cluster?.server ?? "",
        certificate: Buffer.from(cluster?.["certificate-authority-data"] ?? "", "base64").toString(),
      };
      clients = {
        attendee: new Client({ ...login, token: await token("attendee") }),
        job: new Client({ ...login, token: await token("spark") }),
      };
      const secret = Buffer.from("a secret\n");
      const events = await Bucket.of(project, "workshop-events");
      await bucket().put(`${victim}/secret.txt`, secret);
      await bucket().put("secret.txt", secret);
      await events.put(`${victim}/secret.log`, secret);
      await bucket().put(
        `${attacker}/attack.py`,
        readFileSync(join(clone, "test/e2e/applications/attack/attack.py")),
      );
      project.write("listening.yaml", listeningPod);
      succeeded(await project.shell("kubectl apply -f listening.yaml"));
      succeeded(
        await project.shell(`kubectl -n ${victim} wait pod/listening --for=condition=Ready --timeout=2m`),
      );
      const address = async (namespace: string, selector: string) =>
        (
          await project.shell(
            `kubectl -n ${namespace} get pods -l ${selector} -o jsonpath='{.items[0].status.podIP}'`,
          )
        ).text.trim();
      addresses = {
        "another's pod": `${await address(victim, "app=listening")}:8000`,
        "the operator": `${await address("spark-operator", "app.kubernetes.io/component=controller")}:8081`,
        "the History Server": "spark-history-server.spark-history-server:18080",
        "the S3 server": `${await address("storage", "app=s3")}:${s3Port}`,
      };
    }, minutes(4));

    test.each(["attendee", "job"] as const)(
      "is refused by the API server whatever is asked with the token of the %s",
      async (by) => {
        const mine = attacks.filter((attack) => attack.by === by);
        const answers = await Promise.all(
          mine.map(async (attack) => ({ attack, ...(await attack.ask(clients[by])) })),
        );
        const slipped = answers
          .filter(({ attack, code, message }) => code !== 403 || !attack.refusal.test(message))
          .map(({ attack, code, message }) => [attack.title, code, message]);
        expect(slipped).toEqual([]);
        expect(mine.length).toBeGreaterThan(50);
      },
      minutes(2),
    );

    test(
      "reaches no object of another with the keys that the job has, and no pod that is not its own",
      async () => {
        project.write("attack.yaml", attackJob(addresses));
        succeeded(
          await project.shell(
            `set -o pipefail; ./workshop manifest render -s dev attack.yaml | kubectl --as system:serviceaccount:${attacker}:attendee apply -f -`,
          ),
        );
        await until("the end of the attack", 6, async () => {
          const { text } = await project.shell(
            `kubectl -n ${attacker} get sparkapplication attack -o jsonpath={.status.applicationState.state}`,
          );
          return /COMPLETED|FAILED/.test(text);
        });
        const said = JSON.parse(await bucket().text(`${attacker}/attack.json`)) as Record<string, string>;
        const { "who it is": who, ...tries } = said;
        expect(who).toBe(attacker);
        const expected = Object.keys(tries).map((name) => [name, allowed.has(name) ? "done" : "refused"]);
        expect(tries).toEqual(Object.fromEntries(expected));
        expect(await bucket().text(`${victim}/secret.txt`)).toBe("a secret\n");
      },
      minutes(8),
    );
  });
}

/** What an attendee's job may do, of what it tries. */
const allowed = new Set([
  "write what is its own",
  "read what is its own",
  "read raw data",
  "reach the S3 server",
]);

/** Somebody who answers whoever reaches him, as the kubelet's probe does. */
const listeningPod = `apiVersion: v1
kind: Pod
metadata: { name: listening, namespace: ${victim}, labels: { app: listening } }
spec:
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, runAsUser: 185, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: ${sparkImage(versions).reference}
      command: [python3, -m, http.server, "8000", --directory, /tmp]
      readinessProbe: { tcpSocket: { port: 8000 }, periodSeconds: 1 }
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
      resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { cpu: 100m, memory: 64Mi } }
`;

const attackJob = (addresses: Readonly<Record<string, string>>) => `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: attack, namespace: ${attacker} }
spec:
  type: Python
  mode: cluster
  sparkVersion: ${versions.spark}
  image: ${sparkImage(versions).reference}
  mainApplicationFile: s3a://workshop-lake/${attacker}/attack.py
  arguments: [s3a://workshop-lake/${attacker}/attack.json, ${victim}, ${JSON.stringify(JSON.stringify(addresses))}]
  driver: { cores: 1, coreRequest: 150m, memory: 512m }
  executor: { cores: 1, coreRequest: 150m, memory: 512m, instances: 1 }
`;
