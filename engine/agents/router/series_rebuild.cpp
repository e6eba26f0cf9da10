#include "engine/agents/router/series_rebuild.h"

#include "engine/agents/router/gap_repair.h"
#include "engine/agents/router/venue_history.h"
#include "engine/base/log.h"
#include "engine/market/bar_resampler.h"
#include "engine/model/span_of_bars.h"

#include <algorithm>

namespace agora {

namespace {

constexpr Duration gatherFor = std::chrono::milliseconds(200);
constexpr std::int64_t sourcesAtOnce = 50'000;

/// Bars of one longer period, piece by piece.
class Rebuild {
public:
    Rebuild(MarketStore &store, const RebuildSpec &spec, Period target, bool isHeld)
        : m_store(store)
        , m_spec(spec)
        , m_target(target)
        , m_isHeld(isHeld)
        , m_edges(edgesOf(spec.symbol, target))
    {}

    Result<void> run(TimeRange range, std::vector<QuoteBar> &bars)
    {
        const auto end = std::min(m_edges.firstEdge(range.to), m_edges.at(m_spec.now).open);
        const auto step
            = std::max(spanOfBars(m_spec.source, sourcesAtOnce), m_target.nominal() * 2);
        for (auto at = m_edges.at(range.from).open; at < end;) {
            const auto to = std::min(end, m_edges.firstEdge(at + step));
            if (const auto done = piece({at, to}, bars); !done)
                return done;
            at = to;
        }
        return {};
    }

private:
    Result<void> piece(TimeRange range, std::vector<QuoteBar> &bars)
    {
        auto stored = m_store.bars(m_spec.symbol, m_target, range);
        if (!stored || (stored->empty() && !m_isHeld))
            return stored ? Result<void>() : Result<void>(stored.failure());
        if (m_target == m_spec.source) { // made of nothing, and right as it is stored
            bars.insert(bars.end(), stored->begin(), stored->end());
            return {};
        }
        auto made = make(range);
        if (!made)
            return made.failure();
        return keepChanges(*stored, std::move(*made), bars);
    }

    /// Those whose sources are all known.
    Result<std::vector<QuoteBar>> make(TimeRange range)
    {
        const auto sources = m_store.bars(m_spec.symbol, m_spec.source, range);
        if (!sources)
            return sources.failure();
        const auto missing = m_store.missing(m_spec.symbol, m_spec.source, range);
        if (!missing)
            return missing.failure();
        auto made
            = resample(*sources, m_spec.source, m_target, dayAnchorOf(m_spec.symbol), m_spec.now);
        if (!made)
            return made;
        std::erase_if(*made, [&](const QuoteBar &bar) {
            return !bar.isComplete() || isIncomplete(m_edges.at(bar.openTime), *missing);
        });
        return made;
    }

    bool isIncomplete(BarSpan span, const std::vector<TimeRange> &missing) const
    {
        auto at = std::partition_point(missing.begin(), missing.end(),
            [&](const TimeRange &gap) { return gap.to <= span.open; });
        for (; at != missing.end() && at->from < span.close; ++at) {
            const BarSpan both{std::max(at->from, span.open), std::min(at->to, span.close)};
            if (!openPartsOf(m_spec.symbol, both).empty())
                return true;
        }
        return false;
    }

    Result<void> keepChanges(const std::vector<QuoteBar> &stored, std::vector<QuoteBar> made,
        std::vector<QuoteBar> &bars)
    {
        auto changes = reconciled(stored, made);
        std::vector<QuoteBar> fresh; // not stored: bars of longer periods are made when asked for
        const auto isStored = [&](const QuoteBar &bar) {
            return std::binary_search(stored.begin(), stored.end(), bar, BarRows::less);
        };
        const auto middle = std::stable_partition(changes.begin(), changes.end(), isStored);
        const std::span<const QuoteBar> corrected(
            changes.data(), static_cast<std::size_t>(middle - changes.begin()));
        if (const auto put = m_store.putBars(m_spec.symbol, m_target, corrected); !put)
            return put;
        if (!m_isHeld)
            return {};
        for (auto &bar : made) { // of a stored bar its own version, of which the revision is known
            const auto known = [&](std::span<const QuoteBar> where) -> const QuoteBar * {
                const auto at = std::lower_bound(where.begin(), where.end(), bar, BarRows::less);
                return at != where.end() && at->openTime == bar.openTime ? &*at : nullptr;
            };
            const auto *own = known(corrected) != nullptr ? known(corrected) : known(stored);
            bars.push_back(own != nullptr ? *own : bar);
        }
        return {};
    }

