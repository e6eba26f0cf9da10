#pragma once

#include "engine/market/price_generator.h"
#include "engine/store/fail_point.h"
#include "tests/agents/agent_world.h"

#include <QTemporaryDir>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>

namespace agora::test {

/// Turns the agents until it holds, whatever other threads have to do with it.
inline bool settleUntil(AgentWorld &world, const std::function<bool()> &holds, int limitMs = 20'000)
{
    for (int waited = 0; waited < limitMs; waited += 2) {
        world.settle();
        if (holds())
            return true;
        QTest::qWait(2);
    }
    return false;
}

/// A Feeder whose venue knows everything, but whose stream brings what the test sends.
class FakeFeeder {
public:
    static constexpr std::uint64_t seed = 11;

    explicit FakeFeeder(agency::Bus &bus) : m_bus(bus), m_market(seed, *findInstrument("EUR_USD"))
    {
        bus.offer("ticks/", [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
        bus.offer("feed", [this](const agency::Subscriber &who) { m_bus.accept(who.id, {}); });
        bus.onRequest("history", [this](const agency::Message &message, agency::Answer answer) {
            const auto request = protocol::decode<protocol::HistoryRequest>(message.body).value();
            (request.wantTail ? tails : histories).push_back(request);
            const auto reply = [this, request, answer = std::move(answer)] {
                if (!refusal.empty())
                    return answer(fail(refusal));
                answer(protocol::encode(history(request)));
            };
            if (isHolding)
                held.push_back(reply);
            else
                reply();
        });
    }

    [[nodiscard]] PriceGenerator &market() { return m_market; }
    [[nodiscard]] std::vector<QuoteBar> bars(Period period, Timestamp from, Timestamp to)
    {
        auto bars = m_market.bars(period, from, to);
        while (!bars.empty() && !bars.back().isComplete())
            bars.pop_back();
        return bars;
    }
    /// Streams the ticks of [from, to) but those that `isLost` says; all are counted.
    void stream(Timestamp from, Timestamp to, const std::function<bool(const Tick &)> &isLost = {})
    {
        TickBatch batch{"EUR_USD", {}};
        for (auto tick : m_market.ticks(from, to)) {
            tick.number = ++m_number;
            if (!isLost || !isLost(tick))
                batch.ticks.push_back(tick);
        }
        if (!batch.ticks.empty())
            m_bus.publish(protocol::topics::ticks("EUR_USD"), protocol::encode(batch));
    }
    void say(const std::string &state)
    {
        agency::Value value;
        value.set("state", state);
        m_bus.publish("feed", value.toMessagePack());
    }
    void answerHeld()
    {
        isHolding = false;
        for (const auto &reply : std::exchange(held, {}))
            reply();
    }

    std::vector<protocol::HistoryRequest> histories;
    std::vector<protocol::HistoryRequest> tails;
    std::string refusal;
    Timestamp venueBegins = Timestamp::min(); ///< older history does not exist
    bool isHolding = false;
    std::vector<std::function<void()>> held;

private:
    protocol::HistoryReply history(const protocol::HistoryRequest &request)
    {
        protocol::HistoryReply reply{
            .bars = {request.symbol, request.period, {}}, .tail = {request.symbol, {}}};
        if (request.wantTail) {
            std::uint64_t number = 0;
            for (auto tick : m_market.ticks(request.from, request.asOfTime + Duration{1})) {
                tick.number = ++number;
                reply.tail.ticks.push_back(tick);
            }
            return reply;
        }
        const auto from = std::max(request.from, venueBegins);
        const auto to = std::min(request.to, request.asOfTime);
        if (from < to)
            reply.bars.bars = bars(request.period, from, to);
        return reply;
    }

    agency::Bus &m_bus;
    PriceGenerator m_market;
    std::uint64_t m_number = 0;
};

/// Stops the store's thread at a named place of a write until it is let go.
class HeldStore {
public:
    explicit HeldStore(std::string place)
    {
        s_place = std::move(place);
        s_isHeld = true;
        setFailPointHandler([](const char *at) {
            std::unique_lock lock(s_lock);
            if (!s_isHeld || s_place != at)
                return;
            s_isReached = true;
            s_changed.wait(lock, [] { return !s_isHeld; });
        });
    }
    ~HeldStore()
    {
        letGo();
        setFailPointHandler(nullptr);
    }
    HeldStore(const HeldStore &) = delete;
    HeldStore &operator=(const HeldStore &) = delete;
    void letGo()
    {
        const std::scoped_lock lock(s_lock);
        s_isHeld = false;
        s_changed.notify_all();
    }
    [[nodiscard]] bool isReached() const { return s_isReached; }

private:
    static inline std::mutex s_lock;
    static inline std::condition_variable s_changed;
    static inline std::string s_place;
    static inline bool s_isHeld = false;
    static inline std::atomic<bool> s_isReached = false;
};

} // namespace agora::test
