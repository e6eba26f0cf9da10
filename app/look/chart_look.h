#pragma once

#include "app/look/theme.h"
#include "charts/chart_theme.h"

namespace agora::app {

/// Colours of a chart: those of the window or its own; and which way up is red.
struct ChartColours {
    enum class Base { Window, Dark, Light };
    Base base = Base::Window;
    bool isUpRed = false;

    bool operator==(const ChartColours &) const = default;
};

/// The chart colours that go with the window's theme, or those chosen for the chart.
[[nodiscard]] inline charts::ChartTheme chartTheme(
    const Theme &theme, const ChartColours &colours = {})
{
    const bool isDark = colours.base == ChartColours::Base::Window
        ? theme.name == ThemeName::Dark
        : colours.base == ChartColours::Base::Dark;
    const auto chosen = isDark ? charts::ChartTheme::dark() : charts::ChartTheme::light();
    return colours.isUpRed ? chosen.withSwappedCandles() : chosen;
}

} // namespace agora::app
