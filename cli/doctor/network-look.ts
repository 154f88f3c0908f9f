import { networkInterfaces } from "node:os";
import type { SpokenFinding } from "./finding";

/** Addresses of what is downloaded where it can be. */
const publishers = ["https://github.com/", "https://get.pulumi.com/", "https://hub.docker.com/v2/"];

/** What the network says of itself. */
export interface NetworkLook {
  /** Hosts of publishers that do not answer. */
  readonly silent: readonly string[];
  /** Seconds by which this machine's clock is ahead of a publisher's; unknown where none answers. */
  readonly clockAhead?: number;
}

/** Asks the publishers, side by side, for five seconds at most. */
export async function lookAtNetwork(): Promise<NetworkLook> {
  const answers = await Promise.all(
    publishers.map((url) =>
      fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5_000) }).then(
        ({ headers }) => ({ date: headers.get("date"), at: Date.now() }),
        () => undefined,
      ),
    ),
  );
  const dated = answers.find((answer) => answer?.date);
  return {
    silent: publishers.filter((_, i) => !answers[i]).map((url) => new URL(url).host),
    clockAhead: dated?.date ? (dated.at - Date.parse(dated.date)) / 1000 : undefined,
  };
}

/** Whether what `up` brings can be downloaded. */
export function networkFinding({ silent }: NetworkLook): SpokenFinding {
  const need = { en: "Network", "pt-BR": "Rede" };
  if (silent.length === 0) {
    return {
      id: "network",
      state: "ok",
      need,
      found: {
        en: "tools, plugins and images can be downloaded",
        "pt-BR": "ferramentas, plugins e imagens podem ser baixados",
      },
    };
  }
  return {
    id: "network",
    state: "brought",
    need,
    found: {
      en: `no answer from ${silent.join(", ")}`,
      "pt-BR": `sem resposta de ${silent.join(", ")}`,
    },
    cure: {
      en: "What cannot be downloaded is built from package registries: the first up takes longer.",
      "pt-BR":
        "O que não pode ser baixado é construído a partir de registros de pacotes: o primeiro up demora mais.",
    },
  };
}

/** Names that VPN programs give to their interfaces. Of macOS' own tunnels none has an IPv4 address. */
const tunnels = /^(tun|tap|utun|wg|ppp|ipsec|tailscale|zt|nordlynx|proton|cscotun|gpd)/i;

/** Interfaces of VPNs that are on. */
export function vpnInterfaces(interfaces = networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .filter(([name, addresses]) => tunnels.test(name) && addresses?.some(({ family }) => family === "IPv4"))
    .map(([name]) => name);
}
