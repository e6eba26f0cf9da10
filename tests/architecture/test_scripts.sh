#!/usr/bin/env bash
# What ./run and ./check promise about distribution packages, tried with a made-up dpkg-query, apt-get, sudo and id:
# nothing is asked of apt when nothing is missing; what is missing is named, installed if that is possible, and otherwise the
# script stops with the names and a non-zero exit.
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() { echo "FAILED: $case_name: $*"; sed 's/^/    | /' "$work/output"; failures=$((failures + 1)); }
expect_exit() { [ "$exit_code" = "$1" ] || fail "exit code $exit_code, expected $1"; }
expect_failure() { [ "$exit_code" != 0 ] || fail "ended with 0"; }
expect_text() { grep -qF -- "$1" "$work/output" || fail "does not say '$1'"; }
expect_apt() { grep -qF -- "$1" "$work/apt.calls" || fail "apt-get was not called with '$1'"; }
expect_no_apt() { [ ! -s "$work/apt.calls" ] || fail "apt-get was called: $(cat "$work/apt.calls")"; }
fake() { printf '#!/bin/bash\n%s\n' "$2" >"$work/bin/$1"; chmod +x "$work/bin/$1"; }

# A machine on which every package but the given ones is installed; it has nothing but a shell and the tools below.
machine() {
    case_name=$1
    shift
    rm -rf "$work/bin"
    mkdir "$work/bin"
    : >"$work/apt.calls"
    printf '%s\n' "$@" >"$work/missing"
    for tool in bash sh env sed grep head cut tr cat dirname mktemp cksum awk; do
        ln -s "$(command -v "$tool")" "$work/bin/$tool"
    done
    fake id 'echo 0'
    fake dpkg-query 'for name in "${@:3}"; do
    grep -qx -- "$name" "'"$work"'/missing" || echo "$name installed"
done'
    fake apt-get 'echo "$*" >>"'"$work"'/apt.calls"
case " $* " in *" install "*) : >"'"$work"'/missing" ;; esac'
    printf 'ID=debian\nVERSION_ID="12"\n' >"$work/os-release"
}
packages() {
    PATH="$work/bin" AGORA_OS_RELEASE="$work/os-release" AGORA_SKIP_PACKAGES=0 \
        bash "$root/packaging/packages.sh" "$@" >"$work/output" 2>&1 </dev/null
    exit_code=$?
}

machine "nothing missing"
packages build gui test
expect_exit 0
expect_no_apt
[ ! -s "$work/output" ] || fail "is not silent"

machine "missing, root" libzmq3-dev qt6-charts-dev
packages build gui
expect_exit 0
expect_text "libzmq3-dev"
expect_text "messages between the agents"
expect_apt "update"
expect_apt "libzmq3-dev qt6-charts-dev"
expect_apt "--no-install-recommends"

machine "only the groups asked for" qt6-charts-dev
packages build
expect_exit 0
expect_no_apt

machine "missing, no root, no sudo" cmake libzstd-dev
fake id 'echo 1000'
packages build
expect_failure
expect_text "Missing: cmake libzstd-dev"
expect_no_apt

machine "missing, sudo works" ninja-build
fake id 'echo 1000'
fake sudo '[ "$1" = -n ] && shift; "$@"'
fake true ''
packages build
expect_exit 0
expect_apt "install -y -qq --no-install-recommends ninja-build"

machine "apt-get fails" cppzmq-dev
fake apt-get 'echo "$*" >>"'"$work"'/apt.calls"; echo "E: no network" >&2; exit 100'
packages build
expect_failure
expect_text "could not install"
expect_text "Missing: cppzmq-dev"

machine "apt-get ends well but installs nothing" tzdata
fake apt-get 'echo "$*" >>"'"$work"'/apt.calls"'
packages build
expect_failure
expect_text "Missing: tzdata"

machine "no apt-get" libcli11-dev
rm "$work/bin/apt-get"
packages build
expect_failure
expect_text "Missing: libcli11-dev"

machine "unknown distribution"
printf 'ID=plan9\nVERSION_ID=4\n' >"$work/os-release"
packages build
expect_failure
expect_text "plan9 4"
expect_text "libzmq3-dev"
expect_text "AGORA_SKIP_PACKAGES=1"
expect_no_apt

machine "Ubuntu uses its own names and says that they are untested" clang-format-14
printf 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n' >"$work/os-release"
packages test
expect_exit 0
expect_text "untested"
expect_apt "clang-format-14"

machine "only printing" cmake
packages --missing build
expect_exit 0
expect_no_apt
[ "$(cat "$work/output")" = cmake ] || fail "expected only 'cmake'"

# ./run and ./check stop before they build anything.
for script in run check; do
    machine "./$script on a machine that lacks a package and cannot get it" flatbuffers-compiler
    fake id 'echo 1000'
    fake cmake 'echo "cmake was called" >&2'
    PATH="$work/bin" AGORA_OS_RELEASE="$work/os-release" AGORA_SKIP_PACKAGES=0 \
        bash "$root/$script" >"$work/output" 2>&1 </dev/null
    exit_code=$?
    expect_failure
    expect_text "Missing: flatbuffers-compiler"
    if grep -q "cmake was called" "$work/output"; then fail "went on to build"; fi
done

# Every line of the list is whole: group, two names, a reason.
case_name="packages.txt"
: >"$work/output"
broken=$(grep -nvE '^(#.*|(build|gui|test|optional) +[a-z0-9.+-]+ +[a-z0-9.+-]+ +[^ ].*)?$' "$root/packaging/packages.txt")
[ -z "$broken" ] || fail "broken line: $broken"

[ "$failures" = 0 ] && echo "All promises of the scripts hold."
exit "$((failures > 0))"
