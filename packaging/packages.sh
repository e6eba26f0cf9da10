#!/usr/bin/env bash
# packaging/packages.sh GROUP…       installs what is missing of these groups of packages.txt; says what and why
# packaging/packages.sh --missing GROUP…   only prints the missing package names, one a line
#
# Ends with 0 when everything is there, with 1 (and the names) when something is missing that cannot be got.
# AGORA_SKIP_PACKAGES=1 believes that everything is there (other distributions, own builds of libraries).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list="$here/packages.txt"
os_release="${AGORA_OS_RELEASE:-/etc/os-release}"

only_print=0
if [ "${1:-}" = --missing ]; then only_print=1; shift; fi
[ $# -gt 0 ] || { echo "usage: packaging/packages.sh [--missing] GROUP…" >&2; exit 2; }
[ "${AGORA_SKIP_PACKAGES:-0}" = 1 ] && exit 0

say() { printf '%s\n' "$*" >&2; }
field() { sed -n "s/^$1=\"\\{0,1\\}\\([^\"]*\\)\"\\{0,1\\}\$/\\1/p" "$os_release" 2>/dev/null | head -n 1; }

# Prints "package<TAB>reason" of the asked groups, each package once, in the names of column $1.
wanted() {
    local column=$1 group debian ubuntu reason name seen=' '
    shift
    while read -r group debian ubuntu reason; do
        case "$group" in '' | '#'*) continue ;; esac
        case " $* " in *" $group "*) ;; *) continue ;; esac
        name=$debian
        [ "$column" = ubuntu ] && name=$ubuntu
        case "$seen" in *" $name "*) continue ;; esac
        seen="$seen$name "
        printf '%s\t%s\n' "$name" "$reason"
    done <"$list"
}

for group in "$@"; do
    grep -q "^$group[[:space:]]" "$list" || { say "packages.sh: packages.txt has no group '$group'."; exit 2; }
done

distribution=$(field ID)
version=$(field VERSION_ID)
like=" $(field ID_LIKE) "
column=debian
case "$distribution:$version:$like" in
    debian:12:*) ;;
    ubuntu:*) column=ubuntu; untested="Ubuntu $version" ;;
    *' ubuntu '*) column=ubuntu; untested="$distribution $version" ;;
    debian:* | *' debian '*) untested="$distribution ${version:-(no version)}" ;;
    *) unknown=1 ;;
esac
if [ -n "${unknown:-}" ] || ! command -v dpkg-query >/dev/null 2>&1; then
    say "This is ${distribution:-an unknown distribution}${version:+ $version}: its package names are not known here."
    say "Agora needs these libraries and tools (named as in Debian 12):"
    wanted debian "$@" | while IFS=$'\t' read -r name reason; do
        say "$(printf '  %-28s%s' "$name" "$reason")"
    done
    say "Install them and start again with AGORA_SKIP_PACKAGES=1 in the environment."
    exit 1
fi

# One dpkg-query for all; a package that it does not list as installed is missing.
missing() {
    local installed name reason
    mapfile -t names < <(wanted "$column" "$@" | cut -f1)
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${names[@]}" 2>/dev/null || true)
    wanted "$column" "$@" | while IFS=$'\t' read -r name reason; do
        grep -qx "$name installed" <<<"$installed" || printf '%s\t%s\n' "$name" "$reason"
    done
}

lacking=$(missing "$@")
if [ "$only_print" = 1 ]; then
    [ -z "$lacking" ] || cut -f1 <<<"$lacking"
    exit 0
fi
[ -n "$lacking" ] || exit 0

names_in() { cut -f1 <<<"$1" | tr '\n' ' ' | sed 's/ $//'; }
give_up() {
    say "$1"
    say "Missing: $(names_in "$lacking")"
    exit 1
}

say "Agora needs distribution packages that this machine lacks:"
while IFS=$'\t' read -r name reason; do
    say "$(printf '  %-28s%s' "$name" "$reason")"
done <<<"$lacking"
[ -z "${untested:-}" ] || say "($untested: these package names are untested; Debian 12 is what Agora is tested on.)"

command -v apt-get >/dev/null 2>&1 || give_up "There is no apt-get here to install them with."
as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 \
        || give_up "Installing them needs root, and there is no sudo. As root: apt-get install $(names_in "$lacking")"
    # Without a terminal sudo could only wait for a password that nobody types.
    if ! sudo -n true 2>/dev/null && ! { : </dev/tty; } 2>/dev/null; then
        give_up "Installing them needs root, and sudo asks for a password but there is no terminal."
    fi
    as_root=(sudo)
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2
}
say "Installing them: ${as_root[*]:+sudo }apt-get install --no-install-recommends $(names_in "$lacking")"
apt -qq update || say "apt-get update failed; trying with the package lists that are here."
mapfile -t names < <(cut -f1 <<<"$lacking")
apt install -y -qq --no-install-recommends "${names[@]}" \
    || { lacking=$(missing "$@"); [ -z "$lacking" ] || give_up "apt-get could not install them."; }
lacking=$(missing "$@")
[ -z "$lacking" ] || give_up "apt-get ended without an error, but packages are still missing."
say "All packages are there."
