#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/market/tick_check.h"
#include "engine/protocol/messages.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// Brings a venue's prices in: checks and numbers each tick, keeps the last minute for a Router
/// that comes back, passes requests for history on, and says in which state the line is.
class Feeder final : public RunningAgent {
public:
    static constexpr Duration kept = std::chrono::seconds(60);

    Feeder(agency::Bus &bus, std::vector<std::string> symbols);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);

private:
    struct Line {
        TickCheck check;
        std::deque<Tick> last; ///< `kept` long
        std::optional<agency::SubscriptionId> subscription;
        std::optional<Tick> start; ///< where the Router's store ends
    };
    void offerTicks(const agency::Subscriber &who);
    void open(const std::string &symbol, Line &line, const protocol::TickRequest &since);
    void take(const std::string &symbol, const TickBatch &batch);
    void catchUp(const agency::Subscriber &who, const protocol::TickRequest &since);
    void acceptFrom(const agency::Subscriber &who, const Line &line,
        const protocol::TickRequest &since, std::vector<Tick> earlier);
    void passOn(const char *request);
    void publishState();
    [[nodiscard]] std::string state();

    agency::Bus &m_bus;
    std::map<std::string, Line> m_lines;
    agency::Value m_venue; ///< its own last say
    std::string m_lastState;
};

} // namespace agora
