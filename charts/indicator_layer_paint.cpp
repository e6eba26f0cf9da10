#include "charts/axes_painter.h"
#include "charts/band_painter.h"
#include "charts/chart_text.h"
#include "charts/indicator_layer.h"
#include "charts/output_painter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace agora::charts {

using indicators::LineStyle;

namespace {

HistogramColors histogramColors(
    const QColor &positive, const QColor &negative, const ChartTheme &theme)
{
    const auto tint
        = [&](const QColor &color, double share) { return mixed(color, theme.background, share); };
    return {tint(positive, 0.82), tint(negative, 0.82), tint(positive, 0.43), tint(negative, 0.43)};
}

QColor withOpacity(QColor color, int percent)
{
    color.setAlphaF(static_cast<float>(percent) / 100);
    return color;
}

double distanceToSegment(const QPointF &point, const QPointF &from, const QPointF &to)
{
    const QPointF along = to - from;
    const double length = QPointF::dotProduct(along, along);
    const double share
        = length > 0 ? std::clamp(QPointF::dotProduct(point - from, along) / length, 0.0, 1.0) : 0;
    const QPointF apart = point - (from + share * along);
    return std::hypot(apart.x(), apart.y());
}

} // namespace

Extent IndicatorLayer::ownExtent(const PaneMap &map) const
{
    Extent extent;
    const auto begin = static_cast<std::size_t>(std::max(0.0, map.firstBar));
    const auto end = static_cast<std::size_t>(std::max(0.0, map.lastBar + 1));
    for (std::size_t output = 0; output < m_values.columns(); ++output)
        if (isDrawn(output) && !isMark(output))
            extent.include(m_values.column(output).extent(begin, end));
    if (m_info->fixedMin && m_info->fixedMax)
        extent.include(*m_info->fixedMin, *m_info->fixedMax);
    return extent;
}

/// What is no price has the whole height of the price pane for itself.
PaneMap IndicatorLayer::mapOf(const PaneMap &map) const
{
    const Extent extent = m_place.hasOwnScale ? ownExtent(map) : Extent();
    if (extent.isEmpty())
        return map;
    PaneMap own = map;
    const double room = std::max((extent.high - extent.low) * 0.08, 1e-9);
    own.low = extent.low - room;
    own.high = extent.high + room;
    own.isLogarithmic = false;
    return own;
}

void IndicatorLayer::paint(QPainter &painter, const PaneMap &paneMap, const BarSeries &series,
    const ChartTheme &theme) const
{
    const PaneMap map = mapOf(paneMap);
    const auto all = colors(theme);
    paintFills(painter, map, all, theme);
    paintLevels(painter, map, theme);
    paintColumns(painter, map, all, theme); // first, so that lines stay visible over them
    paintCandles(painter, map, theme);
    for (std::size_t output = 0; output < m_values.columns(); ++output) {
        if (!isDrawn(output))
            continue;
        if (isMark(output))
            paintMark(painter, paneMap, series, output, all[output], theme);
        else
            paintCurve(painter, map, output, all[output], theme);
    }
}

void IndicatorLayer::paintFills(QPainter &painter, const PaneMap &map,
    const std::vector<QColor> &all, const ChartTheme &theme) const
{
    const FillLook &fill = m_setup.fill;
    if (const auto band = edges(); band && fill.isBandFilled) {
        const auto [upper, lower] = *band;
        const QColor usualAbove = isBand() ? all[upper] : theme.up;
        const QColor usualBelow = isBand() ? all[upper] : theme.down;
        const int percent = fill.opacity > 0 ? fill.opacity : isBand() ? 9 : 16;
        paintBetween(painter, map, m_values.column(upper), m_values.column(lower),
            {withOpacity(fill.above.isValid() ? fill.above : usualAbove, percent),
                withOpacity(fill.below.isValid() ? fill.below : usualBelow, percent)});
    }
    const auto levels = levelValues();
    if (!fill.areLevelsFilled || levels.size() < 2)
        return;
    const auto [low, high] = std::ranges::minmax(levels);
    const QColor usual = all.empty() ? theme.level : all.front();
    painter.fillRect(
        QRectF(QPointF(map.rect.left(), map.y(high)), QPointF(map.rect.right(), map.y(low)))
            .intersected(map.rect),
        withOpacity(
            fill.above.isValid() ? fill.above : usual, fill.opacity > 0 ? fill.opacity : 8));
}

void IndicatorLayer::paintLevels(
    QPainter &painter, const PaneMap &map, const ChartTheme &theme) const
{
    const QFont font = axisFont(painter.font());
    const QFontMetricsF metrics(font, painter.device());
    for (const auto &level : levelsOf(m_setup)) {
        const QColor color = level.color.isValid() ? theme.seen(level.color) : theme.level;
        if (level.value < std::min(map.low, map.high) || level.value > std::max(map.low, map.high))
            continue;
        paintHorizontal(painter, map, level.value, color, level.dash);
        if (level.text.isEmpty())
            continue;
        const double width = metrics.horizontalAdvance(level.text);
        const double below = map.y(level.value) + 1;
        const double top = map.y(level.value) - metrics.height();
        painter.setFont(font);
        painter.setPen(level.color.isValid() ? theme.seen(level.color) : theme.mutedText);
        painter.drawText(QPointF(map.rect.right() - width - metrics.averageCharWidth(),
                             (top < map.rect.top() ? below : top) + metrics.ascent()),
            level.text);
    }
}

