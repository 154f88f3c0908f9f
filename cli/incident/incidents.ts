import { createHash } from "node:crypto";
import { defaultJobNamespace } from "../../components/spark/platform-facts";
import { secretKeys, secretName, storageNamespace } from "../../components/storage/local/s3-access";
import { secretKeyOf, usersFile, usersSecret } from "../../components/storage/local/users";
import type { Words } from "../lab/language";
import { UserError } from "../process/user-errors";
import { type Act, change, waitTimeout } from "./act";
import { beginBusyStorage, endBusyStorage } from "./busy-storage";

/** What can happen to the platform. Each is undone by `end`, also when `begin` was interrupted half-way. */
export interface Incident {
  /** Brings it about. */
  begin(act: Act): Promise<void>;
  /** Makes it undone, and waits until it is; nothing where there is nothing to undo. */
  end(act: Act): Promise<void>;
  /** What it was, and where it is seen. */
  readonly explanation: Words;
}

/** Namespace of the jobs that it happens to. */
const jobs = defaultJobNamespace;
const webhook = { name: "spark-operator-webhook", namespace: "spark-operator" } as const;
/** What the disk of a container in the namespace of jobs may hold while it is "full", and the name of what says so. */
const fullDisk = {
  apiVersion: "v1",
  kind: "LimitRange",
  metadata: { name: "workshop-incident", namespace: jobs },
  spec: { limits: [{ type: "Container", default: { "ephemeral-storage": "8Mi" } }] },
} as const;

/**
 * The first node that is not the control plane: where the platform runs, or jobs do. None that Karpenter has launched, which it would
 * replace; fixed ones carry the name of a pool as well, but nobody has registered them.
 */
async function worker(act: Act): Promise<string> {
  const said = await act([
    "kubectl",
    "get",
    "nodes",
    "--selector=!node-role.kubernetes.io/control-plane,!karpenter.sh/registered",
    "--output=name",
  ]);
  const [first] = names(said);
  if (first) return first;
  throw new UserError("The cluster has no node but its control plane.", "./workshop up makes it anew.");
}

const names = (said: string) => said.split("\n").flatMap((line) => line.trim().replace(/^node\//, "") || []);

async function scaleWebhook(act: Act, replicas: number): Promise<void> {
  const of = ["deployment", webhook.name, `--namespace=${webhook.namespace}`];
  await act(["kubectl", "scale", ...of, `--replicas=${replicas}`]);
  if (replicas > 0) await act(["kubectl", "rollout", "status", ...of, waitTimeout]);
}

const [, secretKey] = secretKeys;

/** The secret key that jobs have, as a Secret holds it. */
const writeKey = (act: Act, value: string) =>
  change(act, ["secret", secretName, jobs], (found) => ({
    ...found,
    data: { ...found.data, [secretKey]: value },
  }));

/** By the word that names the cause. */
export const incidents = {
  node: {
    async begin(act) {
      await act(["docker", "pause", await worker(act)]);
    },
    async end(act) {
      const paused = names(await act(["docker", "ps", "--filter=status=paused", "--format={{.Names}}"]));
      const nodes = names(await act(["kubectl", "get", "nodes", "--output=name"]));
      for (const name of paused.filter((one) => nodes.includes(one))) {
        await act(["docker", "unpause", name]);
        await act(["kubectl", "wait", "--for=condition=Ready", `node/${name}`, waitTimeout]);
      }
      // What ran there has slept, and some of it begins anew.
      for (const namespace of [webhook.namespace, storageNamespace]) {
        const all = ["deployment", "--all", `--namespace=${namespace}`, waitTimeout];
        await act(["kubectl", "wait", "--for=condition=Available", ...all]);
      }
    },
    explanation: {
      en: "A node is lost: kubectl get nodes says NotReady after most of a minute, and its pods do not answer.",
      "pt-BR":
        "Um nó se perdeu: kubectl get nodes diz NotReady depois de quase um minuto, e seus pods não respondem.",
    },
  },
  storage: {
    begin: beginBusyStorage,
    end: endBusyStorage,
    explanation: {
      en: "The S3 server answers 503, Slow Down, to everything: the driver's log has it, the key and the bucket are well.",
      "pt-BR":
        "O servidor S3 responde 503, Slow Down, a tudo: o log do driver diz isso, e chave e bucket vão bem.",
    },
  },
  webhook: {
    begin: (act) => scaleWebhook(act, 0),
    end: (act) => scaleWebhook(act, 1),
    explanation: {
      en: "The operator's webhook has no pod: every SparkApplication is refused, “failed calling webhook”.",
      "pt-BR":
        "O webhook do operator não tem pod: todo SparkApplication é recusado, “failed calling webhook”.",
    },
  },
  disk: {
    async begin(act) {
      await act(["kubectl", "apply", "--filename=-"], JSON.stringify(fullDisk));
    },
    async end(act) {
      const { name, namespace } = fullDisk.metadata;
      await act(["kubectl", "delete", "limitrange", name, `--namespace=${namespace}`, "--ignore-not-found"]);
    },
    explanation: {
      en: "The disk that a job's pods have is full at once: the kubelet evicts the driver, as kubectl describe pod says.",
      "pt-BR":
        "O disco que os pods de um job têm enche logo: o kubelet despeja o driver, como diz kubectl describe pod.",
    },
  },
  credential: {
    begin: (act) => writeKey(act, Buffer.from("expired").toString("base64")),
    // The server knows it still: what it knows of its users is untouched.
    async end(act) {
      const of = ["secret", usersSecret, `--namespace=${storageNamespace}`, "--output=jsonpath={.data}"];
      const data = JSON.parse(await act(["kubectl", "get", ...of])) as Record<string, string>;
      const file = Buffer.from(data[usersFile] ?? "", "base64").toString();
      const key = secretKeyOf(file || "{}", jobs);
      if (key === undefined) {
        throw new UserError(
          `The S3 server has no user ${jobs}, so the key of its jobs is not known.`,
          "./workshop down and ./workshop up make the platform as it was.",
        );
      }
      await writeKey(act, Buffer.from(key).toString("base64"));
    },
    explanation: {
      en: "The key of the jobs is no longer the server's: S3 answers 403, and the server is well.",
      "pt-BR": "A chave dos jobs não é mais a do servidor: o S3 responde 403, e o servidor vai bem.",
    },
  },
} as const satisfies Readonly<Record<string, Incident>>;

/** A cause. */
export type Cause = keyof typeof incidents;

/** All of them. */
export const causes = Object.keys(incidents) as Cause[];

/** The incident of a seed: the same seed is the same incident. */
export function causeOf(seed: number): Cause {
  const number = createHash("sha256").update(String(seed)).digest().readUInt32BE(0);
  return causes[number % causes.length] as Cause;
}
