#!/usr/bin/env bash
# Renders resources/icons/org.agora.Terminal.svg to the sizes that desktops ask for. Needs rsvg-convert (librsvg2-bin).
set -euo pipefail
icons=$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/icons" && pwd)
for size in 16 24 32 48 64 128 256; do
    mkdir -p "$icons/$size"
    rsvg-convert --width "$size" --height "$size" --output "$icons/$size/org.agora.Terminal.png" "$icons/org.agora.Terminal.svg"
done
