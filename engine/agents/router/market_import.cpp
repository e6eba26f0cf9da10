#include "engine/agents/router/market_import.h"

#include "engine/agents/router/history_loader.h"
#include "engine/protocol/codec.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace agora {

namespace {

/// What the methods are told.
struct Wanted {
    std::string symbol;
    std::optional<Period> period;
    std::vector<TimeRange> ranges;
};

Result<Wanted> wantedIn(const agency::Value &arguments)
{
    Wanted wanted{.symbol = arguments["symbol"].asText(), .period = {}, .ranges = {}};
    if (wanted.symbol.empty())
        return fail("the symbol is missing");
    if (arguments["period"].isText()) {
        const auto period = Period::parse(arguments["period"].asText());
        if (!period)
            return period.failure();
        wanted.period = *period;
    }
    for (const auto &pair : arguments["ranges"].asArray()) {
        const auto &ends = pair.asArray();
        if (ends.size() != 2 || !ends[0].isInteger() || !ends[1].isInteger())
            return fail("a range must be two whole numbers of nanoseconds");
        wanted.ranges.push_back({fromNanos(ends[0].asInteger()), fromNanos(ends[1].asInteger())});
    }
    return wanted;
}

agency::Value counted(const char *name, std::uint64_t count)
{
    agency::Value value;
    value.set(name, count);
    return value;
}

agency::Bytes toReply(const PutCounts &counts)
{
    auto reply = counted("added", counts.added);
    reply.set("replaced", counts.replaced);
    return reply.toMessagePack();
}

/// Which bars these are in the whole.
TimeRange rangeOf(std::span<const QuoteBar> bars)
{
    if (bars.empty())
        return {};
    const auto [first, last] = std::minmax_element(bars.begin(), bars.end(),
        [](const QuoteBar &a, const QuoteBar &b) { return a.openTime < b.openTime; });
    return {first->openTime, last->openTime + Duration{1}};
}

/// Who follows a series must see that a bar is another: it becomes the next revision.
Result<PutCounts> importBars(MarketStore &store, BarBatch &batch)
{
    const auto range = rangeOf(batch.bars);
    const auto known = store.bars(batch.symbol, batch.period, range);
    if (!known)
        return known.failure();
    for (auto &bar : batch.bars) {
        const auto old = std::lower_bound(known->begin(), known->end(), bar, BarRows::less);
        const bool isOther = old != known->end() && old->openTime == bar.openTime
            && old->revision == bar.revision && !hasSameContent(*old, bar);
        if (isOther)
            ++bar.revision;
    }
    return store.mergeBars(batch.symbol, batch.period, batch.bars);
}

} // namespace

/// Ranges that the Feeder is asked for, one after the other.
struct MarketImport::Fetch {
    std::string symbol;
    Period period;
    std::deque<TimeRange> open;
    std::uint64_t added = 0;
    std::uint64_t corrected = 0;
    agency::Answer answer;
};

MarketImport::MarketImport(
    agency::Bus &bus, StoreWorker &store, VenueHistory &venue, VenueHistory::OnChanged changed)
    : m_bus(bus), m_store(store), m_venue(venue), m_changed(std::move(changed))
{
    offerImports();
    offerMethods();
}

void MarketImport::offerImports()
{
    m_bus.onRequest("market.import.ticks",
        [this](const agency::Message &message, const agency::Answer &answer) {
            auto batch = protocol::decode<TickBatch>(message.body);
            if (!batch)
                return answer(batch.failure());
            m_store.write(
                [batch = std::move(*batch)](
                    MarketStore &store) { return store.mergeTicks(batch.symbol, batch.ticks); },
                [answer](const Result<PutCounts> &counts) {
                    counts ? answer(toReply(*counts)) : answer(counts.failure());
                });
        });
    m_bus.onRequest(
        "market.import.bars", [this](const agency::Message &message, const agency::Answer &answer) {
            auto batch = protocol::decode<BarBatch>(message.body);
            if (!batch)
                return answer(batch.failure());
            const auto symbol = batch->symbol;
            const auto period = batch->period;
            const auto range = rangeOf(batch->bars);
            m_store.write([batch = std::move(*batch)](
                              MarketStore &store) mutable { return importBars(store, batch); },
                [this, answer, symbol, period, range](const Result<PutCounts> &counts) {
                    if (!counts)
                        return answer(counts.failure());
                    if (*counts != PutCounts{})
                        m_changed(symbol, period, range);
                    answer(toReply(*counts));
                });
        });
}

