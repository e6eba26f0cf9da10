#!/bin/sh
# Takes README.md's pictures anew: drives the window and the charts on a screen that nobody sees, and copies what it photographed.
#   resources/screenshots/take.sh [BUILD FOLDER]      needs a build with tests, and xvfb-run
#   resources/screenshots/take.sh --look [BUILD FOLDER]  only photographs, at 100 % and 200 % (…-2x.png): every state of the charts
#       into <build>/chart-states, the window and its dialogs into <build>/pictures, drawings and trading beside them; to be looked at
set -eu
here=$(cd "$(dirname "$0")" && pwd)
wanted=readme
if [ "${1:-}" = --look ]; then
  wanted=look
  shift
fi
build=${1:-$here/../../build/dev}
drive() { QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 $1" "$build/tests/bin/$2" -silent; }
for tour in tst_window_pictures tst_chart_pictures tst_chart_plots tst_drawing_pictures; do
  drive 1680x1050x24 "$tour"
done
if [ "$wanted" = look ]; then
  drive 1680x1050x24 tst_chart_states
  export QT_SCALE_FACTOR=2 AGORA_PICTURE_SUFFIX=-2x
  drive 3360x2100x24 tst_chart_states
  drive 3360x2100x24 tst_window_pictures
  exit 0
fi
take() { cp "$build/$1" "$here/$2"; }
take pictures/dark-full-1.png terminal-dark.png
take pictures/light-full-1.png terminal-light.png
take chart-samples/five-panes-dark.png chart-panes.png
take chart-samples/compared-light.png chart-compared.png
take chart-samples/trading-orders-dark.png chart-trading.png
take drawing-pictures/together/dark.png chart-drawings.png
