#!/bin/sh
# Takes README.md's pictures anew: drives the window and the charts on a screen that nobody sees, and copies what it photographed.
#   resources/screenshots/take.sh [BUILD FOLDER]      needs a build with tests, and xvfb-run
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${1:-$here/../../build/dev}
for tour in tst_window_pictures tst_chart_pictures tst_chart_trading tst_drawing_pictures; do
  QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1680x1050x24" "$build/tests/bin/$tour" -silent
done
take() { cp "$build/$1" "$here/$2"; }
take pictures/dark-full-1.png terminal-dark.png
take pictures/light-full-1.png terminal-light.png
take chart-samples/five-panes-dark.png chart-panes.png
take chart-samples/compared-light.png chart-compared.png
take chart-samples/trading-orders-dark.png chart-trading.png
take drawing-pictures/together/dark.png chart-drawings.png
