#include "charts/comparison.h"

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr auto never = std::numeric_limits<std::int64_t>::max();
constexpr auto always = std::numeric_limits<std::int64_t>::min();
constexpr double none = std::numeric_limits<double>::quiet_NaN();

} // namespace

Comparison::Comparison(Instrument instrument, const QColor &color, int paletteIndex)
    : m_instrument(std::move(instrument)), m_color(color), m_paletteIndex(paletteIndex)
{}

QString Comparison::title() const
{
    const bool isPair = !m_instrument.base.empty() && !m_instrument.quote.empty();
    return QString::fromStdString(
        isPair ? m_instrument.base + "/" + m_instrument.quote : m_instrument.symbol);
}

void Comparison::reset(Period period, PriceSide side)
{
    m_series = BarSeries(m_instrument.symbol, period, side);
    m_changedSince = always;
}

void Comparison::apply(std::span<const QuoteBar> bars, bool snapshot)
{
    if (snapshot)
        reset(m_series.period(), m_series.side());
    for (const QuoteBar &bar : bars) {
        if (!std::isfinite(bar.side(m_series.side()).close))
            continue;
        if (m_series.apply(bar) != BarSeries::Change::Ignored)
            m_changedSince = std::min(m_changedSince, toNanos(bar.openTime));
    }
}

std::pair<std::size_t, bool> Comparison::within(
    std::span<const std::int64_t> times, std::size_t bar) const
{
    const Period period = m_series.period();
    const std::int64_t open = times[bar];
    std::int64_t end = bar + 1 < times.size() ? times[bar + 1] : never;
    if (period.isClock() && open < never - period.nominal().count())
        end = std::min(end, open + period.nominal().count());
    const auto own = m_series.times();
    const auto past = static_cast<std::size_t>(std::ranges::lower_bound(own, end) - own.begin());
    return {past, past > 0 && own[past - 1] >= open};
}

std::size_t Comparison::align(std::span<const std::int64_t> times, std::size_t from)
{
    if (m_changedSince != never) { // the bar that holds the change, and what is held after it
        const auto changed = std::ranges::upper_bound(times, m_changedSince) - times.begin();
        from = std::min(from, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, changed - 1)));
    }
    from = std::min(from, m_values.size());
    m_changedSince = never;
    m_values.resize(times.size(), none);
    const auto own = m_series.times();
    const auto closes = m_series.close();
    // A correction of the chart's bar moves the end of the one before.
    const std::size_t begin = from > 0 ? from - 1 : 0;
    for (std::size_t bar = begin; bar < times.size(); ++bar) {
        const auto [past, isThere] = within(times, bar);
        const bool isOver = !own.empty() && own.back() < times[bar];
        m_values[bar] = past == 0 || (isOver && !isThere) ? none : closes[past - 1];
    }
    m_pyramid.update(m_values, m_values, begin);
    return begin;
}

std::optional<double> Comparison::closeAt(
    std::span<const std::int64_t> times, std::size_t bar) const
{
    if (bar >= times.size())
        return std::nullopt;
    const auto [past, isThere] = within(times, bar);
    return isThere ? std::optional(m_series.close()[past - 1]) : std::nullopt;
}

double Comparison::baseOf(std::size_t begin, std::size_t end) const
{
    for (std::size_t bar = begin; bar < std::min(end, m_values.size()); ++bar) {
        if (std::isfinite(m_values[bar]))
            return m_values[bar] > 0 ? m_values[bar] : 0;
    }
    return 0;
}

} // namespace agora::charts
