#include "engine/agency/patterns/context.h"

#include "engine/base/text.h"

#include <exception>

namespace agora::agency {

namespace {
constexpr Duration longestWait = std::chrono::milliseconds(100); // then `done` is asked again

constexpr Duration retryEvery = std::chrono::milliseconds(1); // a turn within a handler

} // namespace

std::string inSeconds(Duration duration)
{
    return formatDouble(std::chrono::duration<double>(duration).count()) + " s";
}

SocketContext::SocketContext(Bus &bus, SocketDefaults defaults, Resolve resolve)
    : m_bus(bus), m_defaults(std::move(defaults)), m_resolve(std::move(resolve))
{}

SocketContext::~SocketContext()
{
    if (m_keptTimer != 0)
        m_bus.stopTimer(m_keptTimer);
}

void SocketContext::keep(std::function<void()> delivery)
{
    m_kept.push_back(std::move(delivery));
    if (m_keptTimer == 0)
        m_keptTimer = m_bus.after(Duration::zero(), [this] { runKept(); });
}

void SocketContext::runKept()
{
    m_keptTimer = 0;
    while (!m_kept.empty() && m_busy == 0) {
        const auto delivery = std::move(m_kept.front());
        delivery(); // while it stands in the queue, what arrives goes behind it
        m_kept.pop_front();
    }
    if (!m_kept.empty())
        m_keptTimer = m_bus.after(retryEvery, [this] { runKept(); });
}

Duration SocketContext::limitOr(const std::optional<Duration> &limit) const
{
    return limit ? *limit : m_defaults.limit.value_or(std::chrono::seconds(10));
}

bool SocketContext::waitUntil(const std::function<bool()> &done, Duration limit)
{
    if (done())
        return true;
    const auto deadline = steadyNow() + limit;
    ++m_busy;
    bool isDone = false;
    while (!isDone && !isEnding()) {
        const auto left = limit < Duration::zero() ? longestWait : deadline - steadyNow();
        m_bus.attend(std::clamp(left, Duration::zero(), longestWait));
        isDone = done();
        if (left <= Duration::zero())
            break;
    }
    --m_busy;
    return isDone;
}

bool SocketContext::isEnding() const
{
    return m_bus.isStopped() || m_bus.isInterrupted() || m_bus.transport().isInterrupted();
}

std::string SocketContext::afterWaiting(const std::string &problem, Duration limit) const
{
    if (isEnding())
        return problem + " (the agent ends)";
    return problem + " (waited " + inSeconds(limit) + ")";
}

std::optional<std::string> SocketContext::run(
    const std::string &what, const std::function<void()> &body)
{
    ++m_busy;
    std::optional<std::string> problem;
    try {
        body();
    } catch (const std::exception &error) {
        problem = error.what();
    }
    --m_busy;
    if (problem)
        m_bus.errors().report(what, *problem); // the agent's policy decides what follows
    return problem;
}

Result<Handler> SocketContext::resolved(const Handler &handler) const
{
    if (handler.name().empty())
        return handler;
    if (!m_resolve)
        return fail("there is no handler “" + handler.name() + "”");
    return m_resolve(handler.name());
}

Result<Handlers> SocketContext::resolved(const Handlers &handlers) const
{
    auto all = handlers;
    const auto resolveEach = [this](Handler &handler) -> Result<void> {
        if (handler.isEmpty())
            return fail("an empty handler cannot be called");
        auto found = resolved(handler);
        if (!found)
            return found.failure();
        handler = *std::move(found);
        return {};
    };
    for (auto &handler : all.all()) {
        if (const auto found = resolveEach(handler); !found)
            return found.failure();
    }
    for (auto &[topic, handler] : all.byTopic()) {
        if (const auto found = resolveEach(handler); !found)
            return found.failure();
    }
    return all;
}

bool SocketContext::send(PeerRef to, Frame &frame)
{
    frame.header.epoch = m_bus.epoch();
    frame.header.marketTime = m_bus.now();
    frame.header.hops.stamp(steadyNow());
    return transport().send(to, frame);
}

} // namespace agora::agency
