import { z } from "zod";

const kubeconfig = z.looseObject({
  users: z.array(
    z.looseObject({ user: z.looseObject({ exec: z.looseObject({ args: z.array(z.string()) }).optional() }) }),
  ),
});

const clusters = z.looseObject({
  clusters: z.array(z.looseObject({ cluster: z.looseObject({ server: z.string() }) })),
});

/**
 * The kubeconfig for who reaches the API server at a port of this machine: a tunnel leads from there to the private endpoint, after
 * which the certificate is called.
 *
 * @param text JSON of the kubeconfig. @param port none: it is reached where it is.
 */
export function throughTunnel(text: string, port: number | undefined): string {
  if (port === undefined) return text;
  const config = clusters.parse(JSON.parse(text));
  for (const { cluster } of config.clusters) {
    cluster["tls-server-name"] = new URL(cluster.server).hostname;
    cluster.server = `https://127.0.0.1:${port}`;
  }
  return JSON.stringify(config);
}

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
