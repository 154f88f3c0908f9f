import * as pulumi from "@pulumi/pulumi";
import { attendeeNames } from "../components/facts";
import { Attendee, type Cluster, type ObjectStorage } from "../components/index";
import type { StackConfig } from "./config";

/** The namespaces of as many attendees as the stack file says, with the login of a registry where it has one. */
export function attendeesOf(config: StackConfig, cluster: Cluster, storage: ObjectStorage): Attendee[] {
  // Asked for as a secret only if there is one: a secret of nothing would make a Secret for nothing.
  const given = pulumi.runtime.allConfig()[`${pulumi.getProject()}:pullSecret`];
  const pullSecret = given ? pulumi.secret(given) : undefined;
  return attendeeNames(config.attendees).map(
    (name) =>
      new Attendee(name, {
        cluster,
        storage,
        bucket: storage.buckets.lake,
        environment: config.environment,
        quota: config.attendeeQuota,
        pullSecret,
      }),
  );
}
