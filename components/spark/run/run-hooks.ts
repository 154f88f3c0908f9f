import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { awaitOutput } from "../../cluster/kubernetes-api";
import type { RunName } from "./run-name";
import { deleteStaleRun } from "./stale-run";
import { endingText, endRun } from "./start/end-run";
import { observeRun } from "./start/observe";
import { problemLine, type StartProblem } from "./start/problem";
import { watchStart } from "./start/watch";

/** What a hook is told of the application that is about to be created or changed. */
const inputs = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** The hooks of a cluster: each that is registered costs the engine a call, so they serve all of its applications. */
interface ClusterHooks {
  readonly binding: pulumi.ResourceHookBinding;
  /** Components under whose names the applications are spoken of. */
  readonly speakers: Map<string, pulumi.Resource>;
}
const clusters = new Map<pulumi.Output<string>, ClusterHooks>();

/**
 * Hooks of a SparkApplication: creating one means a new run, and a run that is waited for is looked at until it has started.
 *
 * @param component what messages belong to. Not the application itself: its URN is known to the SDK only when its creation,
 * that is the run, is over, and until then no message would leave the program.
 */
export function runHooks(
  kubeconfig: pulumi.Output<string>,
  run: RunName,
  component: pulumi.Resource,
): pulumi.ResourceHookBinding {
  const hooks = clusters.get(kubeconfig) ?? hooksOf(kubeconfig, clusters.size);
  clusters.set(kubeconfig, hooks);
  hooks.speakers.set(keyOf(run), component);
  return hooks.binding;
}

function hooksOf(kubeconfig: pulumi.Output<string>, n: number): ClusterHooks {
  const speakers = new Map<string, pulumi.Resource>();
  const watching = new Map<string, AbortController>();
  const begin = async ({ newInputs }: pulumi.ResourceHookArgs): Promise<void> => {
    const { metadata } = inputs.parse(newInputs);
    const speaker = speakers.get(keyOf(metadata));
    if (metadata.annotations?.["pulumi.com/waitFor"] === undefined || !speaker) return;
    const stop = new AbortController();
    watching.set(keyOf(metadata), stop);
    void watch(metadata, await awaitOutput(kubeconfig), speaker, stop.signal);
  };
  const end = ({ newInputs }: pulumi.ResourceHookArgs): void => {
    watching.get(keyOf(inputs.parse(newInputs).metadata))?.abort();
  };
  const create = async (args: pulumi.ResourceHookArgs): Promise<void> => {
    await deleteStaleRun(inputs.parse(args.newInputs).metadata, await awaitOutput(kubeconfig));
    await begin(args);
  };
  const stop = new pulumi.ResourceHook(`spark-application-done-${n}`, end);
  return {
    speakers,
    binding: {
      beforeCreate: [new pulumi.ResourceHook(`spark-application-create-${n}`, create)],
      afterCreate: [stop],
      beforeUpdate: [new pulumi.ResourceHook(`spark-application-update-${n}`, begin)],
      afterUpdate: [stop],
    },
  };
}

async function watch(
  run: RunName,
  kubeconfig: string,
  speaker: pulumi.Resource,
  signal: AbortSignal,
): Promise<void> {
  const tell = (problem: StartProblem): Promise<void> => {
    const line = `${keyOf(run)}: ${problemLine(problem)}`;
    return problem.kind === "progress" ? pulumi.log.info(line, speaker) : pulumi.log.warn(line, speaker);
  };
  await watchStart(
    {
      look: () => observeRun(kubeconfig, run),
      tell,
      end: (problems, view) => endRun(kubeconfig, run, endingText(problems, view)),
      // A program that has nothing else to do need not stay for this.
      pause: (ms) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
    },
    signal,
  );
}

function keyOf({ namespace, name }: RunName): string {
  return `${namespace}/${name}`;
}
