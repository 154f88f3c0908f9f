import { same } from "../lab/language";
import type { MachineFacts } from "./facts";
import type { SpokenFinding } from "./finding";
import limits from "./limits.json";
import { type NetworkLook, networkFinding } from "./network-look";

/** What lies between the machine and others: network, VPN, proxy, clock. */
export function connectionFindings(facts: MachineFacts, network: NetworkLook): SpokenFinding[] {
  return [
    networkFinding(network),
    vpnFinding(facts),
    proxyFinding(facts, network),
    clockFinding(facts, network),
  ];
}

function vpnFinding({ vpns }: MachineFacts): SpokenFinding {
  const common = { id: "vpn", need: same("VPN") };
  if (vpns.length === 0) return { ...common, state: "ok", found: { en: "none", "pt-BR": "nenhuma" } };
  const names = vpns.join(", ");
  return {
    ...common,
    state: "risk",
    found: {
      en: `${names}: its routes or its DNS may take Docker's networks`,
      "pt-BR": `${names}: as rotas ou o DNS dela podem tomar as redes do Docker`,
    },
    cure: {
      en: "Off for the day, or leave 172.16.0.0/12 and localhost out of it.",
      "pt-BR": "Desligada durante o dia, ou deixe 172.16.0.0/12 e localhost fora dela.",
    },
  };
}

/** Nothing of a proxy's address is shown: it may have a password in it. */
function proxyFinding({ env, engine }: MachineFacts, { silent }: NetworkLook): SpokenFinding {
  const common = { id: "proxy", need: same("Proxy") };
  const own = Boolean(env.HTTPS_PROXY || env.https_proxy || env.HTTP_PROXY || env.http_proxy);
  if (!own && !engine?.proxy) return { ...common, state: "ok", found: { en: "none", "pt-BR": "nenhum" } };
  const spared = (env.NO_PROXY || env.no_proxy || "").split(",").map((name) => name.trim());
  if (own && !spared.includes("*") && !["localhost", "127.0.0.1"].every((name) => spared.includes(name))) {
    return {
      ...common,
      state: "risk",
      found: {
        en: "NO_PROXY leaves out localhost or 127.0.0.1, where the cluster answers",
        "pt-BR": "NO_PROXY não tem localhost ou 127.0.0.1, onde o cluster responde",
      },
      cure: same('export NO_PROXY="localhost,127.0.0.1,.svc,.cluster.local,172.16.0.0/12,$NO_PROXY"'),
    };
  }
  if (own && engine && !engine.proxy && silent.length === 0) {
    return {
      ...common,
      state: "risk",
      found: {
        en: "programs here have one, and Docker has none: it may pull nothing",
        "pt-BR": "os programas daqui têm um, e o Docker não tem: ele pode não baixar nada",
      },
      cure: {
        en: "Give it to Docker as well: https://docs.docker.com/engine/daemon/proxy.",
        "pt-BR": "Dê-o também ao Docker: https://docs.docker.com/engine/daemon/proxy.",
      },
    };
  }
  return { ...common, state: "ok", found: { en: "set", "pt-BR": "definido" } };
}

function clockFinding({ engine }: MachineFacts, { clockAhead }: NetworkLook): SpokenFinding {
  const common = { id: "clock", need: { en: "Clock", "pt-BR": "Relógio" } };
  const off = (seconds = 0) => Math.abs(seconds) > limits.clockSeconds;
  if (off(clockAhead)) {
    const by = Math.abs(Math.round(clockAhead ?? 0));
    return {
      ...common,
      state: "risk",
      found: {
        en: `${by} s off: certificates and tokens may be refused`,
        "pt-BR": `${by} s de diferença: certificados e tokens podem ser recusados`,
      },
      cure: {
        en: "Let the system set it by network: sudo timedatectl set-ntp true, or the settings of macOS.",
        "pt-BR":
          "Deixe o sistema acertá-lo pela rede: sudo timedatectl set-ntp true, ou os ajustes do macOS.",
      },
    };
  }
  if (off(engine?.clockAhead)) {
    const by = Math.abs(Math.round(engine?.clockAhead ?? 0));
    return {
      ...common,
      state: "risk",
      found: {
        en: `Docker's machine is ${by} s off this one's`,
        "pt-BR": `a máquina do Docker está ${by} s diferente desta`,
      },
      cure: { en: "Restart Docker.", "pt-BR": "Reinicie o Docker." },
    };
  }
  if (clockAhead === undefined) {
    return {
      ...common,
      state: "ok",
      found: { en: "not compared: nobody answers", "pt-BR": "não comparado: ninguém responde" },
    };
  }
  return { ...common, state: "ok", found: { en: "right", "pt-BR": "certo" } };
}
