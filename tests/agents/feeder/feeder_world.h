#pragma once

#include "engine/agents/feeder/feeder.h"
#include "tests/agents/agent_world.h"
#include "tests/agents/feeder/scripted_venue.h"

namespace agora::test {

using namespace std::chrono_literals;

/// Turns everybody until it is so; generous, as machines are busy.
inline bool turnUntil(AgentWorld &world, const std::function<bool()> &isSo)
{
    const auto end = steadyNow() + 60s;
    while (!isSo()) {
        if (steadyNow() > end)
            return false;
        world.settle();
        QTest::qSleep(1);
    }
    return true;
}

/// A Feeder with a scripted venue, somebody who subscribes to its ticks and one who watches its
/// state.
class FeederWorld {
public:
    explicit FeederWorld(FeederSettings settings = {}, ScriptedVenue::Script script = {})
        : venue(std::make_shared<ScriptedVenue>())
        , m_bus(world.add("feeder"))
        , router(world.add("router"))
    {
        venue->set([&](auto &mine) { mine = script; });
        settings.threads.firstRetry = 20ms;
        settings.threads.longestRetry = 200ms;
        feeder = std::make_unique<Feeder>(
            m_bus, std::vector<std::string>{"EUR_USD", "USD_JPY"}, FeedPlugin{venue}, settings);
        router.subscribe("feeder", "feed",
            {.onMessage =
                    [this](const agency::Message &message) {
                        if (auto value = agency::Value::fromMessagePack(message.body)) {
                            say = *std::move(value);
                            said.push_back(say);
                        }
                    },
                .isObserver = true});
    }
    ~FeederWorld()
    {
        venue->set([](auto &script) { script.hangStream = script.hangRequests = false; });
    }
    [[nodiscard]] bool until(const std::function<bool()> &isSo) { return turnUntil(world, isSo); }
    /// It said so once, though it may say something else by now.
    [[nodiscard]] bool hasSaid(const std::string &state, const std::string &reason) const
    {
        return std::any_of(said.begin(), said.end(), [&](const auto &each) {
            return each["state"].asText() == state && contains(each["reason"].asText(), reason);
        });
    }
    [[nodiscard]] bool untilState(const std::string &state)
    {
        return until([&] { return say["state"].asText() == state; });
    }
    std::shared_ptr<std::optional<Result<protocol::HistoryReply>>> history(
        int bars, const std::string &symbol = "EUR_USD")
    {
        auto answer = std::make_shared<std::optional<Result<protocol::HistoryReply>>>();
        const protocol::HistoryRequest request{.symbol = symbol,
            .period = Period::minutes(1),
            .from = noon() - 1min * bars,
            .to = noon(),
            .asOfTime = noon()};
        router.request("feeder", "history", protocol::encode(request), 60s,
            [answer](const Result<agency::Bytes> &reply) {
                *answer = reply ? protocol::decode<protocol::HistoryReply>(*reply)
                                : Result<protocol::HistoryReply>(reply.failure());
            });
        return answer;
    }
    agency::Value describe()
    {
        const auto answer = call(router, "feeder", "agent.describe");
        if (!until([&] { return answer->has_value(); }))
            return {};
        return (*answer)->valueOr({});
    }

    AgentWorld world;
    std::shared_ptr<ScriptedVenue> venue; // shared with the feed's threads
    agency::Value say; ///< the Feeder's last word on its state
    std::vector<agency::Value> said; ///< all of them

private:
    agency::Bus &m_bus;

public:
    agency::Bus &router;
    std::unique_ptr<Feeder> feeder;
};

inline Tick tick(int second, double bid = 1.1, double ask = 1.1002, std::uint64_t number = 0)
{
    return {.time = at(second), .bid = bid, .ask = ask, .number = number};
}

inline std::vector<int> secondsOf(const Listener<TickBatch> &listener)
{
    std::vector<int> seconds;
    for (const auto *batches : {&listener.snapshots, &listener.updates}) {
        for (const auto &batch : *batches) {
            for (const auto &one : batch.ticks)
                seconds.push_back(static_cast<int>((one.time - noon()) / 1s));
        }
    }
    return seconds;
}

} // namespace agora::test
