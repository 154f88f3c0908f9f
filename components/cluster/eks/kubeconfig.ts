import { z } from "zod";

const kubeconfig = z.looseObject({
  users: z.array(
    z.looseObject({ user: z.looseObject({ exec: z.looseObject({ args: z.array(z.string()) }).optional() }) }),
  ),
});

/**
 * The kubeconfig that @pulumi/eks makes names no profile, so that several people can use it. Where the stack's
 * configuration names one, tokens must be had with it.
 *
 * @param text JSON of the kubeconfig.
 */
export function withProfile(text: string, profile: string | undefined): string {
  if (!profile) return text;
  const config = kubeconfig.parse(JSON.parse(text));
  for (const { user } of config.users) user.exec?.args.push("--profile", profile);
  return JSON.stringify(config);
}
