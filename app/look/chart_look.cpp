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

// Web Content Accessibility Guidelines 2.1: of lines (1.4.11) and of text (1.4.3).
constexpr double lineContrast = 3.0;
constexpr double textContrast = 4.5;

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

charts::ChartTheme printTheme(const Theme &theme, const ChartColours &colours)
{
    ChartColours onPaper = colours;
    onPaper.base = ChartColours::Base::Light;
    if (isDark(theme, colours))
        onPaper.own.background = onPaper.own.text = onPaper.own.grid = QColor();
    auto printed = chartTheme(theme, onPaper);
    if (!onPaper.own.background.isValid())
        printed.background = Qt::white;
    printed.leastContrast = lineContrast;
    for (QColor *color : {&printed.up, &printed.down, &printed.line})
        *color = charts::readable(*color, printed.background, lineContrast);
    printed.text = charts::readable(printed.text, printed.background, textContrast);
    return printed;
}

} // namespace agora::app
