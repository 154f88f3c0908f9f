import { connectWords } from "../application/connect-as-application";
import { podSecurityProhibitions } from "./pod-security";
import type { Place, Prohibition } from "./prohibition";
import { openService, otherAccounts, podProhibitions } from "./prohibitions";
import { webhookProhibitions } from "./webhook";

/**
 * What no Connect server's pods may say. What acts in the operator's pod is not among it: a server's own pod runs spark-submit.
 *
 * @see `buildStartConnectServerArgs` in internal/controller/sparkconnect/options.go of spark-operator 2.5.2
 */
export const connectPodProhibitions: readonly Prohibition[] = ofServers(podProhibitions);

/** All that the API server refuses of a Connect server, as it does of an application. */
export const connectProhibitions: readonly Prohibition[] = ofServers([
  ...podProhibitions,
  ...webhookProhibitions,
  ...podSecurityProhibitions,
]);

/**
 * What an attendee's server may not say besides. Packages are resolved in the server's own pod, and so are allowed.
 *
 * @param account that the attendee's pods run as.
 * @see `createOrUpdateServerService` in internal/controller/sparkconnect/reconciler.go of spark-operator 2.5.2, which makes the Service as
 * the spec has it, with the operator's rights
 */
export function attendeeServerProhibitions(account: string): readonly Prohibition[] {
  return [
    ...ofServers([otherAccounts(account)]),
    openService("server.service.spec.type"),
    {
      places: [{ each: "server.service.spec.externalIPs" }, { field: "server.service.spec.externalName" }],
      bad: "anything",
      reason: "takes what pods of the whole cluster send to an address that may be another's",
      cure: "Remove it.",
    },
  ];
}

/** Prohibitions in the places that a server has: Spark properties and pod templates. */
export function ofServers(table: readonly Prohibition[]): Prohibition[] {
  return table.flatMap(ofServer);
}

function ofServer({ places, ...words }: Prohibition): Prohibition[] {
  const own = places.flatMap((place): Place[] => {
    if ("conf" in place) return [place];
    if ("each" in place) return inTemplate(place.each) ? [{ ...place, each: connectWords(place.each) }] : [];
    return inTemplate(place.field) ? [{ field: connectWords(place.field) }] : [];
  });
  return own.length === 0 ? [] : [{ ...words, places: own, cure: connectWords(words.cure) }];
}

function inTemplate(path: string): boolean {
  return /^(driver|executor)\.template\./.test(path);
}
