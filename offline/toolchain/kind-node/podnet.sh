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
    iptables-restore --noflush <<END || return
*mangle
:POD-POLICIES - [0:0]
-A POD-POLICIES -m owner --uid-owner 0 -j RETURN
-A POD-POLICIES -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
-A POD-POLICIES -p udp --dport 53 -j RETURN
-A POD-POLICIES -s $pods -j NFQUEUE --queue-num 100
-A POD-POLICIES -d $pods -j NFQUEUE --queue-num 100
COMMIT
END
    iptables -t mangle -C POSTROUTING -j POD-POLICIES 2>/dev/null || iptables -t mangle -A POSTROUTING -j POD-POLICIES
}
# All of it or nothing, before there is a network for pods: init.sh tries again.
ask_policies || exit

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
