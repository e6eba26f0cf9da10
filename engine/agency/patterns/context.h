#pragma once

#include "engine/agency/bus.h"
#include "engine/agency/patterns/delivery.h"
#include "engine/agency/patterns/options.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>

namespace agora::agency {

/// What the sockets of one agent share. All of it in the agent's thread.
class SocketContext {
public:
    /// A handler by its name; the error lists what there is.
    using Resolve = std::function<Result<Handler>(const std::string &name)>;

    SocketContext(Bus &bus, SocketDefaults defaults, Resolve resolve);
    ~SocketContext();
    SocketContext(const SocketContext &) = delete;
    SocketContext &operator=(const SocketContext &) = delete;

    [[nodiscard]] Bus &bus() const { return m_bus; }
    [[nodiscard]] Transport &transport() const { return m_bus.transport(); }
    [[nodiscard]] const SocketDefaults &defaults() const { return m_defaults; }
    [[nodiscard]] Duration limitOr(const std::optional<Duration> &limit) const;

    /// Lets frames come in until `done`, at most `limit` (negative = for ever). Handlers do not run
    /// meanwhile: what is for them waits until the present one has returned. False when the time is
    /// up, the agent is stopped or killed.
    [[nodiscard]] bool waitUntil(const std::function<bool()> &done, Duration limit);
    /// Why the last `waitUntil` ended: "… (waited 0.2 s)" or that the agent ends.
    [[nodiscard]] std::string afterWaiting(const std::string &problem, Duration limit) const;

    /// Runs a handler, `what` naming it: nothing else is delivered before it returns; an exception
    /// ends here and goes to the bus's HandlerErrors. Gives what it said.
    std::optional<std::string> run(const std::string &what, const std::function<void()> &body);
    [[nodiscard]] bool isEnding() const;
    [[nodiscard]] bool isBusy() const { return m_busy > 0; }
    /// A handler runs, somebody waits, or earlier deliveries are kept: a new one must `keep`.
    [[nodiscard]] bool mustKeep() const { return m_busy > 0 || !m_kept.empty(); }
    /// Done in the next turn, after what was kept before.
    void keep(std::function<void()> delivery);

    [[nodiscard]] Result<Handler> resolved(const Handler &handler) const;
    [[nodiscard]] Result<Handlers> resolved(const Handlers &handlers) const;

    /// Fills in what every frame carries and sends it.
    bool send(PeerRef to, Frame &frame);

private:
    void runKept();

    Bus &m_bus;
    SocketDefaults m_defaults;
    Resolve m_resolve;
    int m_busy = 0;
    std::deque<std::function<void()>> m_kept;
    TimerId m_keptTimer = 0; ///< 0 = nothing kept
};

/// `0.2 s`
[[nodiscard]] std::string inSeconds(Duration duration);

} // namespace agora::agency
