#pragma once

#include "engine/agents/program/agent_program.h"
#include "engine/agents/venue/replay_clock.h"
#include "engine/protocol/messages.h"
#include "engine/store/journal.h"
#include "engine/venues/simulated/simulated_venue.h"

#include <map>
#include <optional>

namespace agora {

/// The simulated broker as an agent: publishes quotes (generated, or recorded and replayed),
/// answers for history, takes orders and reports what became of them. Survives Feeder and Trader,
/// and keeps its accounts over its own death.
class Venue final : public RunningAgent {
public:
    struct Setup {
        std::vector<std::string> symbols;
        double replaySpeed = 1.0; ///< when the market is recorded
        std::size_t recordedTicks = 0;
    };
    Venue(agency::Bus &bus, std::unique_ptr<SimulatedVenue> venue, Journal state, Setup setup);
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);

private:
    void offerStreams();
    void takeRequests();
    void offerTicks(const agency::Subscriber &subscriber);
    void generate();
    void emit(const std::string &symbol, const std::vector<Tick> &ticks);
    void report(const std::vector<ExecutionReport> &reports);
    [[nodiscard]] Result<std::vector<Tick>> ticksSince(
        const std::string &symbol, Timestamp since, std::uint64_t number);
    [[nodiscard]] Result<protocol::HistoryReply> history(const protocol::HistoryRequest &request);
    void prepareReplay();
    void publishState();

    agency::Bus &m_bus;
    std::unique_ptr<SimulatedVenue> m_venue;
    Journal m_state;
    Setup m_setup;
    std::map<std::string, Timestamp> m_emitted; ///< by symbol: time of the last tick that went out
    std::vector<Tick> m_recording;
    std::size_t m_next = 0;
    std::optional<ReplayClock> m_replay;
};

} // namespace agora
