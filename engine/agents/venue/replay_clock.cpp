#include "engine/agents/venue/replay_clock.h"

namespace agora {

namespace {
int rankOf(const std::string &agent)
{
    if (agent == "router")
        return 0;
    return agent == "trader" ? 2 : 1;
}
} // namespace

ReplayClock::ReplayClock(agency::Bus &bus, double speed, Source source)
    : m_bus(bus), m_speed(speed), m_source(std::move(source))
{
    bus.onWakeRequest([this](const std::string &agent, Timestamp at, std::uint64_t id) {
        m_wakes[{at, rankOf(agent), agent, id}] = true;
    });
    bus.onQuiet([this] { step(); });
}

void ReplayClock::play()
{
    if (std::exchange(m_isPlaying, true))
        return;
    step();
}

void ReplayClock::step()
{
    if (!m_isPlaying || m_isFinished)
        return;
    const auto next = m_source.nextTime();
    const auto wake = m_wakes.begin();
    const bool isWake
        = wake != m_wakes.end() && std::get<0>(wake->first) <= (next ? *next : m_bus.now());
    if (!isWake && !next) {
        m_isFinished = true;
        return m_source.finished();
    }
    const auto at = isWake ? std::max(std::get<0>(wake->first), m_bus.now()) : *next;
    if (const auto wait = waitFor(at); wait > Duration::zero()) {
        m_bus.after(wait, [this] { step(); });
        return;
    }
    if (!isWake)
        return release(at, m_source.playNext);
    const auto [due, rank, agent, id] = wake->first;
    m_wakes.erase(wake);
    release(at, [this, at, agent, id] { m_bus.wake(agent, at, id); });
}

void ReplayClock::release(Timestamp at, const std::function<void()> &event)
{
    m_bus.beginInstant(at);
    event();
}

Duration ReplayClock::waitFor(Timestamp at)
{
    if (m_speed <= 0)
        return {};
    if (!m_firstInstant) {
        m_firstInstant = at;
        m_firstReal = steadyNow();
    }
    const auto ahead = std::chrono::duration<double, std::nano>(at - *m_firstInstant) / m_speed;
    return m_firstReal + std::chrono::duration_cast<Duration>(ahead) - steadyNow();
}

} // namespace agora
