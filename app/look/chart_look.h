#pragma once

#include "app/look/theme.h"
#include "charts/chart_theme.h"

#include <utility>

namespace agora::app {

/// Colours of a chart: those of the window or its own; and which way up is red.
struct ChartColours {
    enum class Base { Window, Dark, Light };
    /// Chosen for this chart; invalid = the theme's.
    struct Own {
        QColor up = {}, down = {}, line = {}, area = {}, background = {}, grid = {}, text = {};
        bool operator==(const Own &) const = default;
    };
    Base base = Base::Window;
    bool isUpRed = false;
    Own own = {};

    bool operator==(const ChartColours &) const = default;
};

/// Each with the name that it has in files.
inline constexpr std::pair<const char *, QColor ChartColours::Own::*> ownColours[]
    = {{"up", &ChartColours::Own::up}, {"down", &ChartColours::Own::down},
        {"line", &ChartColours::Own::line}, {"area", &ChartColours::Own::area},
        {"background", &ChartColours::Own::background}, {"grid", &ChartColours::Own::grid},
        {"text", &ChartColours::Own::text}};

/// The chart colours that go with the window's theme, or those chosen for the chart. On a
/// background of the chart's own what is not chosen is taken from the theme that can be read there.
[[nodiscard]] charts::ChartTheme chartTheme(const Theme &theme, const ChartColours &colours = {});

/// The same for paper: the chart's own colours, dark enough to be seen there. A background that was
/// chosen light is kept, a dark one would only use up ink: it becomes white, and text and grid that
/// were chosen for it are the usual ones.
[[nodiscard]] charts::ChartTheme printTheme(const Theme &theme, const ChartColours &colours);

} // namespace agora::app
