#include "engine/venues/simulated/simulated_market.h"

#include "engine/base/text.h"
#include "engine/market/bar_builder.h"

#include <algorithm>

namespace agora {
namespace {

using Ticks = std::vector<Tick>;

std::pair<Ticks::const_iterator, Ticks::const_iterator> range(
    const Ticks &ticks, Timestamp from, Timestamp to)
{
    const auto isBefore = [](const Tick &tick, Timestamp at) { return tick.time < at; };
    const auto first = std::lower_bound(ticks.begin(), ticks.end(), from, isBefore);
    return {first, std::lower_bound(first, ticks.end(), std::max(from, to), isBefore)};
}

std::vector<QuoteBar> barsOf(
    const Ticks &ticks, Period period, Timestamp from, Timestamp to, const DayAnchor &anchor)
{
    std::vector<QuoteBar> bars;
    const auto keepComplete = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            bars.push_back(bar);
    };
    BarBuilder builder(period, anchor);
    const auto [first, end] = range(ticks, BarEdges(period, anchor).firstEdge(from), to);
    for (auto tick = first; tick != end; ++tick) {
        auto past = *tick;
        past.flags |= TickHistory;
        builder.update(past, keepComplete);
    }
    builder.completeUntil(to, keepComplete);
    if (builder.forming())
        bars.push_back(*builder.forming());
    return bars;
}

} // namespace

SimulatedMarket SimulatedMarket::generated(
    std::uint64_t seed, const std::vector<Instrument> &instruments)
{
    SimulatedMarket market;
    market.m_instruments = instruments;
    for (const auto &instrument : instruments)
        market.m_sources.emplace(instrument.symbol, PriceGenerator(seed, instrument));
    return market;
}

Result<SimulatedMarket> SimulatedMarket::recorded(std::vector<RecordedQuotes> recordings)
{
    SimulatedMarket market;
    market.m_isRecorded = true;
    for (auto &recording : recordings) {
        const auto *instrument = findInstrument(recording.symbol);
        if (!instrument)
            return fail("recorded symbol “" + recording.symbol + "” is not a known instrument");
        if (recording.ticks.empty())
            return fail("the recording of " + recording.symbol + " has no ticks");
        if (!market.m_sources.emplace(recording.symbol, std::move(recording.ticks)).second)
            return fail("there are two recordings of " + recording.symbol);
        market.m_instruments.push_back(*instrument);
    }
    if (market.m_instruments.empty())
        return fail("there is no recording to replay");
    return market;
}

std::optional<BarSpan> SimulatedMarket::recordedSpan() const
{
    std::optional<BarSpan> span;
    for (const auto &[symbol, source] : m_sources) {
        const auto *ticks = std::get_if<Recording>(&source);
        if (!ticks)
            continue;
        const BarSpan own{ticks->front().time, ticks->back().time};
        span = span ? BarSpan{std::min(span->open, own.open), std::max(span->close, own.close)}
                    : own;
    }
    return span;
}

Result<SimulatedMarket::Source *> SimulatedMarket::sourceOf(const std::string &symbol)
{
    if (const auto found = m_sources.find(symbol); found != m_sources.end())
        return &found->second;
    std::vector<std::string> symbols;
    for (const auto &instrument : m_instruments)
        symbols.push_back(instrument.symbol);
    return fail(
        "the simulated venue has no instrument “" + symbol + "”" + suggestion(symbol, symbols));
}

Result<std::vector<Tick>> SimulatedMarket::ticks(
    const std::string &symbol, Timestamp from, Timestamp to)
{
    const auto source = sourceOf(symbol);
    if (!source)
        return source.failure();
    if (auto *generator = std::get_if<PriceGenerator>(*source))
        return generator->ticks(from, to);
    const auto [first, end] = range(std::get<Recording>(**source), from, to);
    return std::vector<Tick>(first, end);
}

std::optional<Tick> SimulatedMarket::lastTick(const std::string &symbol, Timestamp atOrBefore)
{
    const auto source = sourceOf(symbol);
    if (!source)
        return std::nullopt;
    if (auto *generator = std::get_if<PriceGenerator>(*source))
        return generator->lastTickAtOrBefore(atOrBefore);
    const auto &ticks = std::get<Recording>(**source);
    const auto next = std::upper_bound(ticks.begin(), ticks.end(), atOrBefore,
        [](Timestamp at, const Tick &tick) { return at < tick.time; });
    return next == ticks.begin() ? std::nullopt : std::optional(*(next - 1));
}

const std::array<Period, 3> &SimulatedMarket::nativePeriods()
{
    static const std::array periods{Period::minutes(1), Period::hours(1), Period::day()};
    return periods;
}

Result<std::vector<QuoteBar>> SimulatedMarket::history(
    const std::string &symbol, Period period, Timestamp from, Timestamp to, Timestamp now)
{
    const auto source = sourceOf(symbol);
    if (!source)
        return source.failure();
    const auto &native = nativePeriods();
    if (std::find(native.begin(), native.end(), period) == native.end())
        return fail("the simulated venue has bars of M1, H1 and D, not of " + period.toString());
    if (from >= to)
        return std::vector<QuoteBar>();
    const auto instrument = std::find_if(m_instruments.begin(), m_instruments.end(),
        [&](const Instrument &one) { return one.symbol == symbol; });
    const auto &anchor = instrument->dayAnchor; // it has a source: it is there
    // A bar that opens before `to` is built to its own end, as far as that is known by now.
    const auto lastClose = BarEdges(period, anchor).at(to - Duration(1)).close;
    const auto until = std::min(lastClose, now + Duration(1));
    if (auto *generator = std::get_if<PriceGenerator>(*source))
        return generator->bars(period, from, until, anchor);
    return barsOf(std::get<Recording>(**source), period, from, until, anchor);
}

} // namespace agora
