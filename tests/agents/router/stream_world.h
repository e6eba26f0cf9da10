#pragma once

#include "engine/agents/router/router_streams.h"
#include "engine/base/random.h"
#include "engine/market/bar_builder.h"
#include "engine/model/bar_revisions.h"
#include "tests/agents/agent_world.h"

#include <deque>

/// The Router's streams without store and Feeder.
namespace agora::test {

inline const std::string euro = "EUR_USD";

/// All ticks there ever were; what happens to be asked is answered at once or when the test says
/// so.
class AllTicks final : public BarHistory {
public:
    void load(const HistoryWish &wish, Loaded done) override
    {
        ++loads;
        const auto answer = [this, wish, done = std::move(done)] {
            if (!problem.empty())
                return done(fail(problem));
            LoadedHistory history{.bars = {},
                .barsEnd = {},
                .tail = {},
                .asOf = wish.asOf,
                .asOfNumber = wish.asOfNumber == 0 ? UINT64_MAX : wish.asOfNumber};
            for (const auto &tick : ticks) {
                const bool isAfter = tick.time > history.asOf
                    || (tick.time == history.asOf && tick.number > history.asOfNumber);
                if (!isAfter && tick.time >= begin)
                    history.tail.push_back(tick);
            }
            done(std::move(history));
        };
        if (isLate)
            waiting.emplace_back(answer);
        else
            answer();
    }
    void read(const std::string &, Period, TimeRange, Read done) override
    {
        done(std::vector<QuoteBar>());
    }
    void reach(const std::string &, Period, std::size_t, Timestamp, Reached done) override
    {
        done(std::optional<Timestamp>());
    }
    void keep(const std::string &, Period, const std::vector<QuoteBar> &bars) override
    {
        kept += bars.size();
    }
    void answerAll()
    {
        for (auto &answer : std::exchange(waiting, {}))
            answer();
    }

    std::vector<Tick> ticks;
    Timestamp begin = Timestamp::min(); ///< the venue has no older ones
    std::deque<std::function<void()>> waiting;
    std::string problem;
    bool isLate = false;
    int loads = 0;
    std::size_t kept = 0;
};

/// The bars of a period of all these ticks, and the forming one, as one builder makes them.
inline std::map<Timestamp, QuoteBar> barsOf(
    const std::vector<Tick> &ticks, Period period, Timestamp completeUntil, bool withForming)
{
    std::map<Timestamp, QuoteBar> bars;
    LiveSeries series(euro, period);
    const auto keep = [&](const QuoteBar &bar) {
        if (bar.isComplete())
            bars[bar.openTime] = bar;
    };
    series.begin({}, {}, {}, Timestamp::min(), 0, keep);
    for (const auto &tick : ticks)
        series.take(tick, keep);
    series.completeUntil(completeUntil, keep);
    if (withForming && series.forming())
        bars[series.forming()->openTime] = *series.forming();
    return bars;
}

/// A subscriber who keeps all that it is told, as clients do.
class BarKeeper {
public:
    BarKeeper(agency::Bus &bus, protocol::BarRequest request)
        : m_bus(bus), m_request(std::move(request))
    {
        m_id = bus.subscribe("router", protocol::topics::of(m_request),
            {.arguments = [this] { return protocol::encode(m_request); },
                .onMessage = [this](const agency::Message &message) { take(message); },
                .onProblem = [this](const std::string &sentence) { problem = sentence; }});
    }
    ~BarKeeper() { m_bus.unsubscribe(m_id); }
    BarKeeper(const BarKeeper &) = delete;
    BarKeeper &operator=(const BarKeeper &) = delete;

