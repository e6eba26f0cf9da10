#pragma once

#include "indicators/bar_input.h"
#include "indicators/session_clock.h"

#include "indicators/indicator.h"

#include <optional>

namespace agora::indicators {

/// Volume weighted average price since the session began, or since a chosen instant; without any
/// volume so far the plain mean of the prices.
class Vwap {
public:
    using Input = PricedBar;
    using Output = double;

    explicit Vwap(SessionClock clock) : m_clock(std::move(clock)) {}
    explicit Vwap(Timestamp anchor) : m_anchor(anchor) {}

    [[nodiscard]] int warmUp() const { return 1; }

    /// Empty before the chosen instant only.
    [[nodiscard]] std::optional<Output> update(const Input &input)
    {
        if (!m_clock && input.bar.time < m_anchor)
            return std::nullopt;
        if (m_clock && m_clock->isNewSession(input.bar.time))
            m_sums = {};
        if (m_sums.count == 0.0)
            m_origin = input.price;
        // Distances from the session's first price keep the digits of a long month.
        const double distance = input.price - m_origin;
        m_sums.money += distance * input.bar.volume;
        m_sums.volume += input.bar.volume;
        m_sums.distances += distance;
        m_sums.count += 1.0;
        return m_origin
            + (m_sums.volume != 0.0 ? m_sums.money / m_sums.volume
                                    : m_sums.distances / m_sums.count);
    }

private:
    struct Sums {
        double money = 0;
        double volume = 0;
        double distances = 0;
        double count = 0;
    };

    std::optional<SessionClock> m_clock;
    Timestamp m_anchor{};
    double m_origin = 0;
    Sums m_sums;
};

static_assert(Indicator<Vwap>);

} // namespace agora::indicators
