const enforce = "pod-security.kubernetes.io/enforce";

/**
 * Labels of a namespace in which the API server refuses pods that ask for any privilege.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const restricted = { [enforce]: "restricted" } as const;

/** The same where pods run as whom their image says, as the S3 server of kind does: no host, no added privilege. */
export const baseline = { [enforce]: "baseline" } as const;

/** Where pods may do anything that the node may. */
export const privileged = { [enforce]: "privileged" } as const;
