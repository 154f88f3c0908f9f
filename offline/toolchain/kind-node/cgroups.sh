# Sourced by init.sh: makes the cgroup /kubelet, under which kind tells the kubelet to keep its pods. The node is in
# a cgroup namespace of its own (kind asks for it), so / is the node's own cgroup under both versions.

# Version 1: one hierarchy per controller, and /kubelet must be in each.
cgroups_v1() {
    local hierarchy file
    for hierarchy in /sys/fs/cgroup/*/; do
        mkdir -p "$hierarchy/kubelet"
    done
    # A cpuset takes no process before it has CPUs and memory.
    for file in cpus mems; do
        cat "/sys/fs/cgroup/cpuset/cpuset.$file" >"/sys/fs/cgroup/cpuset/kubelet/cpuset.$file"
    done
}

# Version 2: one hierarchy. A cgroup hands controllers to its children only while no process is in it directly, so
# everything that runs (this script, whatever `docker exec` has put beside it) first moves into /init, which is what
# systemd does with init.scope. Later calls of `docker exec` follow this process there: runc falls back to the
# cgroup of the container's first process when the root refuses.
cgroups_v2() {
    local pid pids tries
    mkdir -p /sys/fs/cgroup/init
    for tries in 1 2 3 4 5; do
        # Read first, move after: the list changes under a reader that moves what it reads.
        mapfile -t pids </sys/fs/cgroup/cgroup.procs
        for pid in "${pids[@]}"; do
            # 0 stands for processes outside the node; one that has ended meanwhile cannot be moved.
            [ "$pid" = 0 ] || echo "$pid" >/sys/fs/cgroup/init/cgroup.procs
        done 2>/dev/null
        # A process that was forked in between makes this fail: once more.
        hand_on /sys/fs/cgroup 2>/dev/null && break
    done
    # Says what is wrong if it still fails.
    hand_on /sys/fs/cgroup || return
    mkdir -p /sys/fs/cgroup/kubelet
    # The kubelet wants every controller of the root below its own cgroup.
    hand_on /sys/fs/cgroup/kubelet
}

# Enables all controllers of a version 2 cgroup for its children, in one write.
hand_on() {
    local controllers
    controllers=$(cat "$1/cgroup.controllers")
    [ -z "$controllers" ] || echo "+${controllers// / +}" >"$1/cgroup.subtree_control"
}
