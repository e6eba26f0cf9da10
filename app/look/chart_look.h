#pragma once

#include "app/look/theme.h"
#include "charts/chart_theme.h"

namespace agora::app {

/// The chart colours that go with the window's theme.
[[nodiscard]] inline charts::ChartTheme chartTheme(const Theme &theme)
{
    return theme.name == ThemeName::Dark ? charts::ChartTheme::dark() : charts::ChartTheme::light();
}

} // namespace agora::app
