#include "charts/chart_scene.h"
#include "charts/price_chart.h"

// Other symbols over the price of a chart.
namespace agora::charts {

using Change = ChartScene::Change;

bool PriceChart::addComparison(const Instrument &instrument, const QColor &color)
{
    if (!m_scene->data.addComparison(instrument, color))
        return false;
    if (m_scene->data.comparisons().size() == 1) { // prices of two symbols have no common scale
        m_scene->kindBeforeComparison = scaleKind();
        setScaleKind(ScaleKind::Percent);
    }
    m_scene->mark(Change::All);
    emit comparisonsChanged();
    return true;
}

void PriceChart::applyComparisonBars(
    const std::string &symbol, std::span<const QuoteBar> bars, bool snapshot)
{
    if (auto *comparison = m_scene->data.findComparison(symbol)) {
        comparison->apply(bars, snapshot);
        m_scene->mark(Change::Bars);
    }
}

bool PriceChart::removeComparison(const std::string &symbol)
{
    if (!m_scene->data.removeComparison(symbol))
        return false;
    if (m_scene->data.comparisons().empty() && scaleKind() == ScaleKind::Percent)
        setScaleKind(m_scene->kindBeforeComparison);
    m_scene->mark(Change::All);
    emit comparisonsChanged();
    return true;
}

void PriceChart::clearComparisons()
{
    for (const auto &comparison : comparisons())
        removeComparison(comparison.instrument.symbol);
}

std::vector<ComparedSymbol> PriceChart::comparisons() const
{
    std::vector<ComparedSymbol> all;
    for (const auto &comparison : m_scene->data.comparisons())
        all.push_back({comparison.instrument(), m_scene->colorOf(comparison)});
    return all;
}

std::vector<ComparedValue> PriceChart::comparisonValues(std::size_t bar) const
{
    m_scene->data.update();
    const auto times = series().times();
    const bool isPercent = scaleKind() == ScaleKind::Percent;
    const auto [begin, end] = m_scene->frame(0).map.barsInView(times.size());
    std::vector<ComparedValue> values;
    for (const auto &comparison : m_scene->data.comparisons()) {
        ComparedValue value{.instrument = comparison.instrument(),
            .color = m_scene->colorOf(comparison),
            .close = comparison.closeAt(times, bar),
            .percent = std::nullopt};
        if (const double base = comparison.baseOf(begin, end); isPercent && value.close && base > 0)
            value.percent = 100 * (*value.close / base - 1);
        values.push_back(std::move(value));
    }
    return values;
}

std::optional<double> PriceChart::percentAt(std::size_t bar) const
{
    const auto closes = series().close();
    const auto [begin, end] = m_scene->frame(0).map.barsInView(closes.size());
    const bool isKnown = scaleKind() == ScaleKind::Percent && bar < closes.size()
        && begin < closes.size() && closes[begin] > 0;
    return isKnown ? std::optional(100 * (closes[bar] / closes[begin] - 1)) : std::nullopt;
}

QString PriceChart::comparisonAt(const QPoint &position) const
{
    return m_scene->comparisonAt(position);
}

} // namespace agora::charts
