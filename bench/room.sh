#!/usr/bin/env bash
# A room: one server of a bundle, thirty laptops that download it at the same time, one of them slow. Nothing here passes or fails
# but that every byte arrives.
#   bench/room.sh [MEGABYTES] [CLIENTS] [MEGABIT_OF_THE_SLOW_ONE]     1000, 30 and 8 if not said
# Each laptop is a network namespace on one bridge, as on one switch. Needs Linux, root, ip and tc; changes nothing outside of its
# own namespaces. Without tc the slow one slows itself down, by curl's --limit-rate.
set -euo pipefail
cd "$(dirname "$0")/.."
megabytes=${1:-1000} clients=${2:-30} slow=${3:-8}
if [ "${ROOM_INSIDE:-}" != yes ]; then
    work=$(mktemp -d "${TMPDIR:-/tmp}/workshop-room.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    echo "Writing a bundle of $megabytes MB"
    file=$(npx tsx bench/room-bundle.ts "$work" "$megabytes")
    ROOM_INSIDE=yes ROOM_WORK=$work ROOM_FILE=$file unshare --net --mount --pid --fork --mount-proc "$BASH" "$0" "$@"
    exit
fi
work=$ROOM_WORK
# Names of network namespaces are files: these are seen in here alone.
mount -t tmpfs none /run
mkdir -p /run/netns
ip link set lo up
ip link add room type bridge
ip addr add 10.77.0.1/24 dev room
ip link set room up
for i in $(seq "$clients"); do
    ip netns add "laptop$i"
    ip link add "port$i" type veth peer name eth0 netns "laptop$i"
    ip link set "port$i" master room up
    ip -n "laptop$i" addr add "10.77.0.$((i + 1))/24" dev eth0
    ip -n "laptop$i" link set eth0 up
done
shaped=curl
if tc qdisc add dev port1 root tbf rate "${slow}mbit" burst 64kb latency 200ms 2>/dev/null; then shaped=tc; fi

node --import tsx cli/main.ts serve-bundle "$ROOM_FILE" --port 8000 >"$work/server" 2>&1 &
server=$!
for _ in $(seq 600); do
    if curl -fsS -o /dev/null http://10.77.0.1:8000/ 2>/dev/null; then break; fi
    kill -0 "$server" || { cat "$work/server"; exit 1; }
    sleep 0.2
done
name=$(curl -fsS http://10.77.0.1:8000/bundle/SHA256SUMS | cut -c67-)
sum=$(curl -fsS http://10.77.0.1:8000/bundle/SHA256SUMS | cut -c1-64)

# The checksum is taken on the way: thirty copies need no disk.
laptop() { # laptop NUMBER [OPTION...]
    local i=$1 started=$EPOCHREALTIME got
    shift
    got=$(ip netns exec "laptop$i" curl -fsS "$@" "http://10.77.0.1:8000/bundle/$name" | sha256sum | cut -c1-64) || got=failed
    printf '%s %s %s\n' "$i" "$(awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')" \
        "$([ "$got" = "$sum" ] && echo whole || echo LOST)"
}
peak() { awk '/VmHWM/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
round() { # round TITLE SLOW_OR_NOT
    local i pids=() quick
    for i in $(seq 2 "$clients"); do laptop "$i" >"$work/$i" & pids+=($!); done
    if [ "$2" = slow ]; then
        if [ "$shaped" = tc ]; then laptop 1 >"$work/1" & else laptop 1 --limit-rate "$((slow * 125))k" >"$work/1" & fi
        quick=$!
    fi
    wait "${pids[@]}"
    echo "$1"
    for i in $(seq 2 "$clients"); do cat "$work/$i"; done | sort -k2 -n | awk '
        { t[NR] = $2; lost += ($3 != "whole") }
        END { printf "  %d downloads: first %.1f s, middle %.1f s, last %.1f s; %d lost\n", NR, t[1], t[int((NR + 1) / 2)], t[NR], lost; exit lost > 0 }'
    echo "  server: $(peak) MB of memory at most until now"
    if [ "$2" = slow ]; then
        # It is behind by then, and goes on: what it has not lost is seen at its end.
        echo "  the slow one ($slow Mbit/s, by $shaped) is still at it: $(kill -0 "$quick" 2>/dev/null && echo yes || echo no)"
        [ "${ROOM_WAIT:-no}" != yes ] || { wait "$quick"; echo "  the slow one: $(cut -d' ' -f2- "$work/1")"; }
    fi
}
round "$((clients - 1)) laptops" alone
round "$((clients - 1)) laptops beside a slow one" slow
started=$EPOCHREALTIME
kill -INT "$server"
wait "$server" || true
awk -v a="$started" -v b="$EPOCHREALTIME" 'BEGIN { printf "Ended within %.2f s of Ctrl-C\n", b - a }'
tail -n 1 "$work/server"
