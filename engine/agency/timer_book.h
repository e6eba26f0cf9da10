#pragma once

#include "engine/agency/bus.h"

#include <map>
#include <string>

namespace agora::agency {

/// The timers that an agent's own code starts, by id or by alias, apart from those that the library
/// uses for itself. All run in the agent's thread, in one ordered set: ten thousand cost no thread.
/// Usable from the constructor on; the first tick comes when the loop runs.
class TimerBook {
public:
    /// Shows its list in `describe`, as `timer_list`.
    explicit TimerBook(Bus &bus);
    ~TimerBook();
    TimerBook(const TimerBook &) = delete;
    TimerBook &operator=(const TimerBook &) = delete;

    /// The first tick at once (in the next turn), then from start to start; ticks that were missed
    /// because the thread was busy are dropped and counted, and the next one is on the grid again.
    /// A period of zero ticks once a turn. A timer of the same alias is stopped first.
    TimerId every(Duration period, std::function<void()> body, const std::string &alias = {});
    /// Once. A delay of zero posts to the loop: it runs in the next turn.
    TimerId after(Duration delay, std::function<void()> body, const std::string &alias = {});
    /// The error names what is unknown. One that is over (an `after` that ran) is unknown.
    Result<void> stop(TimerId id);
    Result<void> stop(const std::string &alias);
    /// How many that were.
    std::size_t stopAll();
    [[nodiscard]] std::size_t count() const { return m_aliases.size(); }
    /// [{id, alias, period_ms (null = once), due_in_ms, ticks, dropped}]
    [[nodiscard]] Value list() const;

private:
    std::string contextOf(TimerId id) const;
    TimerId remember(TimerId id, const std::string &alias);

    Bus &m_bus;
    std::map<TimerId, std::string> m_aliases; ///< of every timer that is not over; may be empty
};

} // namespace agora::agency
