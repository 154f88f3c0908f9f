import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { refusedInWords } from "../components/refused-in-words";
import type { WithOutputs } from "../components/spark/application/late-texts";
import {
  SparkApplication,
  type SparkApplicationArgs,
} from "../components/spark/application/spark-application";
import { DescribedPlatform } from "../components/spark/described-platform";
import type { PlatformInfo } from "../components/spark/platform-info";
import { type Committer, type ExecutorInfo, type FreeForm, whole, withImage } from "./info";

export interface SparkJobArgs {
  /** Kubeconfig of the cluster. */
  kubeconfig: pulumi.Input<string>;
  /** The platform, as `SparkPlatform.info` or another stack's output has it. */
  platform: pulumi.Input<PlatformInfo>;
  /** The PySpark program, as text: read the file in your own program. */
  python?: string;
  /** SQL statements, as text. */
  sql?: string;
  /** What runs, as the CRD has it, where it is in the image, in a bucket or on a server: `type`, `file`, `mainClass`. */
  main?: FreeForm;
  /** Command-line arguments. Each may be an Output, such as the name of a bucket. */
  arguments?: pulumi.Input<pulumi.Input<string>[]>;
  /** Environment variables of driver and executors. Each may be an Output. */
  settings?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The Spark image, in place of the platform's. */
  image?: pulumi.Input<string>;
  executor?: ExecutorInfo;
  /** @default magic */
  committer?: Committer;
  /** More Spark properties. */
  sparkConf?: Record<string, string>;
  /** Any other field of the CRD's spec, checked when the program runs. */
  spec?: FreeForm;
  /** Whether an update waits for the end of the run. @default true */
  wait?: boolean;
}

/** A Spark job: a SparkApplication with its code and settings, on a platform that is there. */
export class SparkJob extends pulumi.ComponentResource {
  /** State of the run, COMPLETED when it was waited for. */
  readonly state: pulumi.Output<string>;
  /** Zone of driver and executors. */
  readonly zone: pulumi.Output<string>;

  constructor(name: string, args: SparkJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("spark-on-kubernetes:index:SparkJob", name, {}, opts);
    const { platform, kubeconfig, ...given } = args;
    const late = [whole(args.arguments), whole(args.settings)] as const;
    const application = pulumi.all([platform, ...late]).apply(([info, list, map]) => {
      const own = { parent: this };
      const known = { ...given, arguments: list ?? args.arguments, settings: map ?? args.settings };
      return refusedInWords(() => {
        const { context } = new DescribedPlatform(name, { info, kubeconfig }, own);
        return new SparkApplication(name, { ...context, ...jobArgs(name, known) }, own);
      });
    });
    this.state = application.apply(({ state }) => state);
    this.zone = application.apply(({ zone }) => zone);
    this.registerOutputs({ state: this.state, zone: this.zone });
  }
}

/** The arguments of the component, those that are not given left out. */
function jobArgs(
  name: string,
  { python, sql, wait = true, image, spec, ...others }: Omit<SparkJobArgs, "kubeconfig" | "platform">,
): WithOutputs<SparkApplicationArgs> {
  const code = {
    ...(python === undefined ? {} : { python: written(name, ".py", python) }),
    ...(sql === undefined ? {} : { sql: written(name, ".sql", sql) }),
  };
  const given = { ...others, spec: withImage(`SparkJob ${name}`, spec, image) };
  const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const run = wait ? "wait" : "start";
  // What is wrong with it is the component's to say.
  return { ...Object.fromEntries(known), ...code, run } as unknown as WithOutputs<SparkApplicationArgs>;
}

/** Puts code where the component reads it: below the folder that the plugin runs in, whatever the name holds, which is checked later. */
function written(name: string, ending: string, text: string): string {
  const folder = join(".workshop", "code");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${encodeURIComponent(name)}${ending}`);
  writeFileSync(file, text);
  return file;
}
