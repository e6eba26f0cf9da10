#include "engine/agents/router/venue_history.h"

#include "engine/model/bar_edges.h"
#include "engine/model/span_of_bars.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <cmath>

namespace agora {

namespace {

constexpr Duration requestLimit = std::chrono::seconds(60);
/// A venue may need a moment until it has the bar of the time that has just passed.
constexpr std::int64_t barsUnderWay = 2;

bool isSame(double a, double b)
{
    constexpr double lastDigits = 1e-11; // of an addition in another order; no venue quotes so fine
    return std::abs(a - b) <= lastDigits * std::max({1.0, std::abs(a), std::abs(b)});
}

bool isSame(const Ohlc &a, const Ohlc &b)
{
    return isSame(a.open, b.open) && isSame(a.high, b.high) && isSame(a.low, b.low)
        && isSame(a.close, b.close);
}

/// Up to where the venue has now said what it has.
Timestamp knownTo(const BarBatch &bars, TimeRange range, Timestamp asOf)
{
    auto edges = edgesOf(bars.symbol, bars.period);
    const auto certain = edges.at(asOf - bars.period.nominal() * barsUnderWay).open;
    const auto seen = bars.bars.empty() ? range.from : edges.at(bars.bars.back().openTime).close;
    // What opened and was not over at asOf is still to come.
    const auto end = std::min(range.to, edges.at(asOf).open);
    return std::max(range.from, std::min(end, std::max(certain, seen)));
}

struct Put {
    std::uint64_t added = 0;
    std::uint64_t corrected = 0;
    TimeRange changed{};
};

Result<Put> putVenueBars(MarketStore &store, const BarBatch &bars, TimeRange known)
{
    Put put;
    if (!bars.bars.empty()) {
        const TimeRange span{bars.bars.front().openTime, bars.bars.back().openTime + Duration{1}};
        const auto present = store.bars(bars.symbol, bars.period, span);
        if (!present)
            return present.failure();
        const auto changes = reconciled(*present, bars.bars);
        if (const auto stored = store.putBars(bars.symbol, bars.period, changes); !stored)
            return stored.failure();
        put.corrected = static_cast<std::uint64_t>(
            std::count_if(changes.begin(), changes.end(), [&](const QuoteBar &bar) {
                return std::binary_search(present->begin(), present->end(), bar,
                    [](const QuoteBar &a, const QuoteBar &b) { return a.openTime < b.openTime; });
            }));
        put.added = changes.size() - put.corrected;
        if (!changes.empty())
            put.changed = {changes.front().openTime, changes.back().openTime + Duration{1}};
    }
    if (const auto covered = store.addCoverage(bars.symbol, bars.period, known); !covered)
        return covered.failure();
    return put;
}

} // namespace

bool hasSameContent(const QuoteBar &a, const QuoteBar &b)
{
    const bool isMidComparable = ((a.flags ^ b.flags) & BarMidApproximate) == 0;
    return isSame(a.bid, b.bid) && isSame(a.ask, b.ask)
        && (!isMidComparable || isSame(a.mid, b.mid))
        && (isSame(a.volume, b.volume) || a.volume <= 0 || b.volume <= 0);
}

std::vector<QuoteBar> reconciled(std::span<const QuoteBar> known, std::span<const QuoteBar> venue)
{
    std::vector<QuoteBar> changes;
    auto old = known.begin();
    for (auto bar : venue) {
        while (old != known.end() && old->openTime < bar.openTime)
            ++old;
        if (old == known.end() || old->openTime != bar.openTime) {
            changes.push_back(bar);
            continue;
        }
        if (hasSameContent(*old, bar))
            continue;
        bar.revision = static_cast<std::uint16_t>(std::max<int>(bar.revision, old->revision + 1));
        bar.flags = static_cast<std::uint8_t>(bar.flags | BarCorrected);
        changes.push_back(bar);
    }
    return changes;
}

std::vector<TimeRange> VenueHistory::pieces(
    std::span<const TimeRange> ranges, BarEdges edges, std::int64_t bars)
{
    std::vector<TimeRange> cut;
    const auto step = spanOfBars(edges.period(), bars);
    for (const auto &range : ranges) {
        const auto end = edges.firstEdge(range.to);
        for (auto at = edges.at(range.from).open; at < end;) {
            const auto to = std::max(edges.at(std::min(end, at + step)).open, edges.at(at).close);
            cut.push_back({at, to});
            at = to;
        }
    }
    return cut;
}

void VenueHistory::fetch(const std::string &symbol, Period period, TimeRange range, Timestamp asOf,
    std::uint64_t asOfNumber, Done done, Need need)
{
    const protocol::HistoryRequest request{.symbol = symbol,
        .period = period,
        .from = range.from,
        .to = range.to,
        .asOfTime = asOf,
        .asOfNumber = asOfNumber,
        .wantTail = false};
    m_bus.request("feeder", "history", protocol::encode(request), requestLimit,
        [this, symbol, range, asOf, period, need, done = std::move(done)](
            const Result<agency::Bytes> &reply) {
            auto history = reply ? protocol::decode<protocol::HistoryReply>(*reply)
                                 : Result<protocol::HistoryReply>(reply.failure());
            if (!history)
                return done(history.failure());
            BarBatch bars{symbol, period, std::move(history->bars.bars)};
            std::erase_if(bars.bars, [](const QuoteBar &bar) { return !bar.isComplete(); });
            const auto known = knownTo(bars, range, asOf);
            store(std::move(bars), {range.from, known}, done, need);
        });
}

void VenueHistory::store(BarBatch bars, TimeRange range, const Done &done, Need need)
{
    // Of the store's thread, which reads it, and of who gets it when that cannot store it.
    const auto own = std::make_shared<const BarBatch>(std::move(bars));
    m_store.write([own, range](MarketStore &store) { return putVenueBars(store, *own, range); },
        [this, own, range, done, need](const Result<Put> &put) {
            if (!put && need == Need::Stored)
                return done(put.failure());
            VenueBars told{.knownTo = range.to};
            if (!put || need == Need::Shown)
                told.bars = own->bars;
            if (put) {
                told.added = put->added;
                told.corrected = put->corrected;
                told.changed = put->changed;
            }
            if (told.changed.from < told.changed.to)
                m_changed(own->symbol, own->period, told.changed);
            done(told);
        });
}

} // namespace agora
