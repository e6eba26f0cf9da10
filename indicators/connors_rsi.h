#pragma once

#include "indicators/rsi.h"
#include "indicators/window.h"

#include <algorithm>

namespace agora::indicators {

/// Connors RSI, 0 to 100: the mean of a short RSI of the price, an RSI of the length of its streaks
/// (rises in a row counted up, falls down), and the rank of the last change in percent among those
/// before it. Larry Connors and Cesar Alvarez, An Introduction to ConnorsRSI (2012).
/// Each update compares with all of `rankPeriod` past changes.
class ConnorsRsi {
public:
    using Input = double;
    using Output = double;

    ConnorsRsi(int rsiPeriod, int streakPeriod, int rankPeriod)
        : m_rsi(rsiPeriod), m_streakRsi(streakPeriod), m_changes(rankPeriod)
    {}

    [[nodiscard]] int warmUp() const
    {
        return std::max(
            {m_rsi.warmUp(), m_streakRsi.warmUp(), static_cast<int>(m_changes.size()) + 2});
    }

    /// Empty until `rankPeriod + 2` inputs have been seen, with the usual short averages.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto rank = rankOf(value);
        const auto rsi = m_rsi.update(value);
        const auto streakRsi = m_streakRsi.update(m_streak);
        if (!rank || !rsi || !streakRsi)
            return std::nullopt;
        return (*rsi + *streakRsi + *rank) / 3.0;
    }

private:
    /// Share in percent of the past changes that were not greater than the newest.
    std::optional<double> rankOf(double value)
    {
        const bool isFirst = !m_hasPrevious;
        const double previous = isFirst ? value : m_previous;
        m_hasPrevious = true;
        m_previous = value;
        if (value > previous)
            m_streak = std::max(m_streak, 0.0) + 1.0;
        else if (value < previous)
            m_streak = std::min(m_streak, 0.0) - 1.0;
        else
            m_streak = 0.0;
        if (isFirst)
            return std::nullopt;
        const double change = previous != 0.0 ? (value - previous) / previous : 0.0;
        std::optional<double> rank;
        if (m_changes.isFull()) {
            int notGreater = 0;
            m_changes.forEach([&](double past) { notGreater += past <= change ? 1 : 0; });
            rank = 100.0 * notGreater / static_cast<double>(m_changes.size());
        }
        m_changes.push(change);
        return rank;
    }

    Rsi m_rsi;
    Rsi m_streakRsi;
    Window m_changes;
    double m_streak = 0;
    double m_previous = 0;
    bool m_hasPrevious = false;
};

static_assert(Indicator<ConnorsRsi>);

} // namespace agora::indicators
