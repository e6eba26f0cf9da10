#include "engine/agency/bus_parts.h"

namespace agora::agency {

namespace {
std::function<void()> contained(Bus &bus, const char *context, std::function<void()> body)
{
    return [&bus, context, body = std::move(body)] { bus.contain(context, body); };
}
} // namespace

// ---- time

TimerId Bus::every(Duration period, std::function<void()> body)
{
    return m_parts->timers.every(steadyNow(), period, contained(*this, "timer", std::move(body)));
}
TimerId Bus::after(Duration delay, std::function<void()> body)
{
    return m_parts->timers.once(steadyNow() + delay, contained(*this, "timer", std::move(body)));
}
bool Bus::stopTimer(TimerId id) { return m_parts->timers.stop(id); }

std::optional<TimerInfo> Bus::timer(TimerId id) const
{
    const auto *timer = m_parts->timers.find(id);
    if (timer == nullptr)
        return std::nullopt;
    return TimerInfo{.period = timer->period,
        .isRepeating = timer->isRepeating,
        .due = timer->due,
        .ticks = timer->ticks,
        .dropped = timer->dropped};
}

TimerId Bus::at(Timestamp due, std::function<void()> body)
{
    if (!isReplay())
        return m_parts->marketTimers.once(due, contained(*this, "market timer", std::move(body)));
    const auto id = m_parts->nextWake++;
    m_parts->wakes[id] = std::move(body);
    if (m_parts->setup.clockMaster == name()) {
        if (m_parts->onWakeRequest)
            m_parts->onWakeRequest(name(), due, id);
    } else {
        m_parts->links.askToWake(m_parts->setup.clockMaster, due, id);
    }
    return id;
}

void Bus::stopMarketTimer(TimerId id)
{
    if (isReplay())
        m_parts->wakes.erase(id);
    else
        m_parts->marketTimers.stop(id);
}

void Bus::wokenAt(const Frame &frame)
{
    if (m_parts->onWakeRequest)
        return m_parts->onWakeRequest(frame.topic, frame.header.marketTime, frame.header.sequence);
    const auto found = m_parts->wakes.find(frame.header.sequence);
    if (found == m_parts->wakes.end())
        return;
    const auto body = std::move(found->second);
    m_parts->wakes.erase(found);
    body();
}

void Bus::wake(const std::string &agent, Timestamp at, std::uint64_t id)
{
    Frame frame{.header = {.kind = FrameKind::Wake, .sequence = id, .marketTime = at},
        .topic = name(),
        .body = {}};
    if (agent != name()) {
        m_parts->sessions.sendTo(agent, frame);
        return;
    }
    const auto found = m_parts->wakes.find(id);
    if (found != m_parts->wakes.end()) {
        const auto body = std::move(found->second);
        m_parts->wakes.erase(found);
        body();
    }
}

// ---- for the clock's master

void Bus::beginInstant(Timestamp at)
{
    AGORA_ENSURE(isReplay());
    m_parts->setup.replayClock->advanceTo(at);
    m_parts->wire.causality().beginAsRoot();
}

void Bus::onQuiet(std::function<void()> hook) { m_parts->onQuiet = std::move(hook); }
void Bus::onWakeRequest(std::function<void(const std::string &, Timestamp, std::uint64_t)> hook)
{
    m_parts->onWakeRequest = std::move(hook);
}
std::shared_ptr<void> Bus::holdInstant()
{
    m_parts->wire.causality().hold();
    return {this, [](Bus *bus) { bus->m_parts->wire.causality().release(); }};
}

void Bus::goOnFrom(const HopStamps &hops, const std::function<void()> &body)
{
    struct Handling {
        Wire &wire;
        ~Handling() { wire.endHandling(); }
    } const handling{m_parts->wire};
    m_parts->wire.beginHandling(hops);
    body();
}

} // namespace agora::agency
