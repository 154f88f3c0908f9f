import type { Log } from "../protocol/engine";
import { type Provider, type Subject, sdkVersion } from "../protocol/provider";
import { Cluster } from "./cluster";
import { type Config, diffConfig, readConfig } from "./config";
import { isRelease, ReleaseResource } from "./release";
import { ObjectResource } from "./resource";

/** Components that the real provider expands itself; the program uses none. */
const COMPONENTS = /^kubernetes:(helm\.sh\/v[24]|yaml\/v2|kustomize\/v2):/;

/** Stands in for the `kubernetes` provider: every kind of object, their Patches, and `helm.v3.Release`. */
export function kubernetesProvider(log: Log): Provider {
  const cancellation = new AbortController();
  let resources: { readonly objects: ObjectResource; readonly releases: ReleaseResource } | undefined;

  const configure = (config: Config): void => {
    const context = { config, cluster: new Cluster(config), log, cancelled: cancellation.signal };
    resources = { objects: new ObjectResource(context), releases: new ReleaseResource(context) };
  };
  const of = ({ type }: Subject): ObjectResource | ReleaseResource => {
    if (COMPONENTS.test(type)) {
      throw new Error(`${type} is not supported by the stand-in for the kubernetes provider`);
    }
    if (!resources) throw new Error("the kubernetes provider was used before it was configured");
    return isRelease(type) ? resources.releases : resources.objects;
  };

  return {
    version: sdkVersion("@pulumi/kubernetes"),
    diffConfig,
    configure: (args) => configure(readConfig(args)),
    check: (request) => of(request).check(request),
    diff: (request) => of(request).diff(request),
    create: (request) => of(request).create(request),
    read: (request) => of(request).read(request),
    update: (request) => of(request).update(request),
    delete: (request) => of(request).delete(request),
    cancel: () => cancellation.abort(),
    close: () => cancellation.abort(),
  };
}
