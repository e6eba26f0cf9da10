#include "charts/drawing/drawing_space.h"

#include "charts/axes_painter.h"
#include "charts/drawing/drawing_text.h"

#include <cmath>

namespace agora::charts {
namespace {

constexpr double farAway = 1e6; // pixels

double kept(double pixel, double otherwise)
{
    return std::isfinite(pixel) ? std::clamp(pixel, -farAway, farAway) : otherwise;
}

QString signedText(double value, int decimals)
{
    return (value > 0 ? QStringLiteral("+") : QString()) + numberText(value, decimals);
}

} // namespace

QPointF DrawingSpace::point(const DrawingAnchor &anchor) const
{
    return {kept(map.x(bars.barAt(anchor.time)), -farAway), kept(map.y(anchor.price), farAway)};
}

DrawingAnchor DrawingSpace::anchorAt(const QPointF &point) const
{
    return {bars.timeAt(map.barAt(point.x())), map.valueAt(point.y())};
}

double DrawingSpace::roundedValue(double value) const
{
    if (pane.isEmpty())
        return instrument.roundPrice(value);
    const double step = std::pow(10.0, -(decimals + 1));
    return std::round(value / step) * step;
}

DrawingAnchor DrawingSpace::barAnchorAt(const QPointF &point) const
{
    return {bars.timeAt(std::round(map.barAt(point.x()))), roundedValue(map.valueAt(point.y()))};
}

DrawingAnchor DrawingSpace::moved(const DrawingAnchor &anchor, double by, double pixels) const
{
    DrawingAnchor result = anchor;
    if (by != 0)
        result.time = bars.timeAt(bars.barAt(anchor.time) + by);
    if (pixels != 0)
        result.price = roundedValue(map.valueAt(map.y(anchor.price) - pixels));
    return result;
}

QString DrawingSpace::valueText(double value) const { return numberText(value, decimals); }

MeasureFacts measure(const DrawingSpace &space, const DrawingAnchor &from, const DrawingAnchor &to)
{
    MeasureFacts facts;
    facts.change = to.price - from.price;
    facts.pips = facts.change / space.instrument.pip();
    facts.percent = facts.change / std::abs(from.price) * 100;
    facts.bars = std::llround(space.bars.barAt(to.time) - space.bars.barAt(from.time));
    facts.time = to.time - from.time;
    return facts;
}

QString spanText(Duration time)
{
    const auto seconds = std::abs(std::chrono::round<std::chrono::seconds>(time).count());
    const auto two = [](std::int64_t value) {
        return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
    };
    const QString text = [&] {
        if (seconds >= 86'400)
            return DrawingText::tr("%1d %2h").arg(seconds / 86'400).arg(two(seconds / 3'600 % 24));
        if (seconds >= 3'600)
            return DrawingText::tr("%1h %2m").arg(seconds / 3'600).arg(two(seconds / 60 % 60));
        if (seconds >= 60)
            return DrawingText::tr("%1m").arg(seconds / 60);
        return DrawingText::tr("%1s").arg(seconds);
    }();
    return time < Duration::zero() ? QChar(0x2212) + text : text;
}

QString measureText(const DrawingSpace &space, const MeasureFacts &facts)
{
    QString text = signedText(facts.change, space.decimals);
    if (space.pane.isEmpty())
        text += QStringLiteral("  (%1, %2 %)")
                    .arg(DrawingText::tr("%1 pips").arg(signedText(facts.pips, 1)),
                        signedText(facts.percent, 2));
    const QString bars = facts.bars == 1 || facts.bars == -1
        ? DrawingText::tr("%1 bar").arg(numberText(static_cast<double>(facts.bars), 0))
        : DrawingText::tr("%1 bars").arg(numberText(static_cast<double>(facts.bars), 0));
    return text + QLatin1Char('\n') + bars + QStringLiteral(",  ") + spanText(facts.time);
}

} // namespace agora::charts