void MarketImport::offerMethods()
{
    m_bus.method("market.cover", "Marks ranges of stored bars as no gaps.",
        [this](const agency::Value &arguments, const agency::Answer &answer) {
            cover(arguments, answer);
        });
    m_bus.method("market.remove", "Forgets stored ticks or bars of ranges.",
        [this](const agency::Value &arguments, const agency::Answer &answer) {
            remove(arguments, answer);
        });
    m_bus.method("market.fetch", "Asks the venue for bars of ranges and stores them.",
        [this](const agency::Value &arguments, const agency::Answer &answer) {
            fetch(arguments, answer);
        });
}

void MarketImport::cover(const agency::Value &arguments, const agency::Answer &answer)
{
    const auto wanted = wantedIn(arguments);
    if (!wanted || !wanted->period)
        return answer.value(wanted ? fail("the period is missing") : wanted.failure());
    m_store.write(
        [wanted = *wanted](MarketStore &store) -> Result<std::uint64_t> {
            for (const auto &range : wanted.ranges) {
                const auto added = store.addCoverage(wanted.symbol, *wanted.period, range);
                if (!added)
                    return added.failure();
            }
            return std::uint64_t{wanted.ranges.size()};
        },
        [this, answer, wanted = *wanted](const Result<std::uint64_t> &ranges) {
            if (!ranges)
                return answer.value(ranges.failure());
            for (const auto &range : wanted.ranges) // bars that were not whole before may be so now
                m_changed(wanted.symbol, *wanted.period, range);
            answer.value(counted("ranges", *ranges));
        });
}

void MarketImport::remove(const agency::Value &arguments, const agency::Answer &answer)
{
    const auto wanted = wantedIn(arguments);
    if (!wanted)
        return answer.value(wanted.failure());
    m_store.write(
        [wanted = *wanted](MarketStore &store) -> Result<std::uint64_t> {
            std::uint64_t removed = 0;
            for (const auto &range : wanted.ranges) {
                const auto gone = store.remove(wanted.symbol, wanted.period, range);
                if (!gone)
                    return gone;
                removed += *gone;
            }
            return removed;
        },
        [answer](const Result<std::uint64_t> &removed) {
            answer.value(removed ? Result<agency::Value>(counted("removed", *removed))
                                 : Result<agency::Value>(removed.failure()));
        });
}

void MarketImport::fetch(const agency::Value &arguments, const agency::Answer &answer)
{
    const auto wanted = wantedIn(arguments);
    if (!wanted || !wanted->period)
        return answer.value(wanted ? fail("the period is missing") : wanted.failure());
    if (!wanted->period->isClock())
        return answer.value(fail("no venue has bars of " + wanted->period->toString()
            + ": they are made of ticks alone"));
    const auto pieces
        = VenueHistory::pieces(wanted->ranges, edgesOf(wanted->symbol, *wanted->period));
    fetchNext(std::make_shared<Fetch>(Fetch{.symbol = wanted->symbol,
        .period = *wanted->period,
        .open = {pieces.begin(), pieces.end()},
        .answer = answer})); // shared by the replies that it waits for
}

void MarketImport::fetchNext(const std::shared_ptr<Fetch> &fetch)
{
    if (fetch->open.empty()) {
        auto counts = counted("added", fetch->added);
        counts.set("corrected", fetch->corrected);
        return fetch->answer.value(std::move(counts));
    }
    const auto range = fetch->open.front();
    fetch->open.pop_front();
    m_venue.fetch(fetch->symbol, fetch->period, range, m_bus.now(), 0,
        [this, fetch](const Result<VenueBars> &bars) {
            if (!bars)
                return fetch->answer.value(bars.failure());
            fetch->added += bars->added;
            fetch->corrected += bars->corrected;
            fetchNext(fetch);
        });
}

} // namespace agora
