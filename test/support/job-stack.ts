import * as pulumi from "@pulumi/pulumi";
import type { JobStack } from "../../components/spark/job";
import { platformFor } from "./platform";

/** What a stack gives to its jobs, as far as a job looks at it. Call after the mocks were set. */
export function jobStack(): JobStack {
  const { platform, namespace } = platformFor();
  const cluster = Object.assign(platform.cluster, {
    optionsForWorkloads: () => ({}),
    optionsForInClusterResources: () => ({}),
  });
  const resource = (name: string) => new pulumi.ComponentResource("test:index:Part", name);
  return {
    platform: { ...platform, cluster },
    namespace: Object.assign(resource("jobs"), namespace) as unknown as JobStack["namespace"],
    data: Object.assign(resource("data"), { uri: "s3a://landing/data" }) as unknown as JobStack["data"],
    environment: "dev",
  };
}
