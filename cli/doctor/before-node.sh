# Sourced by the script `workshop` for `./workshop ready` where there is no Node.js yet: what bash alone can tell of the
# machine, in the reader's language, with the limits of limits.json. Works with bash 3.2 (macOS).

words() { # words ENGLISH PORTUGUESE
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    [pP][tT] | [pP][tT][-_.]*) printf '%s' "$2" ;;
    *) printf '%s' "$1" ;;
  esac
}

limit() { # limit NAME
  awk -v name="\"$1\":" '$1 == name { gsub(/[^0-9]/, "", $2); print $2 }' cli/doctor/limits.json
}

# judged NAME HAS WANTED SHOWN CURE: a line, and the cure below it where there is too little.
judged() {
  if [ "$2" -ge "$3" ]; then
    say "$(words "ok    " "ok   ")  $1: $4"
  else
    say "$(words "a risk" "risco")  $1: $4"
    say "$(words "      " "     ")  $5"
  fi
}

memory_mib() {
  if [ -r /proc/meminfo ]; then
    awk '$1 == "MemTotal:" { print int($2 / 1024) }' /proc/meminfo
  else
    sysctl -n hw.memsize 2>/dev/null | awk '{ print int($1 / 1048576) }'
  fi
}

before_node() {
  local cores memory disk
  cores="$(getconf _NPROCESSORS_ONLN 2>/dev/null || true)"
  memory="$(memory_mib || true)"
  disk="$(df -Pk . 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }' || true)"
  say "$(words "Before there is Node.js here, without which no more can be told:" \
    "Antes de haver Node.js aqui, sem o qual não se pode dizer mais:")"
  judged "$(words Cores Núcleos)" "${cores:-0}" "$(limit cpus)" "${cores:-?}" \
    "$(words "The day is made for" "O dia foi feito para") $(limit cpus)."
  judged "$(words Memory Memória)" "${memory:-0}" "$(limit memoryMiB)" "${memory:-?} MiB" \
    "$(words "The day is made for" "O dia foi feito para") $(limit memoryMiB) MiB."
  judged "$(words Disk Disco)" "${disk:-0}" "$(limit diskMiB)" "${disk:-?} MiB" \
    "$(words "Tools, images and data take up to" "Ferramentas, imagens e dados ocupam até") $(limit diskMiB) MiB."
  if ! command -v docker >/dev/null; then
    judged Docker 0 1 "$(words "not on PATH" "não está no PATH")" \
      "$(words "Install it: " "Instale: ")https://docs.docker.com/get-started/get-docker"
  fi
}
