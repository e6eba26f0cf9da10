#include "app/look/chart_look.h"

namespace agora::app {

namespace {

// Shares of the text's colour over a background of the chart's own.
constexpr double gridShare = 0.10;
constexpr double axisShare = 0.20;
constexpr double mutedShare = 0.62;

bool isDarkColor(const QColor &color)
{
    return 0.299 * color.redF() + 0.587 * color.greenF() + 0.114 * color.blueF() < 0.5;
}

bool isDark(const Theme &theme, const ChartColours &colours)
{
    if (colours.own.background.isValid())
        return isDarkColor(colours.own.background);
    return colours.base == ChartColours::Base::Window ? theme.name == ThemeName::Dark
                                                      : colours.base == ChartColours::Base::Dark;
}

} // namespace

charts::ChartTheme chartTheme(const Theme &theme, const ChartColours &colours)
{
    auto chosen = isDark(theme, colours) ? charts::ChartTheme::dark() : charts::ChartTheme::light();
    if (colours.isUpRed)
        chosen = chosen.withSwappedCandles();
    const auto &own = colours.own;
    const auto take = [](QColor &target, const QColor &color) {
        if (color.isValid())
            target = color;
    };
    take(chosen.up, own.up);
    take(chosen.down, own.down);
    take(chosen.area, own.line);
    take(chosen.line, own.line);
    take(chosen.area, own.area);
    take(chosen.text, own.text);
    take(chosen.background, own.background);
    if (own.background.isValid()) {
        chosen.grid = charts::mixed(chosen.text, own.background, gridShare);
        chosen.axis = charts::mixed(chosen.text, own.background, axisShare);
    }
    if (own.background.isValid() || own.text.isValid())
        chosen.mutedText = charts::mixed(chosen.text, chosen.background, mutedShare);
    take(chosen.grid, own.grid);
    return chosen;
}

} // namespace agora::app
