# Brings the workshop's bundle from the instructor's machine: goes on where a download stopped, and compares what came with its
# checksum. The variables that it uses are set above it by cli/room/get-script.ts. For any sh.

words() { # words ENGLISH PORTUGUESE
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    [pP][tT] | [pP][tT][-_.]*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

say() { words "$@" >&2; }

fail() { # fail ENGLISH PORTUGUESE ENGLISH_CURE PORTUGUESE_CURE
  say "Not done: $1" "Não deu certo: $2"
  say "  $3" "  $4"
  exit 1
}

machine() {
  system=$(uname -s)
  processor=$(uname -m)
  case "$system" in Linux) system=linux ;; Darwin) system=darwin ;; esac
  case "$processor" in x86_64 | amd64) processor=amd64 ;; aarch64 | arm64) processor=arm64 ;; esac
  printf '%s/%s' "$system" "$processor"
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1" | cut -c1-64
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 "$1" | cut -c1-64
  else openssl dgst -sha256 -r "$1" 2>/dev/null | cut -c1-64; fi
}

bytes() { if [ -f "$1" ]; then wc -c <"$1" | tr -d ' '; else echo 0; fi; }

fetch() { # fetch: appends to the part what is missing of it
  if command -v curl >/dev/null 2>&1; then
    # Half a minute without a byte is no download.
    if [ -t 2 ]; then bar='-#'; else bar=-sS; fi
    curl -f "$bar" --connect-timeout 10 --speed-limit 1 --speed-time 30 -C - -o "$part" "$address/bundle/$name" </dev/null
  else
    wget -q -c -T 30 -t 1 -O "$part" "$address/bundle/$name" </dev/null
  fi
}

why() { # why CODE: of curl, in plain words
  case "$1" in
    6 | 7 | 28) words "the instructor's machine does not answer." "a máquina do instrutor não responde." ;;
    22) words "the instructor's machine has this file no more." "a máquina do instrutor não tem mais este arquivo." ;;
    23) words "the file cannot be written: is the disk full?" "o arquivo não pode ser gravado: o disco está cheio?" ;;
    *) words "the connection broke off." "a conexão caiu." ;;
  esac
}

download() {
  tries=0
  while [ "$(bytes "$part")" -lt "$size" ]; do
    before=$(bytes "$part")
    code=0
    fetch || code=$?
    after=$(bytes "$part")
    [ "$after" -lt "$size" ] || return 0
    if [ "$code" -eq 23 ]; then break; fi
    # As long as something comes, it is gone on with.
    if [ "$after" -gt "$before" ]; then tries=0; else tries=$((tries + 1)); fi
    [ "$tries" -lt 5 ] || break
    say "$(why "$code") Going on at $((after / 1000000)) of $((size / 1000000)) MB." \
      "$(why "$code") Continuando de $((after / 1000000)) de $((size / 1000000)) MB."
    sleep "$pause"
  done
  [ "$(bytes "$part")" -ge "$size" ] ||
    fail "$(why "$code")" "$(why "$code")" \
      "What is here stays: the same line again goes on with it. Are you in the room's network, and is a VPN or a proxy off?" \
      "O que já veio fica: a mesma linha continua daí. Você está na rede da sala, e VPN ou proxy estão desligados?"
}

signature() {
  [ -n "${WORKSHOP_BUNDLE_KEY:-}" ] || return 0
  command -v openssl >/dev/null 2>&1 ||
    fail "WORKSHOP_BUNDLE_KEY is set, and there is no openssl to ask whether its holder has signed." \
      "WORKSHOP_BUNDLE_KEY está definida, e não há openssl para perguntar se o dono da chave assinou." \
      "Install openssl." "Instale o openssl."
  if tar -xOf "$part" SHA256SUMS >"$part.sums" 2>/dev/null &&
    tar -xOf "$part" SHA256SUMS.sig 2>/dev/null | openssl base64 -d -A >"$part.sig" &&
    openssl dgst -sha256 -verify "$WORKSHOP_BUNDLE_KEY" -signature "$part.sig" "$part.sums" >/dev/null 2>&1; then
    rm -f "$part.sums" "$part.sig"
    say "Signed by $WORKSHOP_BUNDLE_KEY." "Assinado por $WORKSHOP_BUNDLE_KEY."
    return 0
  fi
  rm -f "$part" "$part.sums" "$part.sig"
  fail "the bundle is not signed by $WORKSHOP_BUNDLE_KEY." "o bundle não foi assinado por $WORKSHOP_BUNDLE_KEY." \
    "Ask the instructor which key it is, or take the bundle of whom you trust." \
    "Pergunte ao instrutor qual é a chave, ou use o bundle de quem você confia."
}

# Puts a name on the list of the room, where one was chosen.
tell() {
  [ -n "${WORKSHOP_NAME:-}" ] && command -v curl >/dev/null 2>&1 || return 0
  curl -fsS -m 10 -o /dev/null --data-urlencode "name=$WORKSHOP_NAME" -d has=bundle "$address/names" </dev/null 2>/dev/null ||
    say "(The list of the room did not take the name.)" "(A lista da sala não aceitou o nome.)"
}

main() {
  case "$(machine)" in
    "$platform") ;;
    *)
      fail "the bundle is for $platform, and this machine is $(machine)." "o bundle é para $platform, e esta máquina é $(machine)." \
        "Ask the instructor for the address of the other one." "Peça ao instrutor o endereço do outro."
      ;;
  esac
  folder="${XDG_CACHE_HOME:-${HOME:-.}/.cache}/spark-workshop/bundles"
  file="$folder/$name"
  # Of these bytes alone: what is left of another bundle is not gone on with.
  part="$folder/$sum.part"
  mkdir -p "$folder" ||
    fail "the folder $folder cannot be made." "a pasta $folder não pode ser criada." \
      "Look at who may write there." "Veja quem pode escrever lá."
  if [ "$(bytes "$file")" = "$size" ] && [ "$(sha256 "$file")" = "$sum" ]; then
    say "The bundle is here already." "O bundle já está aqui."
    part="$file"
  else
    free=$(df -Pk "$folder" 2>/dev/null | awk 'NR == 2 { print $4 }')
    need=$(((size - $(bytes "$part")) / 1024))
    [ "${free:-$need}" -ge "$need" ] ||
      fail "there are $((free / 1024)) MiB free in $folder, and $((need / 1024)) are to come." \
        "há $((free / 1024)) MiB livres em $folder, e virão $((need / 1024))." \
        "Make room: docker system df says what Docker takes." "Libere espaço: docker system df diz o que o Docker ocupa."
    say "Downloading $((size / 1000000)) MB into $folder" "Baixando $((size / 1000000)) MB para $folder"
    download
    say "Comparing it with its checksum" "Comparando com a soma de verificação"
    got=$(sha256 "$part")
    if [ "$got" != "$sum" ]; then
      rm -f "$part"
      fail "what came is not what the instructor's machine has: its checksum is another." \
        "o que chegou não é o que a máquina do instrutor tem: a soma de verificação é outra." \
        "The same line again downloads it anew." "A mesma linha baixa tudo de novo."
    fi
  fi
  signature
  [ "$part" = "$file" ] || mv "$part" "$file"
  tell
  say "The bundle is here and whole. In your clone of the workshop:" "O bundle está aqui, inteiro. No seu clone do workshop:"
  printf '  ./workshop up --bundle %s\n' "$(quoted "$file")"
}

quoted() { case "$1" in *[!A-Za-z0-9_./@%+=:,-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;; *) printf '%s' "$1" ;; esac; }

# The last line: of a script that came in part nothing is run.
main
