#!/usr/bin/env bash
# packaging/build.sh PRESET TARGET [-DOPTION=VALUE…]
# Configures build/PRESET when that is needed and builds TARGET. A second call with nothing changed ends at once.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=$1 target=$2
shift 2
folder="$root/build/$preset"
stamp="$folder/.configured"
cd "$root"

# Ninja itself configures again when a CMakeLists.txt changes; it cannot see the presets and the options.
wanted=$(printf '%s\n' "$root" "$@"; cksum CMakePresets.json)
if [ ! -f "$folder/build.ninja" ] || [ "$wanted" != "$(cat "$stamp" 2>/dev/null)" ]; then
    fresh=()
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        fresh=(--fresh) # the tree was moved or copied: its cache names the old place
    fi
    cmake --preset "$preset" "${fresh[@]}" "$@"
    printf '%s\n' "$wanted" >"$stamp"
fi

# A large C++ file can take a gigabyte: a small machine builds fewer at a time.
cores=$(nproc 2>/dev/null || echo 1)
memory_jobs=$(awk '/^MemAvailable:/ { n = int($2 / 1200000); print n < 1 ? 1 : n }' /proc/meminfo 2>/dev/null || echo 1)
jobs=$((cores < memory_jobs ? cores : memory_jobs))
exec cmake --build "$folder" --target "$target" --parallel "$jobs"
