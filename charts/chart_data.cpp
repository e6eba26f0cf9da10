#include "charts/chart_data.h"

#include "charts/axes_painter.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr int priceLinePalette = 1; // as blue as the price when that is a line

bool isFinite(const Ohlc &price)
{
    return std::isfinite(price.open) && std::isfinite(price.high) && std::isfinite(price.low)
        && std::isfinite(price.close);
}

bool isSound(const BarSeries &series)
{
    const auto times = series.times();
    const bool isAscending = std::ranges::adjacent_find(times, std::greater_equal()) == times.end();
    const auto areNumbers = [](std::span<const double> values) {
        return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
    };
    return isAscending && areNumbers(series.open()) && areNumbers(series.high())
        && areNumbers(series.low()) && areNumbers(series.close());
}

/// A series that grows is copied each time that its buffer is full, which for a million bars holds
/// the window up: one that becomes long gets room for the longest at once. Memory that is not
/// touched costs nothing.
constexpr std::size_t longSeries = 200'000;
constexpr std::size_t longestSeries = 3'400'000;

void makeRoom(BarSeries &series, std::size_t coming)
{
    const std::size_t count = series.size();
    if (count >= longSeries || count + coming < longSeries)
        return;
    BarSeries roomy(series.symbol(), series.period(), series.side(), longestSeries);
    const auto room = roomy.room(count);
    std::ranges::copy(series.times(), room.times);
    std::ranges::copy(series.open(), room.open);
    std::ranges::copy(series.high(), room.high);
    std::ranges::copy(series.low(), room.low);
    std::ranges::copy(series.close(), room.close);
    std::ranges::copy(series.volume(), room.volume);
    roomy.appended(count);
    series = std::move(roomy);
}

BarSeries withoutUnsoundBars(const BarSeries &series)
{
    BarSeries sound(series.symbol(), series.period(), series.side());
    for (std::size_t back = series.size(); back-- > 0;) {
        const Bar bar = series[back];
        const Ohlc price{bar.open, bar.high, bar.low, bar.close};
        if (isFinite(price) && (sound.empty() || sound[0].time < bar.time))
            sound.apply({.openTime = bar.time,
                .bid = price,
                .ask = price,
                .mid = price,
                .volume = bar.volume,
                .flags = BarComplete});
    }
    return sound;
}

} // namespace

void ChartData::reset(const std::string &symbol, Period period, PriceSide side)
{
    m_series = BarSeries(symbol, period, side);
    for (const PriceSide which : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid})
        m_sides[static_cast<std::size_t>(which)] = BarSeries(symbol, period, which);
    for (auto &comparison : m_comparisons)
        comparison.reset(period, side);
    m_columns.clear();
    m_changedFrom = 0;
}

void ChartData::take(const BarSeries &series)
{
    // A copy, as the owner may go on writing into its own.
    m_series = isSound(series) ? series.snapshot() : withoutUnsoundBars(series);
    for (auto &comparison : m_comparisons)
        comparison.reset(series.period(), series.side());
    for (auto &side : m_sides)
        side.clear(); // the other sides of these bars are not known
    m_columns.clear();
    m_changedFrom = 0;
}

bool ChartData::apply(std::span<const QuoteBar> bars)
{
    bool hasChanged = false;
    if (m_series.empty() && !std::ranges::is_sorted(bars, {}, &QuoteBar::openTime)) {
        std::vector<QuoteBar> sorted(bars.begin(), bars.end());
        std::ranges::stable_sort(sorted, {}, &QuoteBar::openTime);
        return apply(sorted);
    }
    for (const QuoteBar &bar : bars) {
        if (!isFinite(bar.side(m_series.side())))
            continue;
        switch (m_series.apply(bar)) {
        case BarSeries::Change::Ignored:
            continue;
        case BarSeries::Change::Appended:
        case BarSeries::Change::UpdatedNewest:
            m_changedFrom = std::min(m_changedFrom, m_series.size() - 1);
            break;
        case BarSeries::Change::CorrectedOlder:
            m_changedFrom = std::min(m_changedFrom, m_series.indexOf(bar.openTime));
            break;
        }
        applySides(bar);
        hasChanged = true;
    }
    return hasChanged;
}

void ChartData::exchangeStaged()
{
    std::swap(m_series, m_staged.series);
    std::swap(m_sides, m_staged.sides);
    std::swap(m_changedFrom, m_staged.changedFrom);
}

