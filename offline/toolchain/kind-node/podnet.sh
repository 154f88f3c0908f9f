#!/bin/bash
# The pod network: one address range a node, routes between the nodes, masquerade on the way out, and a question for each
# new connection. Runs as the kubelet's user and ends when its watch does; init.sh starts it again.
set -u

kubeconfig=/etc/kubernetes/kubelet.conf
until [ -s $kubeconfig ]; do sleep 0.5; done
pods=$(awk '/podSubnet:/ { gsub("\"", "", $2); print $2 }' /kind/kubeadm.conf)

# ptp and not bridge: traffic to a Service on the same node is routed, so it passes iptables without the
# bridge-nf-call-iptables of the host.
write_cni() {
    cat >/etc/cni/net.d/podnet.conflist.new <<END
{"cniVersion": "0.4.0", "name": "podnet", "plugins": [
  {"type": "ptp", "ipam": {"type": "host-local", "subnet": "$1", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "portmap", "capabilities": {"portMappings": true}}]}
END
    mv /etc/cni/net.d/podnet.conflist.new /etc/cni/net.d/podnet.conflist
}

# New connections of pods wait until kube-network-policies has said whether the cluster's NetworkPolicies allow them. Not
# asked for are those of the node itself, such as the kubelet's probes, and questions for names, which before Linux 6.12
# get lost in the queue (netfilter's bug 1766). Before the addresses are rewritten, and by iptables: the rules that the
# program makes itself need nft's queue in the kernel. Where they work too, a connection is asked for twice.
ask_policies() {
    local chain=POD-POLICIES
    iptables -t mangle -N $chain 2>/dev/null || return 0
    iptables -t mangle -A $chain -m owner --uid-owner 0 -j RETURN
    iptables -t mangle -A $chain -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
    iptables -t mangle -A $chain -p udp --dport 53 -j RETURN
    iptables -t mangle -A $chain -s "$pods" -j NFQUEUE --queue-num 100
    iptables -t mangle -A $chain -d "$pods" -j NFQUEUE --queue-num 100
    iptables -t mangle -A POSTROUTING -j $chain
}
ask_policies

kubectl --kubeconfig=$kubeconfig get nodes --watch --output \
    jsonpath='{.metadata.name} {.spec.podCIDR} {.status.addresses[?(@.type=="InternalIP")].address}{"\n"}' |
    while read -r node cidr address; do
        if [ -z "$address" ]; then
            continue # Not known yet: another event will come.
        elif [ "$node" != "$HOSTNAME" ]; then
            ip route replace "$cidr" via "$address"
        else
            rule=(POSTROUTING -s "$cidr" ! -d "$pods" -j MASQUERADE)
            iptables -t nat -C "${rule[@]}" 2>/dev/null || iptables -t nat -A "${rule[@]}"
            [ -e /etc/cni/net.d/podnet.conflist ] || write_cni "$cidr"
        fi
    done
