#pragma once

#include "engine/base/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace agora::agency {

using TimerId = std::uint64_t;

/// Timers of one thread in one ordered set; `Instant` is a Duration (monotonic) or a Timestamp
/// (market time). Periods count from start to start; a tick that was missed is dropped, not queued.
template <typename Instant>
class Timers {
public:
    TimerId once(Instant due, std::function<void()> body)
    {
        return add(due, {}, false, std::move(body));
    }
    TimerId every(Instant first, Duration period, std::function<void()> body)
    {
        return add(first, period, true, std::move(body));
    }
    /// False when there is no such timer (any more).
    bool stop(TimerId id)
    {
        const auto found = m_timers.find(id);
        if (found == m_timers.end())
            return false;
        m_order.erase({found->second.due, id});
        m_timers.erase(found);
        return true;
    }
    struct Timer {
        Instant due;
        Duration period{};
        bool isRepeating = false;
        std::function<void()> body;
        std::uint64_t ticks = 0;
        std::uint64_t dropped = 0;
    };
    [[nodiscard]] const Timer *find(TimerId id) const
    {
        const auto found = m_timers.find(id);
        return found == m_timers.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::optional<Instant> next() const
    {
        return m_order.empty() ? std::nullopt : std::optional(m_order.begin()->first);
    }
    [[nodiscard]] std::size_t count() const { return m_timers.size(); }

    /// Runs what is due, in the order of its instants, each timer at most once; returns how many
    /// ran.
    int run(Instant now)
    {
        int ran = 0;
        const auto newest = m_nextId;
        while (!m_order.empty() && m_order.begin()->first <= now) {
            const auto [due, id] = *m_order.begin();
            if (id >= newest)
                break; // started by a body in this round: the next round's
            m_order.erase(m_order.begin());
            const auto found = m_timers.find(id);
            const auto body = found->second.body; // it may stop itself
            ++found->second.ticks;
            if (found->second.isRepeating) {
                found->second.due = following(found->second, now);
                m_order.insert({found->second.due, id});
            } else {
                m_timers.erase(found);
            }
            body();
            ++ran;
        }
        return ran;
    }

private:
    /// The next tick of the grid that begins with the first tick and lies after `now`.
    static Instant following(Timer &timer, Instant now)
    {
        if (timer.period <= Duration::zero())
            return now + Duration(1); // once a turn
        const auto passed = (now - timer.due) / timer.period; // ticks that fell due meanwhile
        timer.dropped += static_cast<std::uint64_t>(passed);
        return timer.due + timer.period * (passed + 1);
    }
    TimerId add(Instant due, Duration period, bool isRepeating, std::function<void()> body)
    {
        const auto id = m_nextId++;
        m_timers.emplace(id, Timer{due, period, isRepeating, std::move(body)});
        m_order.insert({due, id});
        return id;
    }

    std::unordered_map<TimerId, Timer> m_timers;
    std::set<std::pair<Instant, TimerId>> m_order;
    TimerId m_nextId = 1;
};

} // namespace agora::agency
