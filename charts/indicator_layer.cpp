#include "charts/indicator_layer.h"

#include "charts/output_painter.h"

#include "indicators/formula.h"

#include <algorithm>
#include <limits>

namespace agora::charts {

using indicators::LineStyle;
using indicators::Pane;

namespace {

HistogramColors histogramColors(
    const QColor &positive, const QColor &negative, const ChartTheme &theme)
{
    const auto tint
        = [&](const QColor &color, double share) { return mixed(color, theme.background, share); };
    return {tint(positive, 0.82), tint(negative, 0.82), tint(positive, 0.43), tint(negative, 0.43)};
}

} // namespace

Result<IndicatorLayer> IndicatorLayer::make(IndicatorSetup setup, int paletteIndex)
{
    auto parameters = indicators::completed(setup.key, setup.parameters);
    if (!parameters)
        return parameters.failure();
    setup.parameters = *std::move(parameters);
    auto instance = makeInstance(setup);
    if (!instance)
        return instance.failure();
    IndicatorLayer layer;
    layer.m_info = indicators::findIndicator(setup.key);
    layer.m_setup = std::move(setup);
    layer.m_paletteIndex = paletteIndex;
    layer.m_fresh = *std::move(instance);
    layer.m_instance = layer.m_fresh->clone();
    layer.m_columns.resize(layer.m_info->outputs.size());
    return layer;
}

void IndicatorLayer::update(const indicators::BarColumns &bars, std::size_t from)
{
    const std::size_t count = bars.size();
    if (from < m_taken || count < m_taken) { // a bar already taken in was corrected
        m_instance = m_fresh->clone();
        m_taken = 0;
    }
    int earliest = 0;
    for (const auto &output : m_info->outputs)
        earliest = std::min(earliest, output.shift);
    const auto back = static_cast<std::size_t>(-earliest);
    const std::size_t firstChanged = m_taken > back ? m_taken - back : 0;
    resize(count);
    for (; m_taken + 1 < count; ++m_taken) {
        const Bar bar = bars[m_taken];
        const QuoteBar quotes = bars.quotes(m_taken);
        write(m_taken, m_instance->update({bar, quotes}));
    }
    if (count > 0) {
        const Bar bar = bars[count - 1];
        const QuoteBar quotes = bars.quotes(count - 1);
        write(count - 1, m_instance->preview({bar, quotes}));
    }
    for (auto &column : m_columns)
        column.pyramid.update(column.values, column.values, firstChanged);
}

void IndicatorLayer::resize(std::size_t bars)
{
    m_count = bars;
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const int shift = m_info->outputs[output].shift;
        const std::size_t ahead = bars > 0 ? static_cast<std::size_t>(std::max(shift, 0)) : 0;
        m_columns[output].values.resize(bars + ahead, std::numeric_limits<double>::quiet_NaN());
    }
}

void IndicatorLayer::write(std::size_t bar, std::span<const double> values)
{
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const auto place = static_cast<std::int64_t>(bar) + m_info->outputs[output].shift;
        if (place >= 0)
            m_columns[output].values[static_cast<std::size_t>(place)] = values[output];
    }
}

bool IndicatorLayer::hasOwnPane() const
{
    return std::ranges::any_of(
        m_info->outputs, [](const auto &output) { return output.pane == Pane::Own; });
}

QString IndicatorLayer::title() const
{
    return QString::fromStdString(
        indicators::describe(*m_info, m_setup.parameters, m_setup.input, m_setup.secondInput));
}

std::vector<double> IndicatorLayer::valuesAt(std::size_t bar) const
{
    std::vector<double> values;
    for (const auto &column : m_columns) {
        if (bar >= column.values.size())
            return {};
        values.push_back(column.values[bar]);
    }
    return values;
}

std::vector<QColor> IndicatorLayer::colors(const ChartTheme &theme) const
{
    std::vector<QColor> colors;
    int lines = 0;
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const auto style = m_info->outputs[output].style;
        const bool isChosen = output < m_setup.colors.size() && m_setup.colors[output].isValid();
        if (isChosen)
            colors.push_back(m_setup.colors[output]);
        else if (style == LineStyle::Histogram)
            colors.push_back(theme.up);
        else
            colors.push_back(theme.palette[(m_paletteIndex + lines) % theme.palette.size()]);
        if (!isBand()) // a band and its middle share one colour
            ++lines;
    }
    return colors;
}

bool IndicatorLayer::isBand() const { return m_info->outputs.size() <= 3 && find(LineStyle::Band); }

double IndicatorLayer::widthOf(std::size_t output) const
{
    const double wanted = output < m_setup.widths.size() ? m_setup.widths[output] : 0;
    if (wanted > 0)
        return wanted;
    return isBand() ? 1.0 : 1.5; // three lines of full width would drown the candles
}

