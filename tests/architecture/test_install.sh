#!/usr/bin/env bash
# test_install.sh BUILD_FOLDER GUI(ON|OFF): an installed tree is whole, and its programs start from there.
set -u
build=$1 gui=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

cmake --install "$build" --prefix "$prefix" >"$prefix.log" 2>&1 || { cat "$prefix.log"; rm -f "$prefix.log"; exit 1; }
rm -f "$prefix.log"

expected=(lib/systemd/user/agorad.service share/doc/agora/README.md share/doc/agora/LICENSE
    share/man/man1/agora.1 share/man/man1/agorad.1 share/man/man1/agoractl.1)
for program in agora agorad agoractl agora-agent agora-gateway; do expected+=("bin/$program"); done
for brain in sma_cross template; do
    expected+=("lib/agora/brains/$brain/$brain.so" "lib/agora/brains/$brain/brain.json")
done
if [ "$gui" = ON ]; then
    expected+=(share/applications/org.agora.Terminal.desktop share/icons/hicolor/scalable/apps/org.agora.Terminal.svg)
    for size in 16 24 32 48 64 128 256; do
        expected+=("share/icons/hicolor/${size}x$size/apps/org.agora.Terminal.png")
    done
fi
for file in "${expected[@]}"; do [ -s "$prefix/$file" ] || fail "$file is not installed"; done

grep -q "^ExecStart=/.*/bin/agorad$" "$prefix/lib/systemd/user/agorad.service" || fail "agorad.service names no program"
for program in agorad agoractl; do
    "$prefix/bin/$program" --version >"$prefix/output" 2>&1 </dev/null || fail "$program --version: $(cat "$prefix/output")"
done
[ "$failures" = 0 ] && echo "${#expected[@]} files are where they belong."
exit "$((failures > 0))"
