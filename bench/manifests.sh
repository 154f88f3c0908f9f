#!/usr/bin/env bash
# `./workshop manifest check` of 1, 100 and 1,000 files: CPU seconds, and how much of it is left without the start of the program.
#   bench/manifests.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT=%U

# Seconds that so many files take.
seconds() {
    mkdir -p "$work/$1"
    for ((i = 0; i < $1; i++)); do cp examples/manifests/pi.yaml "$work/$1/$i.yaml"; done
    { time ./workshop manifest check "$work/$1" >"$work/out" 2>&1 || [ $? -eq 1 ]; } 2>&1
}

seconds 1 >/dev/null
one=$(seconds 1) hundred=$(seconds 100) thousand=$(seconds 1000)
node -e '
  const [one, hundred, thousand] = process.argv.slice(1).map(Number);
  console.log(`1 file ${one} s, 100 files ${hundred} s, 1,000 files ${thousand} s of CPU`);
  console.log(`a file more: ${(((hundred - one) / 99) * 1000).toFixed(1)} ms of 100, ${(((thousand - one) / 999) * 1000).toFixed(1)} ms of 1,000: ratio ${((thousand - one) / 999 / ((hundred - one) / 99)).toFixed(2)}`);
' "$one" "$hundred" "$thousand"