    MarketStore &m_store;
    const RebuildSpec &m_spec;
    Period m_target;
    bool m_isHeld;
    BarEdges m_edges;
};

TimeRange overlap(TimeRange a, TimeRange b)
{
    return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

} // namespace

Result<std::vector<BarBatch>> rebuildSeries(MarketStore &store, const RebuildSpec &spec)
{
    std::vector<BarBatch> batches;
    const auto known = store.periods(spec.symbol);
    if (!known)
        return known.failure();
    for (const auto period : *known) {
        const bool isHeld = std::any_of(spec.held.begin(), spec.held.end(),
            [&](const HeldSeries &held) { return held.period == period; });
        std::vector<QuoteBar> none;
        if (isHeld || period == spec.source || sourcePeriod(period) != spec.source)
            continue;
        if (const auto done = Rebuild(store, spec, period, false).run(spec.range, none); !done)
            return done.failure();
    }
    for (const auto &held : spec.held) {
        if (sourcePeriod(held.period) != spec.source)
            continue;
        auto edges = edgesOf(spec.symbol, held.period);
        const TimeRange whole{edges.at(spec.range.from).open, edges.firstEdge(spec.range.to)};
        const auto range = overlap(whole, held.range);
        BarBatch batch{spec.symbol, held.period, {}};
        if (range.from >= range.to)
            continue;
        if (const auto done = Rebuild(store, spec, held.period, true).run(range, batch.bars); !done)
            return done.failure();
        if (!batch.bars.empty())
            batches.push_back(std::move(batch));
    }
    return batches;
}

SeriesRebuild::SeriesRebuild(agency::Bus &bus, StoreWorker &store, Live live)
    : m_bus(bus), m_store(store), m_live(std::move(live))
{}

SeriesRebuild::~SeriesRebuild()
{
    if (m_isPlanned)
        m_bus.stopTimer(m_timer);
}

void SeriesRebuild::changed(const std::string &symbol, Period period, TimeRange range)
{
    if (range.from >= range.to)
        return;
    auto [at, isNew]
        = m_changes.try_emplace({symbol, period.toString()}, Change{symbol, period, range});
    auto &whole = at->second.range;
    whole = {std::min(whole.from, range.from), std::max(whole.to, range.to)};
    if (std::exchange(m_isPlanned, true))
        return;
    m_timer = m_bus.after(gatherFor, [this] { start(); });
}

void SeriesRebuild::start()
{
    m_isPlanned = false;
    for (const auto &[key, change] : std::exchange(m_changes, {}))
        rebuild(change.symbol, change.source, change.range);
}

void SeriesRebuild::rebuild(const std::string &symbol, Period source, TimeRange range)
{
    RebuildSpec spec{.symbol = symbol,
        .source = source,
        .range = range,
        .now = m_bus.now(),
        .held = m_live.held(symbol)};
    m_store.write(
        [spec = std::move(spec)](MarketStore &store) { return rebuildSeries(store, spec); },
        [this, symbol](Result<std::vector<BarBatch>> batches) {
            if (!batches)
                return logWarning(
                    "bars of " + symbol + " could not be made anew: " + batches.error().message);
            for (auto &batch : *batches)
                m_live.correct(symbol, batch.period, std::move(batch.bars));
        });
}

} // namespace agora
