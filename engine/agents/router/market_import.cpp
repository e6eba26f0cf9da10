#include "engine/agents/router/market_import.h"

#include "engine/market/bar_edges.h"
#include "engine/protocol/codec.h"

#include <deque>
#include <optional>

namespace agora {

namespace {

constexpr Duration requestLimit = std::chrono::seconds(60);
constexpr std::int64_t barsARequest = 20'000;

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

} // namespace

/// Ranges that the Feeder is asked for, one after the other.
struct MarketImport::Fetch {
    std::string symbol;
    Period period;
    std::deque<TimeRange> open;
    std::uint64_t added = 0;
    agency::Answer answer;
};

MarketImport::MarketImport(
    agency::Bus &bus, MarketStore &store, std::function<void(const std::string &symbol)> changed)
    : m_bus(bus), m_store(store), m_changed(std::move(changed))
{
    offer<TickBatch>("market.import.ticks",
        [this](const TickBatch &batch) { return m_store.mergeTicks(batch.symbol, batch.ticks); });
    offer<BarBatch>("market.import.bars", [this](const BarBatch &batch) {
        return m_store.mergeBars(batch.symbol, batch.period, batch.bars);
    });
    offerMethods();
}

template <typename Batch, typename Put>
void MarketImport::offer(const char *name, Put put)
{
    m_bus.onRequest(
        name, [this, put](const agency::Message &message, const agency::Answer &answer) {
            const auto batch = protocol::decode<Batch>(message.body);
            if (!batch)
                return answer(batch.failure());
            const auto counts = put(*batch);
            const auto flushed = counts ? m_store.flush() : Result<void>(counts.failure());
            if (!flushed)
                return answer(flushed.failure());
            if (*counts != PutCounts{})
                m_changed(batch->symbol);
            auto reply = counted("added", counts->added);
            reply.set("replaced", counts->replaced);
            answer(reply.toMessagePack());
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
    for (const auto &range : wanted->ranges) {
        const auto added = m_store.addCoverage(wanted->symbol, *wanted->period, range);
        if (!added)
            return answer.value(added.failure());
    }
    if (const auto flushed = m_store.flush(); !flushed)
        return answer.value(flushed.failure());
    answer.value(counted("ranges", wanted->ranges.size()));
}

void MarketImport::remove(const agency::Value &arguments, const agency::Answer &answer)
{
    const auto wanted = wantedIn(arguments);
    if (!wanted)
        return answer.value(wanted.failure());
    std::uint64_t removed = 0;
    for (const auto &range : wanted->ranges) {
        const auto gone = m_store.remove(wanted->symbol, wanted->period, range);
        if (!gone)
            return answer.value(gone.failure());
        removed += *gone;
    }
    if (const auto flushed = m_store.flush(); !flushed)
        return answer.value(flushed.failure());
    if (removed > 0)
        m_changed(wanted->symbol);
    answer.value(counted("removed", removed));
}

void MarketImport::fetch(const agency::Value &arguments, const agency::Answer &answer)
{
    const auto wanted = wantedIn(arguments);
    if (!wanted || !wanted->period)
        return answer.value(wanted ? fail("the period is missing") : wanted.failure());
    const auto fetch = std::make_shared<Fetch>(Fetch{.symbol = wanted->symbol,
        .period = *wanted->period,
        .open = {},
        .answer = answer}); // shared by the replies that it waits for
    BarEdges edges(fetch->period);
    const auto step = fetch->period.nominal() * barsARequest;
    for (const auto &range : wanted->ranges) {
        for (auto at = edges.at(range.from).open; at < range.to;) {
            const auto end = edges.firstEdge(std::min(range.to, at + step));
            fetch->open.push_back({at, end});
            at = end;
        }
    }
    fetchNext(fetch);
}

void MarketImport::fetchNext(const std::shared_ptr<Fetch> &fetch)
{
    if (fetch->open.empty()) {
        if (const auto flushed = m_store.flush(); !flushed)
            return fetch->answer.value(flushed.failure());
        if (fetch->added > 0)
            m_changed(fetch->symbol);
        return fetch->answer.value(counted("added", fetch->added));
    }
    const auto range = fetch->open.front();
    fetch->open.pop_front();
    const protocol::HistoryRequest request{.symbol = fetch->symbol,
        .period = fetch->period,
        .from = range.from,
        .to = range.to,
        .asOfTime = m_bus.now(),
        .asOfNumber = 0,
        .wantTail = false};
    m_bus.request("feeder", "history", protocol::encode(request), requestLimit,
        [this, fetch, range](const Result<agency::Bytes> &reply) {
            const auto history = reply ? protocol::decode<protocol::HistoryReply>(*reply)
                                       : Result<protocol::HistoryReply>(reply.failure());
            if (!history)
                return fetch->answer.value(history.failure());
            const auto put = m_store.mergeBars(fetch->symbol, fetch->period, history->bars.bars);
            const auto covered = put ? m_store.addCoverage(fetch->symbol, fetch->period,
                                     {range.from, std::min(range.to, m_bus.now())})
                                     : Result<void>(put.failure());
            if (!covered)
                return fetch->answer.value(covered.failure());
            fetch->added += put->added;
            fetchNext(fetch);
        });
}

} // namespace agora
