#!/bin/bash
# build.sh SUITE ARCH REFERENCE LABEL: makes a slim Debian image with debootstrap, as root. The mirror is the one that
# debootstrap or the machine's own configuration of it defaults to.
set -euo pipefail
suite=$1 arch=$2 reference=$3 label=$4

root=$(mktemp -d "${TMPDIR:-/tmp}/debian.XXXXXX")
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# It becomes the / of the image: mode 700 would shut out every user but root.
chmod 755 "$root"

# What a slim image goes without, now and in every package that is installed on top; copyright files stay.
mkdir -p "$root/etc/dpkg/dpkg.cfg.d" "$root/etc/apt/apt.conf.d"
cat >"$root/etc/dpkg/dpkg.cfg.d/slim" <<'END'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
path-exclude /usr/share/man/*
END
cat >"$root/etc/apt/apt.conf.d/slim" <<'END'
Acquire::Languages "none";
APT::Install-Recommends "false";
END

debootstrap --variant=minbase --arch="$arch" "$suite" "$root" >&2

# debootstrap names the release alone; the same mirror has its updates.
read -r _ mirror _ <"$root/etc/apt/sources.list"
cat >"$root/etc/apt/sources.list" <<END
deb $mirror $suite main
deb $mirror $suite-updates main
deb ${mirror%/*}/debian-security $suite-security main
END

# Directories that some packages' scripts count on although their contents are left out.
rm -rf "$root"/usr/share/{info,locale,man}/* "$root"/var/{cache,log}/* "$root"/var/lib/apt/lists/* "$root"/dev/*
find "$root/usr/share/doc" -type f ! -name copyright -delete
find "$root/usr/share/doc" -xtype l -delete
find "$root/usr/share/doc" -mindepth 1 -type d -empty -delete
mkdir -p "$root"/usr/share/man/man{1..8} "$root/var/cache/apt/archives/partial" "$root/var/log/apt"
rm -f "$root/etc/resolv.conf" "$root/etc/hostname" "$root/etc/machine-id"

tar -C "$root" --numeric-owner -c . |
    "${DOCKER:-docker}" import --change 'CMD ["bash"]' --change "LABEL $label" - "$reference" >&2
