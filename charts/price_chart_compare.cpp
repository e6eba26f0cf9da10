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

QString PriceChart::comparisonAt(const QPoint &position) const
{
    return m_scene->comparisonAt(position);
}

} // namespace agora::charts