void ChartData::stage(std::span<const QuoteBar> bars, bool begin)
{
    if (begin) {
        const auto &like = m_series;
        m_staged.series = BarSeries(like.symbol(), like.period(), like.side());
        for (const PriceSide which : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid})
            m_staged.sides[static_cast<std::size_t>(which)]
                = BarSeries(like.symbol(), like.period(), which);
        m_staged.changedFrom = 0;
    }
    makeRoom(m_staged.series, bars.size());
    for (auto &side : m_staged.sides)
        makeRoom(side, bars.size());
    exchangeStaged();
    apply(bars);
    exchangeStaged();
}

void ChartData::showStaged()
{
    exchangeStaged();
    m_staged = {};
    m_columns.clear();
    m_changedFrom = 0;
}

void ChartData::applySides(const QuoteBar &bar)
{
    for (auto &side : m_sides) {
        if (side.side() != m_series.side())
            side.apply(bar);
    }
}

indicators::BarColumns ChartData::bars() const
{
    auto columns = indicators::BarColumns::of(m_series);
    for (const auto &side : m_sides) {
        const auto which = static_cast<std::size_t>(side.side());
        if (side.side() != m_series.side() && side.size() == m_series.size())
            columns.sides[which] = {side.open(), side.high(), side.low(), side.close()};
    }
    return columns;
}

std::size_t ChartData::update(const MayGoOn &mayGoOn)
{
    const std::size_t from = std::min(m_changedFrom, m_series.size());
    m_columns.update(m_series, from, style);
    std::size_t first
        = std::min(from, m_indicators.update(bars(), m_series.period(), from, mayGoOn));
    for (auto &comparison : m_comparisons)
        first = std::min(first, comparison.align(m_series.times(), from));
    m_changedFrom = m_series.size();
    return first;
}

Result<QString> ChartData::addIndicator(IndicatorSetup setup)
{
    return m_indicators.add(std::move(setup));
}

Result<void> ChartData::modifyIndicator(const IndicatorSetup &setup)
{
    return m_indicators.modify(setup);
}

Result<void> ChartData::setIndicators(std::vector<IndicatorSetup> setups)
{
    return m_indicators.replace(std::move(setups));
}

bool ChartData::addComparison(const Instrument &other, const QColor &color)
{
    if (other.symbol == m_series.symbol() || findComparison(other.symbol))
        return false;
    m_comparisons.emplace_back(other, color, m_indicators.freePaletteIndex(priceLinePalette));
    m_comparisons.back().reset(m_series.period(), m_series.side());
    reservePalette();
    return true;
}

bool ChartData::removeComparison(const std::string &symbol)
{
    const auto removed = std::erase_if(m_comparisons,
        [&](const Comparison &comparison) { return comparison.instrument().symbol == symbol; });
    reservePalette();
    return removed > 0;
}

Comparison *ChartData::findComparison(const std::string &symbol)
{
    const auto found = std::ranges::find(m_comparisons, symbol,
        [](const Comparison &comparison) { return comparison.instrument().symbol; });
    return found == m_comparisons.end() ? nullptr : &*found;
}

void ChartData::reservePalette()
{
    std::vector<int> indices;
    for (const auto &comparison : m_comparisons)
        indices.push_back(comparison.paletteIndex());
    m_indicators.reservePalette(std::move(indices));
}

std::optional<std::size_t> ChartData::barAt(Timestamp at) const
{
    const std::size_t bar = m_series.indexOf(at);
    return bar < m_series.size() ? std::optional(bar) : std::nullopt;
}

QString ChartData::displaySymbol() const
{
    if (!instrument.base.empty() && !instrument.quote.empty())
        return QString::fromStdString(instrument.base + "/" + instrument.quote);
    return QString::fromStdString(
        instrument.symbol.empty() ? m_series.symbol() : instrument.symbol);
}

Bar ChartData::drawnBar(std::size_t bar) const
{
    Bar drawn = m_series[m_series.size() - 1 - bar];
    if (!isComputedStyle())
        return drawn;
    const BarView bars = m_columns.bars(m_series);
    if (bar < bars.size()) {
        drawn.open = bars.open[bar];
        drawn.high = bars.high[bar];
        drawn.low = bars.low[bar];
        drawn.close = bars.close[bar];
    }
    return drawn;
}

QString ChartData::priceText(double price) const { return numberText(price, instrument.precision); }

int ChartData::decimalsOf(indicators::ValueScale scale) const
{
    switch (scale) {
    case indicators::ValueScale::Price:
        return instrument.precision;
    case indicators::ValueScale::PriceDistance:
        return instrument.precision + 1;
    case indicators::ValueScale::Volume:
        return 0;
    case indicators::ValueScale::Free:
        break;
    }
    return 2;
}

} // namespace agora::charts
