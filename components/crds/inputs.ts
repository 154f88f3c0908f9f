import type * as pulumi from "@pulumi/pulumi";

/** A type whose every part may be an Output. */
export type Inputs<T> = pulumi.Input<T extends object ? { [K in keyof T]: Inputs<T[K]> } : T>;
