#pragma once

#include "engine/agents/feeder/feed_plugin.h"
#include "engine/agents/feeder/tick_line.h"
#include "engine/agents/program/agent_program.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace agora {

struct FeederSettings {
    Duration priceLostAfter = std::chrono::seconds(30); ///< silence of all symbols together
    Duration staleAfter = std::chrono::seconds(120); ///< silence of one symbol
    Duration requestLimit = std::chrono::seconds(60); ///< of an answer to others, real time
    FeedThreadsOptions threads{};
};

/// Brings a venue's prices in: runs its feed in two threads, checks and numbers each tick, keeps
/// the last minute for a Router that comes back, has history fetched, and says in which state the
/// line and each symbol is.
class Feeder final : public RunningAgent {
public:
    Feeder(agency::Bus &bus, const std::vector<std::string> &symbols, FeedPlugin plugin,
        FeederSettings settings = {});
    [[nodiscard]] static Result<std::unique_ptr<RunningAgent>> make(
        agency::AgentLife &runtime, const agency::Value &settings);

private:
    // feeder.cpp
    void offerStreams();
    void offerTicks(const agency::Subscriber &who);
    void open(const std::string &symbol, TickLine &line, const protocol::TickRequest &since);
    void take(const TickBatch &batch, bool isCatchUp);
    void publish(const std::string &symbol, std::vector<Tick> ticks);
    void fillGap(const std::string &symbol, TickLine &line);
    void catchUp(const agency::Subscriber &who, const protocol::TickRequest &since);
    void accept(const agency::Subscriber &who, std::vector<Tick> ticks);
    void passOn(const char *request);

    // feeder_state.cpp
    void onFeedState(FeedState state, const std::string &reason);
    void checkInstruments();
    void compare(const std::vector<Instrument> &venues);
    void look();
    [[nodiscard]] std::string state();
    [[nodiscard]] std::string reason() const;
    void publishState();
    [[nodiscard]] agency::Value describeLine() const;
    [[nodiscard]] agency::Value describeTicks() const;

    agency::Bus &m_bus;
    FeederSettings m_settings;
    std::map<std::string, TickLine> m_lines;
    FeedState m_feedState = FeedState::Connecting; ///< as its stream tells
    std::string m_feedReason;
    bool m_wasConnected = false;
    bool m_isAnyOpen = false;
    Timestamp m_quietSince; ///< of all symbols together, while some market is open
    std::uint64_t m_foreign = 0; ///< ticks of symbols that nobody asked for
    std::uint64_t m_losses = 0; ///< how often the line was lost
    std::string m_lastState;
    std::unique_ptr<FeedThreads> m_threads;
    std::unique_ptr<FeedRelay> m_relay; ///< null for a feed that needs none
};

} // namespace agora
