#include "charts/indicator_layer.h"

#include <algorithm>
#include <cmath>

// What an indicator of a chart is and holds; how it is drawn stands in indicator_layer_paint.cpp.
namespace agora::charts {

using indicators::LineStyle;
using indicators::Pane;

IndicatorLayer::IndicatorLayer(IndicatorSetup setup, const indicators::IndicatorInfo &info,
    IndicatorValues values, int paletteIndex)
    : m_setup(std::move(setup))
    , m_info(&info)
    , m_paletteIndex(paletteIndex)
    , m_values(std::move(values))
{}

Result<IndicatorLayer> IndicatorLayer::make(IndicatorSetup setup, int paletteIndex)
{
    auto parameters = indicators::completed(setup.key, setup.parameters);
    if (!parameters)
        return parameters.failure();
    setup.parameters = *std::move(parameters);
    auto instance = makeInstance(setup);
    if (!instance)
        return instance.failure();
    const auto &info = *indicators::findIndicator(setup.key);
    IndicatorValues values(info, *std::move(instance));
    return IndicatorLayer(std::move(setup), info, std::move(values), paletteIndex);
}

Result<void> IndicatorLayer::change(IndicatorSetup setup)
{
    auto made = make(std::move(setup), m_paletteIndex);
    if (!made)
        return made.failure();
    if (made->m_setup.key != m_setup.key) {
        *this = *std::move(made);
        return {};
    }
    if (!isSameCalculation(made->m_setup, m_setup))
        m_next = std::move(made->m_values);
    m_setup = std::move(made->m_setup);
    return {};
}

std::size_t IndicatorLayer::update(
    const indicators::BarColumns &bars, std::size_t from, const MayGoOn &mayGoOn)
{
    if (m_next) {
        m_next->update(bars, from == 0 ? 0 : bars.size(), mayGoOn);
        if (m_next->isComplete()) {
            m_values = std::move(*m_next);
            m_next.reset();
            return 0;
        }
    }
    return m_values.update(bars, from, mayGoOn);
}

bool IndicatorLayer::hasOwnPane() const
{
    return std::ranges::any_of(
        m_info->outputs, [](const auto &output) { return output.pane == Pane::Own; });
}

std::vector<double> IndicatorLayer::valuesAt(std::size_t bar) const
{
    std::vector<double> values;
    for (std::size_t output = 0; output < m_values.columns(); ++output) {
        const auto column = m_values.column(output).values;
        if (bar >= column.size())
            return {};
        values.push_back(column[bar]);
    }
    return values;
}

bool IndicatorLayer::isColorChosen(std::size_t output) const
{
    return output < m_setup.colors.size() && m_setup.colors[output].isValid();
}

std::vector<QColor> IndicatorLayer::colors(const ChartTheme &theme) const
{
    std::vector<QColor> colors;
    int lines = 0;
    for (std::size_t output = 0; output < m_values.columns(); ++output) {
        if (isColorChosen(output))
            colors.push_back(theme.seen(m_setup.colors[output]));
        else if (m_info->outputs[output].style == LineStyle::Histogram)
            colors.push_back(theme.up);
        else
            colors.push_back(theme.palette[(m_paletteIndex + lines) % theme.palette.size()]);
        if (!isBand()) // a band and its middle share one colour
            ++lines;
    }
    return colors;
}

QColor IndicatorLayer::fallingColor(std::size_t output, const ChartTheme &theme) const
{
    const QColor chosen = lookOf(m_setup, output).fallingColor;
    if (chosen.isValid())
        return theme.seen(chosen);
    return isColorChosen(output) ? theme.seen(m_setup.colors[output]) : theme.down;
}

QColor IndicatorLayer::colorOf(std::size_t output, double value, const ChartTheme &theme) const
{
    if (plotOf(output) == OutputStyle::Histogram && value < 0)
        return fallingColor(output, theme);
    return colors(theme)[output];
}

bool IndicatorLayer::isBand() const { return m_info->outputs.size() <= 3 && edges(); }

std::optional<std::pair<std::size_t, std::size_t>> IndicatorLayer::edges() const
{
    const auto &outputs = m_info->outputs;
    const auto isEdge = [](const auto &output) { return output.style == LineStyle::Band; };
    const auto first = std::ranges::find_if(outputs, isEdge);
    const auto last = std::find_if(outputs.rbegin(), outputs.rend(), isEdge);
    if (first == outputs.end() || &*first == &*last)
        return std::nullopt;
    return std::pair(static_cast<std::size_t>(first - outputs.begin()),
        static_cast<std::size_t>(last.base() - outputs.begin()) - 1);
}

double IndicatorLayer::widthOf(std::size_t output) const
{
    const double wanted = output < m_setup.widths.size() ? m_setup.widths[output] : 0;
    if (wanted > 0)
        return wanted;
    return isBand() ? 1.0 : 1.5; // three lines of full width would drown the candles
}

bool IndicatorLayer::isMark(std::size_t output) const
{
    const auto style = m_info->outputs[output].style;
    return style == LineStyle::Marker || style == LineStyle::MarkerAbove
        || style == LineStyle::MarkerBelow;
}

OutputStyle IndicatorLayer::plotOf(std::size_t output) const
{
    const OutputLook look = lookOf(m_setup, output);
    const auto style = m_info->outputs[output].style;
    if (look.plot != OutputStyle::Usual && style != LineStyle::Candle && !isMark(output))
        return look.plot;
    switch (style) {
    case LineStyle::Line:
    case LineStyle::Band:
        return OutputStyle::Line;
    case LineStyle::Dots:
        return OutputStyle::Dots;
    case LineStyle::Step:
        return OutputStyle::Steps;
    case LineStyle::Histogram:
        return OutputStyle::Histogram;
    case LineStyle::Hidden:
        return OutputStyle::None;
    default:
        return look.plot; // marks and candles are drawn as they are, or not
    }
}

bool IndicatorLayer::isDrawn(std::size_t output) const
{
    return lookOf(m_setup, output).isVisible && plotOf(output) != OutputStyle::None;
}

std::vector<double> IndicatorLayer::levelValues() const
{
    std::vector<double> values;
    for (const auto &level : levelsOf(m_setup))
        values.push_back(level.value);
    return values;
}

Extent IndicatorLayer::extent(std::size_t begin, std::size_t end) const
{
    Extent extent;
    if (m_place.hasOwnScale)
        return extent;
    for (std::size_t output = 0; output < m_values.columns(); ++output) {
        if (!isDrawn(output) || isMark(output))
            continue;
        const auto column = m_values.column(output);
        extent.include(column.extent(begin, end < m_values.bars() ? end : column.values.size()));
        if (plotOf(output) == OutputStyle::Histogram)
            extent.include(0.0);
    }
    return extent;
}

} // namespace agora::charts