void IndicatorLayer::paintColumns(QPainter &painter, const PaneMap &map,
    const std::vector<QColor> &all, const ChartTheme &theme) const
{
    for (std::size_t output = 0; output < m_values.columns(); ++output)
        if (plotOf(output) == OutputStyle::Histogram && isDrawn(output))
            paintHistogram(painter, map, m_values.column(output),
                histogramColors(all[output], fallingColor(output, theme), theme));
}

void IndicatorLayer::paintCandles(
    QPainter &painter, const PaneMap &map, const ChartTheme &theme) const
{
    const auto open
        = std::ranges::find(m_info->outputs, LineStyle::Candle, &indicators::OutputInfo::style);
    const auto first = static_cast<std::size_t>(open - m_info->outputs.begin());
    if (first + 3 >= m_values.columns() || !isDrawn(first))
        return;
    paintCandleColumns(painter, map,
        {m_values.column(first), m_values.column(first + 1), m_values.column(first + 2),
            m_values.column(first + 3)},
        theme);
}

void IndicatorLayer::paintCurve(QPainter &painter, const PaneMap &map, std::size_t output,
    const QColor &color, const ChartTheme &theme) const
{
    const auto column = m_values.column(output);
    const auto dense = mixed(color, theme.background, 0.6);
    const LinePen pen{.color = color,
        .dense = dense,
        .width = widthOf(output),
        .dash = lookOf(m_setup, output).dash};
    if (m_info->outputs[output].style == LineStyle::Candle)
        return;
    switch (plotOf(output)) {
    case OutputStyle::Area:
        paintUnder(painter, map, column, withOpacity(color, 22));
        return paintPenLine(painter, map, column, pen);
    case OutputStyle::Line:
        return paintPenLine(painter, map, column, pen);
    case OutputStyle::Dots:
        return paintDots(painter, map, column, color, dense, pen.width);
    case OutputStyle::Steps:
        return paintSteps(painter, map, column, pen);
    default:
        return; // histograms are drawn by then
    }
}

void IndicatorLayer::paintMark(QPainter &painter, const PaneMap &map, const BarSeries &series,
    std::size_t output, const QColor &color, const ChartTheme &theme) const
{
    const auto style = m_info->outputs[output].style;
    const bool isBySign = style == LineStyle::Marker;
    const MarkColors marks = isBySign && !isColorChosen(output)
        ? MarkColors{theme.up, theme.down}
        : MarkColors{color, isBySign ? fallingColor(output, theme) : color};
    paintMarks(painter, map, m_values.column(output).values, series,
        isBySign                              ? MarkPlace::BySign
            : style == LineStyle::MarkerAbove ? MarkPlace::Above
                                              : MarkPlace::Below,
        marks);
}

double IndicatorLayer::distanceTo(
    std::size_t output, const QPointF &point, const PaneMap &map, const BarSeries &series) const
{
    constexpr double far = std::numeric_limits<double>::infinity();
    const auto values = m_values.column(output).values;
    const double at = std::round(map.barAt(point.x()));
    if (at < 0 || at >= static_cast<double>(values.size()))
        return far;
    const auto bar = static_cast<std::size_t>(at);
    const auto place = [&](std::size_t which) {
        return QPointF(map.x(static_cast<double>(which)), map.y(values[which]));
    };
    if (isMark(output)) {
        const auto y = markY(map, values, series, bar, markPlaceOf(m_info->outputs[output].style));
        return y ? std::hypot(point.x() - map.x(at), point.y() - *y) : far;
    }
    if (!std::isfinite(values[bar]))
        return far;
    if (plotOf(output) == OutputStyle::Histogram
        && (point.y() - map.y(0)) * (point.y() - map.y(values[bar])) <= 0)
        return 0;
    double nearest = std::abs(map.y(values[bar]) - point.y());
    if (bar > 0 && std::isfinite(values[bar - 1]))
        nearest = std::min(nearest, distanceToSegment(point, place(bar - 1), place(bar)));
    if (bar + 1 < values.size() && std::isfinite(values[bar + 1]))
        nearest = std::min(nearest, distanceToSegment(point, place(bar), place(bar + 1)));
    return nearest;
}

double IndicatorLayer::distance(
    const QPointF &point, const PaneMap &paneMap, const BarSeries &series) const
{
    double nearest = std::numeric_limits<double>::infinity();
    const PaneMap map = mapOf(paneMap);
    for (std::size_t output = 0; output < m_values.columns(); ++output)
        if (isDrawn(output))
            nearest = std::min(
                nearest, distanceTo(output, point, isMark(output) ? paneMap : map, series));
    return nearest;
}

QString IndicatorLayer::markText(
    const QPointF &point, const PaneMap &map, const BarSeries &series) const
{
    constexpr double reach = 10; // device-independent pixels
    for (std::size_t output = 0; output < m_values.columns(); ++output) {
        if (!isMark(output) || !isDrawn(output) || distanceTo(output, point, map, series) > reach)
            continue;
        const auto bar = static_cast<std::size_t>(std::round(map.barAt(point.x())));
        const double value = m_values.column(output).values[bar];
        const QString name = m_info->outputs.size() == 1
            ? title()
            : QStringLiteral("%1: %2").arg(
                title(), QString::fromStdString(m_info->outputs[output].title));
        if (m_info->outputs[output].style != LineStyle::Marker)
            return name;
        return QStringLiteral("%1\n%2 (%3)")
            .arg(name, value > 0 ? ChartText::tr("rising signal") : ChartText::tr("falling signal"),
                numberText(value, 0));
    }
    return {};
}

} // namespace agora::charts
