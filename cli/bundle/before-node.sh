# Sourced by the script `workshop` for `up`: the bundle that `--bundle` or WORKSHOP_BUNDLE names, and Node.js and npm packages out
# of it where they are not there yet. The names of its files are those of cli/bundle/layout.ts. Works with bash 3.2 (macOS).

# Sets `bundle` to the path of a file, downloaded where an address was given.
find_bundle() { # find_bundle ARGUMENT...
  bundle="$(bundle_given "$@")"
  case "$bundle" in http://* | https://*) bundle_from "$bundle" ;; esac
  if [ -n "$bundle" ]; then export WORKSHOP_BUNDLE="$bundle"; fi
}

# The value of `--bundle` of `up`, else of WORKSHOP_BUNDLE; relative to where the person is.
bundle_given() {
  local given="${WORKSHOP_BUNDLE:-}" before=""
  for word in "$@"; do
    case "$word" in --bundle=*) given="${word#--bundle=}" ;; esac
    if [ "$before" = --bundle ]; then given="$word"; fi
    before="$word"
  done
  case "$given" in '' | /* | http://* | https://*) printf '%s' "$given" ;; *) printf '%s/%s' "$WORKSHOP_CWD" "$given" ;; esac
}

# Downloads a bundle, going on where an interrupted download stopped. One that is here whole is not asked for again.
bundle_from() { # bundle_from URL
  # What is shown of it has no password.
  local address="$1" shown="${1#*://}"
  shown="${shown##*@}"
  bundle="$cache/bundles/$(printf '%s' "$address" | cksum | tr -d ' ').tar"
  [ ! -f "$bundle" ] || return 0
  mkdir -p "$cache/bundles"
  waiting "Downloading the bundle $shown" resume "$address" "$bundle.part" ||
    fail "the bundle cannot be downloaded from $shown." "Cure: run this again, which goes on where it stopped, or copy the file and name that."
  mv "$bundle.part" "$bundle"
}

resume() { # resume URL FILE
  if command -v curl >/dev/null; then curl -fsSL --connect-timeout 10 --retry 3 -C - -o "$2" "$1"; else wget -q -c -O "$2" "$1"; fi
}

bundle_says() { # bundle_says KEY: a value of its manifest
  tar -xOf "$bundle" manifest.json 2>/dev/null | sed -n "s/^  \"$1\": \"\(.*\)\",*\$/\1/p"
}

# Checked here only where Node.js or the packages are to come from it; cli/bundle checks all of it again, and more.
check_bundle() {
  local machine sum name wanted sums="$scratch/sums"
  machine="$(platform)" || machine=unknown
  case "$machine" in *-x64) machine="${machine%-x64}/amd64" ;; *) machine="${machine%-*}/${machine##*-}" ;; esac
  tar -xOf "$bundle" SHA256SUMS >"$sums" 2>/dev/null && [ -s "$sums" ] ||
    bundle_refused "is no whole bundle" "Cure: copy or download it again."
  if [ -n "${WORKSHOP_BUNDLE_KEY:-}" ]; then
    command -v openssl >/dev/null ||
      bundle_refused "has to be signed by $WORKSHOP_BUNDLE_KEY, and there is no openssl to ask" "Cure: install openssl."
    tar -xOf "$bundle" SHA256SUMS.sig 2>/dev/null | openssl base64 -d -A >"$sums.sig" || true
    openssl dgst -sha256 -verify "$WORKSHOP_BUNDLE_KEY" -signature "$sums.sig" "$sums" >/dev/null 2>&1 ||
      bundle_refused "is not signed by $WORKSHOP_BUNDLE_KEY" "Cure: take the bundle of whom you trust, or change WORKSHOP_BUNDLE_KEY."
  fi
  [ "$(bundle_says platform)" = "$machine" ] ||
    bundle_refused "is for $(bundle_says platform), and this machine is $machine" "Cure: take the bundle for this kind of machine."
  wanted="$(sha256 package-lock.json | awk '{ print $1 }')"
  if [ "$(bundle_says node)" != "$node_version" ] || [ "$(bundle_says lock)" != "$wanted" ]; then
    bundle_refused "was made from another checkout: its Node.js is $(bundle_says node), its packages are others" \
      "Cure: use the checkout that it was made from, or make it anew with ./workshop bundle."
  fi
  while read -r sum name; do
    [ "$(tar -xOf "$bundle" "$name" 2>/dev/null | sha256 | awk '{ print $1 }')" = "$sum" ] ||
      bundle_refused "is damaged: $name does not have its checksum" "Cure: copy or download it again."
  done <"$sums"
}

bundle_refused() { # bundle_refused REASON CURE
  # A download that will not do is not kept.
  case "$bundle" in "$cache"/bundles/*) rm -f "$bundle" ;; esac
  fail "$bundle $1." "$2" "Nothing was changed."
}

needs_check=true
checked_bundle() {
  [ -f "$bundle" ] || fail "there is no bundle $bundle." "Cure: name the file that ./workshop bundle has written."
  [ "$needs_check" = true ] || return 0
  scratch="${scratch:-$(mktemp -d "${TMPDIR:-/tmp}/workshop.XXXXXX")}"
  say "Checking the bundle $bundle (a few seconds)"
  check_bundle
  needs_check=false
}

node_from_bundle() {
  local part="$node_home.part.$$"
  checked_bundle
  mkdir -p "$part/node"
  waiting "Unpacking Node.js $node_version from the bundle" unpack node.tar.gz "$part/node" && keep "$part/node"
}

unpack() { tar -xOf "$bundle" "$1" | tar -xzf - -C "$2"; }

packages_from_bundle() {
  # On the clone's own disk, and where git looks for nothing.
  local part=".workshop/packages.part.$$"
  checked_bundle
  rm -rf .workshop/packages.part.*
  mkdir -p "$part"
  waiting "Unpacking npm packages from the bundle" unpack packages.tar.gz "$part" || return 1
  rm -rf node_modules
  mv "$part" node_modules
}
