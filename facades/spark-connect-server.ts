import * as pulumi from "@pulumi/pulumi";
import { refusedInWords } from "../components/refused-in-words";
import { DescribedPlatform } from "../components/spark/described-platform";
import type { PlatformInfo } from "../components/spark/platform-info";
import { SparkConnect, type SparkConnectArgs } from "../components/spark/spark-connect";
import { type ExecutorInfo, type FreeForm, withImage } from "./info";

export interface SparkConnectServerArgs {
  /** Kubeconfig of the cluster. */
  kubeconfig: pulumi.Input<string>;
  /** The platform, as `SparkPlatform.info` or another stack's output has it. */
  platform: pulumi.Input<PlatformInfo>;
  /** The Spark image, in place of the platform's. */
  image?: pulumi.Input<string>;
  executor?: ExecutorInfo;
  /** More Spark properties. */
  sparkConf?: Record<string, string>;
  /** Any other field of the CRD's spec, checked when the program runs. */
  spec?: FreeForm;
}

/** A Spark Connect server: a driver that stays, for clients in notebooks and programs elsewhere. */
export class SparkConnectServer extends pulumi.ComponentResource {
  /** Where clients inside the cluster connect. */
  readonly url: pulumi.Output<string>;
  /** The command that brings the server to this machine. */
  readonly connect: pulumi.Output<string>;

  constructor(name: string, args: SparkConnectServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("spark-on-kubernetes:index:SparkConnectServer", name, {}, opts);
    const { kubeconfig, platform, image, spec, ...others } = args;
    const server = pulumi.output(platform).apply((info) => {
      const own = { parent: this };
      return refusedInWords(() => {
        const { context } = new DescribedPlatform(name, { info, kubeconfig }, own);
        const given = { ...others, spec: withImage(`SparkConnectServer ${name}`, spec, image) };
        const known = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
        const all = { ...context, ...Object.fromEntries(known) } as unknown as SparkConnectArgs;
        return new SparkConnect(name, all, own);
      });
    });
    this.url = server.apply(({ url }) => url);
    this.connect = server.apply(({ commands }) => commands.connect);
    this.registerOutputs({ url: this.url, connect: this.connect });
  }
}
