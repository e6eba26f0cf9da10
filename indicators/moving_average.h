#pragma once

#include "indicators/ema.h"
#include "indicators/sma.h"
#include "indicators/wilder.h"
#include "indicators/wma.h"

#include <variant>

namespace agora::indicators {

/// A moving average whose kind is chosen at run time.
class MovingAverage {
public:
    using Input = double;
    using Output = double;
    enum class Kind { Simple, Exponential, Smoothed, Weighted };

    MovingAverage(Kind kind, int period, Seed seed = Seed::Mean)
        : m_average(chosen(kind, period, seed))
    {}

    [[nodiscard]] int warmUp() const
    {
        return std::visit([](const auto &average) { return average.warmUp(); }, m_average);
    }

    /// Empty until the chosen average is defined.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        return std::visit([value](auto &average) { return average.update(value); }, m_average);
    }

private:
    using Any = std::variant<Sma, Ema, WilderAverage, Wma>;

    static Any chosen(Kind kind, int period, Seed seed)
    {
        switch (kind) {
        case Kind::Exponential:
            return Ema(period, seed);
        case Kind::Smoothed:
            return WilderAverage(period);
        case Kind::Weighted:
            return Wma(period);
        case Kind::Simple:
            break;
        }
        return Sma(period);
    }

    Any m_average;
};

static_assert(Indicator<MovingAverage>);

} // namespace agora::indicators
