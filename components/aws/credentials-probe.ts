import { until } from "../commands/runtime";

/**
 * What EKS adds to the containers of a pod whose service account has an association, as they are created and never later.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
const variable = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** How long an association may take to be known: AWS says "several seconds". In milliseconds. */
const limitMs = 60_000;
/** Pause between two questions, in milliseconds. */
const pauseMs = 1_000;
/** Yes in a row that count as one: API servers are several, and each learns of an association by itself. */
const inARow = 3;

/** What came of waiting. */
export type Outcome = "pods get credentials" | "could not be tried";

/** The part of a pod that is looked at. */
export interface PodWithEnv {
  readonly spec?: { readonly containers: readonly { readonly env?: readonly { readonly name: string }[] }[] };
}

/** Whether EKS has added credentials to a pod. */
export function hasCredentials({ spec }: PodWithEnv): boolean {
  return spec?.containers.some(({ env }) => env?.some(({ name }) => name === variable)) ?? false;
}

/** A pod that every namespace of the platform would take: it is created as a dry run only. */
export function probePod(namespace: string, serviceAccount: string) {
  const small = { cpu: "1m", memory: "1Mi" };
  return {
    metadata: { name: "credentials-probe", namespace },
    spec: {
      serviceAccountName: serviceAccount,
      automountServiceAccountToken: false,
      restartPolicy: "Never",
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "probe",
          image: "credentials-probe",
          resources: { requests: small, limits: small },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        },
      ],
    },
  };
}

/**
 * Creates a pod as a dry run until EKS adds credentials to it.
 *
 * @param create the dry run; gives the pod as it would be stored.
 * @param options.of whose credentials, for messages.
 * @returns whether they come; that it cannot be tried where a quota is used up: then pods run there already.
 * @throws {Error} after a minute without them, with what to look at.
 */
export async function awaitCredentials(
  create: () => Promise<PodWithEnv>,
  options: { of: string; signal: AbortSignal; limitMs?: number; pauseMs?: number },
): Promise<Outcome> {
  let yes = 0;
  let refusal: string | undefined;
  let untried = false;
  const known = async (): Promise<boolean> => {
    try {
      const pod = await create();
      refusal = undefined;
      yes = hasCredentials(pod) ? yes + 1 : 0;
    } catch (error) {
      // A service account, or the namespace itself, that is not there yet.
      refusal = error instanceof Error ? error.message : String(error);
      untried = /exceeded quota|does not support dry run/.test(refusal);
      yes = 0;
    }
    return untried || yes >= inARow;
  };
  if (await until(known, options.limitMs ?? limitMs, options.signal, options.pauseMs ?? pauseMs))
    return untried ? "could not be tried" : "pods get credentials";
  throw new Error(
    `Pods of ${options.of} got no credentials within a minute of their Pod Identity association` +
      `${refusal === undefined ? "" : ` (${refusal})`}. Run ./workshop up again; if it stays so, look at ` +
      `aws eks list-pod-identity-associations and at the addon eks-pod-identity-agent.`,
  );
}