    std::map<Timestamp, QuoteBar> bars;
    int snapshots = 0;
    int parts = 0;
    bool isWhole = false; ///< a snapshot came to its end
    std::size_t updates = 0; ///< messages
    std::size_t formingUpdates = 0;
    std::vector<Timestamp> told; ///< completed bars of updates, in their order
    std::string problem;

private:
    void take(const agency::Message &message)
    {
        const auto batch = protocol::decode<BarBatch>(message.body);
        if (!batch)
            qFatal("%s", batch.error().message.c_str());
        if (message.has(agency::FlagSnapshotBegin)) {
            bars.clear();
            m_revisions.clear();
            isWhole = false;
            ++snapshots;
        }
        parts += message.isSnapshot() ? 1 : 0;
        updates += message.isSnapshot() ? 0 : 1;
        for (const auto &bar : batch->bars) {
            if (!m_revisions.admit(bar))
                continue;
            bars[bar.openTime] = bar;
            if (message.isSnapshot())
                continue;
            if (bar.isComplete())
                told.push_back(bar.openTime);
            else
                ++formingUpdates;
        }
        isWhole = isWhole || message.has(agency::FlagSnapshotEnd);
    }

    agency::Bus &m_bus;
    protocol::BarRequest m_request;
    agency::SubscriptionId m_id = 0;
    BarRevisions m_revisions;
};

/// A Router's streams with an agent's life around them.
class StreamRouter {
public:
    StreamRouter(AgentWorld &world, BarHistory &history, std::uint64_t epoch = 1,
        Duration unused = RouterStreams::keptUnused)
        : bus(world.add("router", epoch))
        , streams(std::make_unique<RouterStreams>(bus, history, unused))
    {
        streams->addSymbol(euro);
        bus.offer("ticks/", [this](const agency::Subscriber &who) { bus.accept(who.id, {}); });
    }
    void take(std::span<const Tick> ticks)
    {
        streams->takeTicks(euro, ticks);
        bus.publish(protocol::topics::ticks(euro),
            protocol::encode(TickBatch{euro, {ticks.begin(), ticks.end()}}));
    }

    agency::Bus &bus;
    std::unique_ptr<RouterStreams> streams;
};

/// Quotes of a point's resolution, some at the same instant.
class TickSource {
public:
    explicit TickSource(std::uint64_t seed, Timestamp from = noon()) : m_random(seed), m_time(from)
    {}

    Tick next(Duration apart)
    {
        m_time += apart;
        m_price += static_cast<std::int64_t>(m_random.below(21)) - 10;
        const auto spread = 5 + static_cast<std::int64_t>(m_random.below(8));
        return {.time = m_time,
            .bid = static_cast<double>(m_price) / 1e5,
            .ask = static_cast<double>(m_price + spread) / 1e5,
            .volume = m_random.below(3) == 0 ? 0.0 : static_cast<double>(1 + m_random.below(9)),
            .number = ++m_number};
    }
    [[nodiscard]] Timestamp time() const { return m_time; }

private:
    Random m_random;
    Timestamp m_time;
    std::int64_t m_price = 108'500;
    std::uint64_t m_number = 0;
};

inline std::string difference(
    const std::map<Timestamp, QuoteBar> &got, const std::map<Timestamp, QuoteBar> &wanted)
{
    for (const auto &[open, bar] : wanted) {
        const auto found = got.find(open);
        if (found == got.end())
            return "the bar of " + formatIso(open) + " is missing";
        if (!(found->second == bar))
            return "the bar of " + formatIso(open) + " differs: ticks "
                + std::to_string(found->second.ticks) + " for " + std::to_string(bar.ticks)
                + ", flags " + std::to_string(found->second.flags) + " for "
                + std::to_string(bar.flags);
    }
    for (const auto &[open, bar] : got) {
        if (!wanted.contains(open))
            return "the bar of " + formatIso(open) + " is too many";
    }
    return {};
}

inline protocol::BarRequest request(Period period, std::uint32_t depth,
    protocol::BarUpdates updates = protocol::BarUpdates::EveryTick, std::uint32_t paceMs = 0)
{
    return {.symbol = euro,
        .period = period,
        .depth = depth,
        .updates = updates,
        .paceMs = updates == protocol::BarUpdates::Paced && paceMs == 0 ? 200 : paceMs};
}

inline agency::Value series(AgentWorld &world, agency::Bus &from)
{
    const auto answer = call(from, "router", "router.series");
    world.settle();
    return answer->value().value();
}

/// Turns all until the condition holds; false when it never does.
template <typename Condition>
bool turnUntil(AgentWorld &world, Condition holds)
{
    for (int round = 0; round < 100'000; ++round) {
        if (holds())
            return true;
        world.settle();
    }
    return false;
}

} // namespace agora::test
