#pragma once

#include "engine/base/time.h"

#include <optional>

namespace agora::charts {

/// What a turn of the wheel does over the plot. Shift or a sideways turn always scrolls, Ctrl
/// always zooms at the mouse.
enum class WheelAction {
    Zoom, ///< the newest bar holds still while it is followed, else the bar under the mouse
    ZoomAtMouse,
    Scroll
};

/// How the words of a chart's status are meant; colour is never the only sign.
enum class StatusTone { Good, Quiet, Warning, Bad };

/// Where a crosshair stands, as another chart can understand it.
struct CrosshairPoint {
    Timestamp time; ///< open time of the bar
    std::optional<double> price; ///< empty outside the price pane, or of another symbol

    bool operator==(const CrosshairPoint &) const = default;
};

} // namespace agora::charts
