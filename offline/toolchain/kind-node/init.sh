#!/bin/bash
# First process of a node: readies the container for a kubelet, then keeps containerd, a DNS forwarder, the pod network,
# its policies and the kubelet running. Their output is in /var/log/NAME.log.
#
# There is no systemd: kubeadm says so and goes on, and kind asks only for what is here.
set -u

# keep NAME COMMAND...: runs COMMAND again whenever it ends.
keep() {
    local name=$1
    shift
    while :; do
        "$@" &>>"/var/log/$name.log"
        sleep 1
    done &
}

# Pods' mounts must show in the node and the other way round.
mount --make-rshared /
echo 1 >/proc/sys/net/ipv4/ip_forward
ulimit -n "$(ulimit -Hn)"
# Nodes tell each other apart by it.
[ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id

. /kind/cgroups.sh
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    cgroups_v2 || exit
    # kind waits 30 s for a sign that `docker exec` does no harm any more. Under version 2 it looks for systemd's.
    ready="Reached target Multi-User System (cgroup v2)"
else
    cgroups_v1 || exit
    ready="detected cgroup v1"
fi

# Bit 24 of the bounding set is CAP_SYS_RESOURCE, which lowering an OOM score takes.
bounds=$(awk '/^CapBnd/ { print $2 }' /proc/self/status)
if (((0x$bounds >> 24 & 1) == 0)); then
    sed -i 's/restrict_oom_score_adj = false/restrict_oom_score_adj = true/' /etc/containerd/config.toml
fi

# After a restart Docker may have given the node another address than the one kubeadm wrote down.
ip=$(ip -4 -o addr show eth0 | awk '{ sub("/.*", "", $4); print $4 }')
if [ -s /kind/address ] && [ "$(cat /kind/address)" != "$ip" ]; then
    was=$(sed 's/\./\\./g' /kind/address)
    for file in /kind/kubeadm.conf /var/lib/kubelet/kubeadm-flags.env /etc/kubernetes/manifests/*.yaml; do
        [ ! -e "$file" ] || sed -i "s/\b$was\b/$ip/g" "$file"
    done
    # The API server's certificate knows the old address and the loopback, not the new one.
    for file in /etc/kubernetes/*.conf; do
        [ ! -e "$file" ] || sed -i "s|//$was:|//127.0.0.1:|" "$file"
    done
fi
echo "$ip" >/kind/address

# Docker's resolver listens on the node's loopback, out of the pods' reach (a CoreDNS given 127.0.0.11 would ask
# itself). Serve it on the node's address, without the nodes' IPv6 addresses, which pods could not use.
keep dns dnsmasq --keep-in-foreground --user=root --bind-interfaces --listen-address="$ip" \
    --no-hosts --no-resolv --server=127.0.0.11 --filter-AAAA
echo "nameserver $ip" >/etc/resolv.conf

# kubeadm wants a kubelet that starts once its files are there, in whatever order it writes them, and that is started
# by something else when there is no systemd.
kubelet() {
    until [ -s /var/lib/kubelet/config.yaml ] && [ -s /var/lib/kubelet/kubeadm-flags.env ] &&
        [ -s /etc/kubernetes/kubelet.conf -o -s /etc/kubernetes/bootstrap-kubelet.conf ]; do
        sleep 0.2
    done
    # kind's containerdConfigPatches were written by now.
    if [ /etc/containerd/config.toml -nt /run/containerd-pid ]; then
        kill "$(cat /run/containerd-pid)"
        until [ /run/containerd-pid -nt /etc/containerd/config.toml ] && ctr version; do sleep 0.2; done
    fi
    . /var/lib/kubelet/kubeadm-flags.env
    # kind's configuration says cgroupDriver: systemd; the flag goes before it. Reservations and labels are the
    # configuration's and kubeadm's own.
    # Since 1.35 a kubelet refuses hosts of cgroups version 1 unless told otherwise; of version 2 it ignores the flag.
    command kubelet --config=/var/lib/kubelet/config.yaml --cgroup-driver=cgroupfs --fail-cgroupv1=false \
        --kubeconfig=/etc/kubernetes/kubelet.conf \
        --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf $KUBELET_KUBEADM_ARGS
}

# NetworkPolicies, by the program that kind's own network uses too. It asks again ever more seldom while it may not read
# them, which on the first node is until kind has applied default-cni.yaml: so it starts once it may.
policies() {
    local kubeconfig=/etc/kubernetes/kubelet.conf
    until [ -s $kubeconfig ] && kubectl --kubeconfig=$kubeconfig get networkpolicies --all-namespaces; do sleep 1; done
    kube-network-policies --kubeconfig=$kubeconfig
}

# kind asks for a restart of containerd where `pgrep` finds it, and of systemd, which is not here. So `pgrep` is not
# here either, and the restart is above.
containerd() {
    command containerd &
    echo $! >/run/containerd-pid
    wait $!
}

keep containerd containerd
echo "$ready"

# The pods' images, under the names that kubeadm gives them.
import_images() {
    local image ours
    ctr -n k8s.io images import /kind/images.tar || return
    while read -r image; do
        case $image in
            */coredns:*) ours=coredns ;;
            */pause:*) ours=pause ;;
            *) ours=kubernetes ;;
        esac
        ctr -n k8s.io images tag --force "docker.io/workshop/$ours:node" "$image" || return
    done </kind/images
    touch /var/lib/images-imported
}

# Before the kubelet: it would try to pull what is missing and back off.
until ctr version &>/dev/null; do sleep 0.1; done
[ -e /var/lib/images-imported ] || import_images || exit
keep podnet bash /kind/podnet.sh
keep policies policies
keep kubelet kubelet

trap 'exit 0' TERM
while :; do
    wait
    sleep 1
done
