#pragma once

#include "engine/agents/feeder/bus_relay.h"
#include "tests/agents/agent_world.h"

namespace agora::test {

/// A thread's port to a relay that has answers ready: of the given question numbers, each with so
/// many ticks.
class LatePort final : public FeedPort {
public:
    explicit LatePort(std::vector<std::pair<int, int>> answers) : m_answers(std::move(answers)) {}

    bool isOver() override { return m_answers.empty(); }
    bool pause(Duration) override { return isOver(); }
    std::optional<FeedMessage> receive(Duration) override
    {
        const auto [number, ticks] = m_answers.front();
        m_answers.erase(m_answers.begin());
        TickBatch batch{"EUR_USD", {}};
        for (int i = 0; i < ticks; ++i)
            batch.ticks.push_back({.time = at(i), .bid = 1.1, .ask = 1.1002});
        return FeedMessage{relaynote::reply + std::to_string(number), protocol::encode(batch)};
    }
    bool send(FeedMessage message) override
    {
        asked.push_back(message.topic);
        return true;
    }

    std::vector<std::string> asked;

private:
    std::vector<std::pair<int, int>> m_answers;
};

} // namespace agora::test
