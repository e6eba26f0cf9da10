#pragma once

#include "engine/agency/bus.h"

#include <map>
#include <string>
#include <tuple>

namespace agora {

/// The one clock of a replay: releases instant after instant, each only when everything that the
/// last one set going has come to rest in every agent. Agents' timers come before prices of the
/// same instant; among timers the Router's (bars complete) come first, the Trader's (orders leave)
/// last (X21).
class ReplayClock {
public:
    /// `nextTime` gives the time of the next price event, nothing at the end; `playNext` plays it
    /// (inside its instant).
    struct Source {
        std::function<std::optional<Timestamp>()> nextTime;
        std::function<void()> playNext;
        std::function<void()> finished;
    };
    /// `speed` = market seconds a second; 0 = as fast as the slowest agent.
    ReplayClock(agency::Bus &bus, double speed, Source source);

    void play();
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }

private:
    using WakeKey
        = std::tuple<Timestamp, int, std::string, std::uint64_t>; ///< time, rank, agent, id

    void step();
    void release(Timestamp at, const std::function<void()> &event);
    [[nodiscard]] Duration waitFor(Timestamp at);

    agency::Bus &m_bus;
    double m_speed;
    Source m_source;
    std::map<WakeKey, bool> m_wakes;
    bool m_isPlaying = false;
    bool m_isFinished = false;
    std::optional<Timestamp> m_firstInstant;
    Duration m_firstReal{};
};

} // namespace agora
