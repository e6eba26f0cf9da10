#include "engine/agents/router/live_series.h"

#include "engine/agents/router/symbol_time.h"

#include <algorithm>

namespace agora {

namespace {
std::variant<BarBuilder, ActivityBarBuilder> makeBuilder(const std::string &symbol, Period period)
{
    if (period.isClock())
        return BarBuilder(period, dayAnchorOf(symbol));
    const auto *instrument = findInstrument(symbol);
    return ActivityBarBuilder(
        period, instrument != nullptr ? instrument->point() : 1e-5, dayAnchorOf(symbol));
}
} // namespace

LiveSeries::LiveSeries(std::string symbol, Period period)
    : m_symbol(std::move(symbol)), m_period(period), m_builder(makeBuilder(m_symbol, period))
{}

const std::optional<QuoteBar> &LiveSeries::forming() const
{
    return std::visit(
        [](const auto &builder) -> const std::optional<QuoteBar> & { return builder.forming(); },
        m_builder);
}

std::optional<Timestamp> LiveSeries::closeTime() const
{
    return std::visit([](const auto &builder) { return builder.closeTime(); }, m_builder);
}

void LiveSeries::keepFor(std::size_t depth)
{
    m_kept = std::clamp(2 * std::min(depth, most), fewest, most);
}

void LiveSeries::take(const Tick &tick, const Emit &emit)
{
    if (m_isReady)
        build(tick, emit);
    else
        m_waiting.push_back(tick);
}

void LiveSeries::build(const Tick &tick, const Emit &emit)
{
    const auto keep = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            m_bars.push(bar, m_kept);
        emit(bar);
    };
    std::visit([&](auto &builder) { builder.update(tick, keep); }, m_builder);
    trim();
}

void LiveSeries::trim()
{
    if (m_bars.size() <= m_kept)
        return;
    const auto count = m_bars.size() - m_kept;
    m_trimmedTo = m_bars.all()[count - 1].openTime;
    m_bars.dropFirst(count);
}

bool LiveSeries::takeAll(std::span<const Tick> ticks, std::vector<QuoteBar> &closed)
{
    if (!m_isReady) {
        m_waiting.insert(m_waiting.end(), ticks.begin(), ticks.end());
        return false;
    }
    std::visit(
        [&](auto &builder) {
            const auto keep = [&](const QuoteBar &bar) {
                if (!bar.isComplete())
                    return;
                m_bars.push(bar, m_kept);
                closed.push_back(bar);
            };
            for (const auto &tick : ticks)
                builder.update(tick, keep);
        },
        m_builder);
    trim();
    return true;
}

void LiveSeries::completeUntil(Timestamp now, const Emit &emit)
{
    const auto keep = [&](const QuoteBar &bar) {
        m_bars.push(bar, m_kept);
        emit(bar);
    };
    std::visit([&](auto &builder) { builder.completeUntil(now, keep); }, m_builder);
    trim();
}

void LiveSeries::begin(std::vector<QuoteBar> bars, Timestamp barsEnd, const std::vector<Tick> &tail,
    Timestamp asOf, std::uint64_t asOfNumber, const Emit &emit)
{
    std::optional<QuoteBar> forming;
    if (!bars.empty() && !bars.back().isComplete()) {
        forming = bars.back();
        bars.pop_back();
    }
    if (bars.size() > m_kept)
        m_trimmedTo = bars[bars.size() - m_kept - 1].openTime;
    m_bars.assign(std::move(bars), m_kept);
    if (forming)
        std::get<BarBuilder>(m_builder).resume(*forming, barsEnd); // R13 has no bars but from ticks
    m_isReady = true;
    const auto isNew = [&](const Tick &tick) {
        return tick.time > asOf || (tick.time == asOf && tick.number > asOfNumber);
    };
    for (const auto &tick : tail) {
        if (!isNew(tick))
            build(tick, emit);
    }
    for (const auto &tick : std::exchange(m_waiting, {})) {
        if (isNew(tick))
            build(tick, emit);
    }
}

void LiveSeries::prepend(const LiveSeries &older)
{
    const auto first = !m_bars.empty() ? m_bars.all().front().openTime
        : forming()                    ? forming()->openTime
                                       : Timestamp::max();
    const auto bars = older.completed().first(older.indexAt(first));
    const auto room = m_kept - std::min(m_kept, m_bars.size());
    m_bars.insert(0, bars.last(std::min(room, bars.size())));
}

bool LiveSeries::correct(const QuoteBar &bar)
{
    const auto at = indexAt(bar.openTime);
    if (at < m_bars.size() && m_bars.at(at).openTime == bar.openTime) {
        if (bar.revision <= m_bars.at(at).revision)
            return false;
        m_bars.at(at) = bar;
        return true;
    }
    const bool isAfterLast = at == m_bars.size();
    if (at == 0 || (isAfterLast && forming() && bar.openTime >= forming()->openTime))
        return false;
    m_bars.insert(at, std::span(&bar, 1));
    trim();
    return true;
}

std::size_t LiveSeries::indexAt(Timestamp at) const
{
    const auto bars = m_bars.all();
    const auto found = std::lower_bound(bars.begin(), bars.end(), at,
        [](const QuoteBar &bar, Timestamp time) { return bar.openTime < time; });
    return static_cast<std::size_t>(found - bars.begin());
}

std::vector<QuoteBar> LiveSeries::last(std::size_t count, bool withForming) const
{
    const auto newest = m_bars.all().last(std::min(count, m_bars.size()));
    std::vector<QuoteBar> bars(newest.begin(), newest.end());
    if (withForming && forming())
        bars.push_back(*forming());
    return bars;
}

} // namespace agora
