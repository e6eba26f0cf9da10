#include "charts/chart_theme.h"

#include <cmath>
#include <utility>

namespace agora::charts {

ChartTheme ChartTheme::dark()
{
    ChartTheme theme;
    theme.name = QStringLiteral("dark");
    theme.background = QColor(0x12, 0x16, 0x1d);
    theme.grid = QColor(0x22, 0x28, 0x33);
    theme.axis = QColor(0x33, 0x3b, 0x49);
    theme.text = QColor(0xd7, 0xdc, 0xe4);
    theme.mutedText = QColor(0x8b, 0x95, 0xa5);
    theme.up = QColor(0x2e, 0xb8, 0x8a);
    theme.down = QColor(0xe5, 0x53, 0x5b);
    theme.line = QColor(0x6a, 0xa9, 0xff);
    theme.area = theme.line;
    theme.volume = QColor(0x5a, 0x67, 0x7d);
    theme.bid = QColor(0x8b, 0x95, 0xa5);
    theme.ask = QColor(0xd0, 0x6a, 0x6f);
    theme.crosshair = QColor(0x9a, 0xa4, 0xb4);
    theme.tagBackground = QColor(0x3a, 0x44, 0x55);
    theme.tagText = QColor(0xff, 0xff, 0xff);
    theme.level = QColor(0x4c, 0x57, 0x69);
    theme.buy = QColor(0x4f, 0x9c, 0xff);
    theme.sell = QColor(0xff, 0x7a, 0x59);
    theme.profit = QColor(0x2e, 0xb8, 0x8a);
    theme.loss = QColor(0xe5, 0x53, 0x5b);
    theme.warning = QColor(0xe0, 0xa0, 0x30);
    theme.balance = QColor(0x8b, 0x95, 0xa5);
    theme.equity = QColor(0x4f, 0x9c, 0xff);
    theme.palette = {QColor(0xf2, 0xb1, 0x34), QColor(0x4f, 0x9c, 0xff), QColor(0xc0, 0x7d, 0xf0),
        QColor(0x38, 0xc6, 0xc6), QColor(0xf0, 0x7d, 0xb4), QColor(0x9c, 0xcc, 0x4d)};
    return theme;
}

ChartTheme ChartTheme::light()
{
    ChartTheme theme;
    theme.name = QStringLiteral("light");
    theme.background = QColor(0xff, 0xff, 0xff);
    theme.grid = QColor(0xec, 0xef, 0xf3);
    theme.axis = QColor(0xc9, 0xcf, 0xd8);
    theme.text = QColor(0x1c, 0x23, 0x2e);
    theme.mutedText = QColor(0x5f, 0x6b, 0x7c);
    theme.up = QColor(0x0b, 0x8f, 0x6a);
    theme.down = QColor(0xd1, 0x3b, 0x45);
    theme.line = QColor(0x1f, 0x66, 0xd1);
    theme.area = theme.line;
    theme.volume = QColor(0xa9, 0xb4, 0xc4);
    theme.bid = QColor(0x8a, 0x95, 0xa6);
    theme.ask = QColor(0xd8, 0x7a, 0x7f);
    theme.crosshair = QColor(0x6b, 0x77, 0x89);
    theme.tagBackground = QColor(0x3d, 0x49, 0x5c);
    theme.tagText = QColor(0xff, 0xff, 0xff);
    theme.level = QColor(0xb4, 0xbd, 0xca);
    theme.buy = QColor(0x1f, 0x66, 0xd1);
    theme.sell = QColor(0xd9, 0x56, 0x2b);
    theme.profit = QColor(0x0b, 0x8f, 0x6a);
    theme.loss = QColor(0xd1, 0x3b, 0x45);
    theme.warning = QColor(0xb3, 0x74, 0x0b);
    theme.balance = QColor(0x8a, 0x95, 0xa6);
    theme.equity = QColor(0x1f, 0x66, 0xd1);
    theme.palette = {QColor(0xc9, 0x7f, 0x0a), QColor(0x1f, 0x66, 0xd1), QColor(0x8a, 0x3f, 0xc4),
        QColor(0x0c, 0x8a, 0x8f), QColor(0xc4, 0x3b, 0x84), QColor(0x5c, 0x8a, 0x14)};
    return theme;
}

ChartTheme ChartTheme::withSwappedCandles() const
{
    ChartTheme theme = *this;
    std::swap(theme.up, theme.down);
    return theme;
}

QColor ChartTheme::seen(const QColor &chosen) const
{
    return leastContrast > 1 ? readable(chosen, background, leastContrast) : chosen;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const auto luminance = [&](const QColor &color) {
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
            + 0.0722 * linear(color.blueF());
    };
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

QColor readable(const QColor &color, const QColor &ground, double leastContrast)
{
    const QColor end
        = contrast(Qt::black, ground) > contrast(Qt::white, ground) ? Qt::black : Qt::white;
    QColor result = color;
    for (int step = 1; step <= 20 && contrast(result, ground) < leastContrast; ++step) {
        result = mixed(end, color, step / 20.0);
        result.setAlpha(color.alpha());
    }
    return result;
}

QColor mixed(const QColor &color, const QColor &ground, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return {mix(color.red(), ground.red()), mix(color.green(), ground.green()),
        mix(color.blue(), ground.blue())};
}

} // namespace agora::charts
