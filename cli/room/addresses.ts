import { networkInterfaces } from "node:os";
import { vpnInterfaces } from "../doctor/network-look";

/** Networks that Docker and machines inside this one have: nobody else in the room is in them. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|lxc|lxd|podman|kind|bridge\d)/i;

/** Addresses of this machine in the networks of the room: IPv4, without loopback, Docker and VPNs. */
export function roomAddresses(interfaces = networkInterfaces()): string[] {
  const tunnels = vpnInterfaces(interfaces);
  return Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name) && !tunnels.includes(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(
      ({ family, internal, address }) => family === "IPv4" && !internal && !address.startsWith("169.254."),
    )
    .map(({ address }) => address);
}

/** An address and a port as they stand in an address of the web. */
export function hostOf(address: string, port: number): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/**
 * Host and port by which a client reached this machine, for what it is told to type: its `Host` header, which also knows of a
 * port that is forwarded; for the machine itself, that of the room.
 *
 * @param header `Host` of the request.
 * @param own host and port in the room's network.
 */
export function hostFor(header: string | undefined, own: string): string {
  if (header === undefined || !/^([a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(:\d{1,5})?$/i.test(header))
    return own;
  return /^(localhost|127\.|\[::1\])/i.test(header) ? own : header;
}
