#pragma once

#include "indicators/roc.h"
#include "indicators/wma.h"

#include <algorithm>

namespace agora::indicators {

/// Coppock curve (Edwin Coppock, Barron's, 1962): a weighted average of the sum of two rates of
/// change.
class Coppock {
public:
    using Input = double;
    using Output = double;

    Coppock(int period, int longRoc, int shortRoc)
        : m_long(longRoc), m_short(shortRoc), m_average(period)
    {}

    [[nodiscard]] int warmUp() const
    {
        return std::max(m_long.warmUp(), m_short.warmUp()) + m_average.warmUp() - 1;
    }

    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto slow = m_long.update(value);
        const auto fast = m_short.update(value);
        return slow && fast ? m_average.update(*slow + *fast) : std::nullopt;
    }

private:
    Roc m_long;
    Roc m_short;
    Wma m_average;
};

static_assert(Indicator<Coppock>);

} // namespace agora::indicators
