#include "charts/axes_painter.h"
#include "charts/chart_text.h"
#include "charts/legend.h"

// What the legend says of an indicator: name, values, and why there are none.
namespace agora::charts {
namespace {

/// Why it shows nothing now; empty when it does.
QString stateOf(const IndicatorLayer &layer)
{
    if (!layer.setup().isVisible)
        return ChartText::tr("hidden");
    if (!layer.place().isShown)
        return ChartText::tr("not on this period");
    return {};
}

void addValues(LegendRow &row, const ChartData &data, const IndicatorLayer &layer,
    std::optional<std::size_t> bar, const ChartTheme &theme)
{
    const auto values = bar ? layer.valuesAt(*bar) : std::vector<double>();
    const int decimals = data.decimalsOf(layer.info().scale);
    for (std::size_t output = 0; output < values.size(); ++output) {
        if (!layer.isDrawn(output))
            continue;
        const QString text = std::isfinite(values[output]) ? numberText(values[output], decimals)
                                                           : QStringLiteral("–");
        row.spans.push_back({text, layer.colorOf(output, values[output], theme)});
    }
}

} // namespace

LegendRow indicatorLegend(const ChartData &data, const IndicatorLayer &layer,
    std::optional<std::size_t> bar, const ChartTheme &theme)
{
    LegendRow row;
    row.indicatorId = layer.setup().id;
    const QString state = stateOf(layer);
    if (!state.isEmpty()) {
        const QColor faded = mixed(theme.mutedText, theme.background, 0.6);
        row.spans.push_back({layer.title(), faded});
        row.spans.push_back({state, faded});
        return row;
    }
    row.spans.push_back({layer.title(), theme.mutedText});
    const auto bars = static_cast<int>(std::min<std::size_t>(layer.bars(), 1'000'000'000));
    if (layer.isCalculating())
        row.spans.push_back(
            {ChartText::tr("calculating %1 %").arg(qRound(100 * layer.progress())), theme.warning});
    else if (bars > 0 && bars < layer.warmUp())
        row.spans.push_back({ChartText::tr("needs %1 bars, there are %2")
                                 .arg(QString::number(layer.warmUp()), QString::number(bars)),
            theme.warning});
    else
        addValues(row, data, layer, bar, theme);
    return row;
}

} // namespace agora::charts
