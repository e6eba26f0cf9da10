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
    TimerId once(Instant due, std::function<void()> body) { return add(due, {}, std::move(body)); }
    TimerId every(Instant first, Duration period, std::function<void()> body)
    {
        return add(first, period, std::move(body));
    }
    void stop(TimerId id)
    {
        if (const auto found = m_timers.find(id); found != m_timers.end()) {
            m_order.erase({found->second.due, id});
            m_timers.erase(found);
        }
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
            if (const auto period = found->second.period; period > Duration::zero()) {
                auto following = due + period;
                if (following <= now)
                    following = due + period * ((now - due) / period + 1);
                found->second.due = following;
                m_order.insert({following, id});
            } else {
                m_timers.erase(found);
            }
            body();
            ++ran;
        }
        return ran;
    }

private:
    struct Timer {
        Instant due;
        Duration period{};
        std::function<void()> body;
    };
    TimerId add(Instant due, Duration period, std::function<void()> body)
    {
        const auto id = m_nextId++;
        m_timers.emplace(id, Timer{due, period, std::move(body)});
        m_order.insert({due, id});
        return id;
    }

    std::unordered_map<TimerId, Timer> m_timers;
    std::set<std::pair<Instant, TimerId>> m_order;
    TimerId m_nextId = 1;
};

} // namespace agora::agency
