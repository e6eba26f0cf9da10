#pragma once

#include "indicators/indicator.h"
#include "indicators/window.h"

#include <algorithm>
#include <cmath>

namespace agora::indicators {

/// Mean and population standard deviation of the last `period` inputs.
class Deviation {
public:
    using Input = double;
    struct Output {
        double mean = 0;
        double deviation = 0; ///< exactly 0 when all inputs of the window are equal
    };

    explicit Deviation(int period) : m_window(period) {}

    [[nodiscard]] int warmUp() const { return static_cast<int>(m_window.size()); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        AGORA_ENSURE(std::isfinite(value));
        startOn(value);
        const auto leaving = m_window.push(value);
        m_sums.add(value);
        m_round.add(value);
        if (leaving)
            m_sums.remove(*leaving);
        if (m_window.isRoundComplete()) {
            // The same renewal as in Sma; the next round measures from a price near its own, so
            // that squares of small distances are summed and not squares of prices.
            m_sums = m_round;
            m_round = Sums{.origin = value};
        }
        if (!m_window.isFull())
            return std::nullopt;
        if (m_equalInputs >= m_window.size())
            return Output{.mean = value, .deviation = 0.0};
        return m_sums.over(static_cast<double>(m_window.size()));
    }

private:
    struct Sums {
        double origin = 0;
        double distances = 0;
        double squares = 0;

        void add(double value)
        {
            distances += value - origin;
            squares += (value - origin) * (value - origin);
        }
        void remove(double value)
        {
            distances -= value - origin;
            squares -= (value - origin) * (value - origin);
        }
        [[nodiscard]] Output over(double count) const
        {
            const double offset = distances / count;
            return {.mean = origin + offset,
                .deviation = std::sqrt(std::max(0.0, squares / count - offset * offset))};
        }
    };

    void startOn(double value)
    {
        if (m_equalInputs == 0)
            m_sums.origin = m_round.origin = value;
        m_equalInputs = value == m_previous ? m_equalInputs + 1 : 1;
        m_previous = value;
    }

    Window m_window;
    Sums m_sums;
    Sums m_round;
    std::size_t m_equalInputs = 0;
    double m_previous = 0;
};

static_assert(Indicator<Deviation>);

} // namespace agora::indicators
