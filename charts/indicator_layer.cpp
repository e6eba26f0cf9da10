#include "charts/indicator_layer.h"

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
    auto instance = indicators::make(setup.key, *parameters, setup.input);
    if (!instance)
        return instance.failure();
    IndicatorLayer layer;
    layer.m_info = indicators::findIndicator(setup.key);
    layer.m_setup = std::move(setup);
    layer.m_setup.parameters = *std::move(parameters);
    layer.m_paletteIndex = paletteIndex;
    layer.m_fresh = *std::move(instance);
    layer.m_instance = layer.m_fresh->clone();
    layer.m_columns.resize(layer.m_info->outputs.size());
    return layer;
}

void IndicatorLayer::update(const BarSeries &series, std::size_t from)
{
    const std::size_t count = series.size();
    if (from < m_taken || count < m_taken) { // a bar already taken in was corrected
        m_instance = m_fresh->clone();
        m_taken = 0;
    }
    const std::size_t firstChanged = m_taken;
    for (auto &column : m_columns)
        column.values.resize(count, std::numeric_limits<double>::quiet_NaN());
    for (; m_taken + 1 < count; ++m_taken)
        write(m_taken, m_instance->update(series[count - 1 - m_taken]));
    if (count > 0)
        write(count - 1, m_instance->preview(series[0]));
    for (auto &column : m_columns)
        column.pyramid.update(column.values, column.values, firstChanged);
}

void IndicatorLayer::write(std::size_t bar, std::span<const double> values)
{
    for (std::size_t output = 0; output < m_columns.size(); ++output)
        m_columns[output].values[bar] = values[output];
}

bool IndicatorLayer::hasOwnPane() const
{
    return std::ranges::any_of(
        m_info->outputs, [](const auto &output) { return output.pane == Pane::Own; });
}

QString IndicatorLayer::title() const
{
    return QString::fromStdString(indicators::describe(*m_info, m_setup.parameters, m_setup.input));
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
        const bool isOfBand = std::ranges::any_of(
            m_info->outputs, [](const auto &o) { return o.style == LineStyle::Band; });
        if (!isOfBand) // a band and its middle share one colour
            ++lines;
    }
    return colors;
}

double IndicatorLayer::widthOf(std::size_t output) const
{
    const double wanted = output < m_setup.widths.size() ? m_setup.widths[output] : 0;
    if (wanted > 0)
        return wanted;
    const bool isOfBand = std::ranges::any_of(
        m_info->outputs, [](const auto &o) { return o.style == LineStyle::Band; });
    return isOfBand ? 1.0 : 1.5; // three lines of full width would drown the candles
}

Extent IndicatorLayer::extent(std::size_t begin, std::size_t end) const
{
    Extent extent;
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        extent.include(m_columns[output].view().extent(begin, end));
        if (m_info->outputs[output].style == LineStyle::Histogram)
            extent.include(0.0);
    }
    return extent;
}

void IndicatorLayer::paint(QPainter &painter, const PaneMap &map, const ChartTheme &theme) const
{
    const auto all = colors(theme);
    const auto isBand = [](const auto &output) { return output.style == LineStyle::Band; };
    const auto &outputs = m_info->outputs;
    const auto firstEdge = std::ranges::find_if(outputs, isBand);
    const auto lastEdge = std::find_if(outputs.rbegin(), outputs.rend(), isBand);
    if (firstEdge != outputs.end() && &*firstEdge != &*lastEdge) {
        const auto upper = static_cast<std::size_t>(firstEdge - outputs.begin());
        const auto lower = static_cast<std::size_t>(lastEdge.base() - outputs.begin()) - 1;
        paintArea(painter, map, m_columns[upper].view(), m_columns[lower].view(), all[upper]);
    }
    // Histograms first, so that lines stay visible over them.
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const bool isChosen = output < m_setup.colors.size() && m_setup.colors[output].isValid();
        if (outputs[output].style == LineStyle::Histogram)
            paintHistogram(painter, map, m_columns[output].view(),
                histogramColors(all[output], isChosen ? all[output] : theme.down, theme));
    }
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        if (outputs[output].style != LineStyle::Histogram)
            paintLine(painter, map, m_columns[output].view(), all[output],
                mixed(all[output], theme.background, 0.6), widthOf(output));
    }
}

double IndicatorLayer::distance(const QPointF &point, const PaneMap &map) const
{
    double nearest = std::numeric_limits<double>::infinity();
    const double bar = std::round(map.barAt(point.x()));
    if (bar < 0)
        return nearest;
    for (const double value : valuesAt(static_cast<std::size_t>(bar))) {
        if (std::isfinite(value))
            nearest = std::min(nearest, std::abs(map.y(value) - point.y()));
    }
    return nearest;
}

} // namespace agora::charts
