#pragma once

#include "engine/base/zone.h"

namespace agora::indicators {

/// Tells when a new trading day, week or month begins.
class SessionClock {
public:
    enum class Length { Day, Week, Month };
    enum class DayStart {
        NewYork, ///< 17:00 New York, the day bearing the date of its end; weeks from Friday (R3,
                 ///< R6, R7)
        Utc ///< midnight UTC; weeks from Monday
    };

    /// An error where the system knows no zone New York.
    [[nodiscard]] static Result<SessionClock> make(Length length, DayStart dayStart);

    /// Whether `at` lies in another session than the last one asked for; times must not run back.
    /// The first is always a new one.
    [[nodiscard]] bool isNewSession(Timestamp at)
    {
        if (at < m_end && at >= m_begin) [[likely]]
            return false;
        enter(at);
        return true;
    }
    /// First instant of the session of the last time asked for.
    [[nodiscard]] Timestamp begin() const { return m_begin; }

private:
    SessionClock(Length length, DayStart dayStart, Zone zone)
        : m_length(length), m_dayStart(dayStart), m_zone(std::move(zone))
    {}
    void enter(Timestamp at);
    [[nodiscard]] Timestamp startOf(std::chrono::local_days tradingDate) const;

    Length m_length;
    DayStart m_dayStart;
    Zone m_zone;
    Timestamp m_begin{};
    Timestamp m_end{}; // before any time is asked for: an empty session
};

} // namespace agora::indicators
