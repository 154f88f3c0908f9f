import type { ComponentResourceOptions } from "@pulumi/pulumi";

/** What an application of a recipe has beside the page's text: small pods, since many share two nodes, and what it follows. */
export const usedHere: {
  common: object;
  options: ComponentResourceOptions | undefined;
  args(executor: object): object;
} = {
  common: {},
  options: undefined,
  args(executor) {
    return { ...this.common, executor };
  },
};