bool IndicatorLayer::isCurve(std::size_t output) const
{
    switch (m_info->outputs[output].style) {
    case LineStyle::Marker:
    case LineStyle::MarkerAbove:
    case LineStyle::MarkerBelow:
    case LineStyle::Hidden:
        return false;
    default:
        return true;
    }
}

std::optional<std::size_t> IndicatorLayer::find(LineStyle style) const
{
    const auto found = std::ranges::find(m_info->outputs, style, &indicators::OutputInfo::style);
    if (found == m_info->outputs.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_info->outputs.begin());
}

Extent IndicatorLayer::extent(std::size_t begin, std::size_t end) const
{
    Extent extent;
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        if (!isCurve(output))
            continue;
        const auto &column = m_columns[output];
        extent.include(column.view().extent(begin, end < m_count ? end : column.values.size()));
        if (m_info->outputs[output].style == LineStyle::Histogram)
            extent.include(0.0);
    }
    return extent;
}

void IndicatorLayer::paint(
    QPainter &painter, const PaneMap &map, const BarSeries &series, const ChartTheme &theme) const
{
    const auto all = colors(theme);
    const auto isBand = [](const auto &output) { return output.style == LineStyle::Band; };
    const auto &outputs = m_info->outputs;
    const auto lastEdge = std::find_if(outputs.rbegin(), outputs.rend(), isBand);
    if (const auto upper = find(LineStyle::Band); upper && &outputs[*upper] != &*lastEdge) {
        const auto lower = static_cast<std::size_t>(lastEdge.base() - outputs.begin()) - 1;
        paintArea(painter, map, m_columns[*upper].view(), m_columns[lower].view(), all[*upper]);
    }
    paintHistograms(painter, map, all, theme); // first, so that lines stay visible over them
    if (const auto open = find(LineStyle::Candle); open && *open + 3 < m_columns.size())
        paintCandleColumns(painter, map,
            {m_columns[*open].view(), m_columns[*open + 1].view(), m_columns[*open + 2].view(),
                m_columns[*open + 3].view()},
            theme);
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        if (isCurve(output))
            paintCurve(painter, map, output, all[output], theme);
        else
            paintMark(painter, map, series, output, all[output], theme);
    }
}

void IndicatorLayer::paintHistograms(QPainter &painter, const PaneMap &map,
    const std::vector<QColor> &all, const ChartTheme &theme) const
{
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const bool isChosen = output < m_setup.colors.size() && m_setup.colors[output].isValid();
        if (m_info->outputs[output].style == LineStyle::Histogram)
            paintHistogram(painter, map, m_columns[output].view(),
                histogramColors(all[output], isChosen ? all[output] : theme.down, theme));
    }
}

void IndicatorLayer::paintCurve(QPainter &painter, const PaneMap &map, std::size_t output,
    const QColor &color, const ChartTheme &theme) const
{
    const auto column = m_columns[output].view();
    const auto dense = mixed(color, theme.background, 0.6);
    const double width = widthOf(output);
    switch (m_info->outputs[output].style) {
    case LineStyle::Line:
    case LineStyle::Band:
        return paintLine(painter, map, column, color, dense, width);
    case LineStyle::Dots:
        return paintDots(painter, map, column, color, dense, width);
    case LineStyle::Step:
        return paintSteps(painter, map, column, color, dense, width);
    default:
        return; // histograms and candles are drawn by then
    }
}

void IndicatorLayer::paintMark(QPainter &painter, const PaneMap &map, const BarSeries &series,
    std::size_t output, const QColor &color, const ChartTheme &theme) const
{
    const auto style = m_info->outputs[output].style;
    if (style == LineStyle::Hidden)
        return;
    const bool isChosen = output < m_setup.colors.size() && m_setup.colors[output].isValid();
    const bool isBySign = style == LineStyle::Marker;
    const MarkColors marks
        = isBySign && !isChosen ? MarkColors{theme.up, theme.down} : MarkColors{color, color};
    paintMarks(painter, map, m_columns[output].values, series,
        isBySign                              ? MarkPlace::BySign
            : style == LineStyle::MarkerAbove ? MarkPlace::Above
                                              : MarkPlace::Below,
        marks);
}

double IndicatorLayer::distance(const QPointF &point, const PaneMap &map) const
{
    double nearest = std::numeric_limits<double>::infinity();
    const double bar = std::round(map.barAt(point.x()));
    if (bar < 0)
        return nearest;
    const auto values = valuesAt(static_cast<std::size_t>(bar));
    for (std::size_t output = 0; output < values.size(); ++output) {
        if (isCurve(output) && std::isfinite(values[output]))
            nearest = std::min(nearest, std::abs(map.y(values[output]) - point.y()));
    }
    return nearest;
}

} // namespace agora::charts
