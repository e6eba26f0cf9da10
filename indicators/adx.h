#pragma once

#include "indicators/bar_input.h"
#include "indicators/directional_movement.h"
#include "indicators/ema.h"
#include "indicators/kernels.h"
#include "indicators/wilder.h"
#include "indicators/window.h"

#include <array>

namespace agora::indicators {

/// +DM and −DM: Wilder's running sums of the upward and downward moves (TA-Lib).
class DirectionalMovement {
public:
    using Input = Bar;
    struct Output {
        double plus = 0;
        double minus = 0;
    };

    explicit DirectionalMovement(int period) : m_sums(period), m_period(period) {}

    [[nodiscard]] int warmUp() const { return std::max(m_period, 2); }

    /// Empty until `period` bars (at least two) have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        m_sums.add(bar);
        if (!m_sums.hasSums())
            return std::nullopt;
        return Output{.plus = m_sums.plus(), .minus = m_sums.minus()};
    }

private:
    DirectionalSums m_sums;
    int m_period;
};

/// +DI and −DI of Wilder's running sums (TA-Lib).
class WilderDirection {
public:
    using Input = Bar;
    using Output = DirectionalIndicators;
    using Average = WilderAverage; ///< what makes DX the ADX

    explicit WilderDirection(int period) : m_sums(period), m_period(period) {}

    [[nodiscard]] int warmUp() const { return m_period + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        m_sums.add(bar);
        if (!m_sums.isSettled()) [[unlikely]]
            return std::nullopt;
        return directionalShares(m_sums.plus(), m_sums.minus(), m_sums.range());
    }

private:
    DirectionalSums m_sums;
    int m_period;
};

/// +DI and −DI of Wilder's averages, seeded with the mean of the first `period` moves
/// (TradingView; MetaTrader's "ADX Wilder").
class AveragedDirection {
public:
    using Input = Bar;
    using Output = DirectionalIndicators;
    using Average = WilderAverage;

    explicit AveragedDirection(int period) : m_plus(period), m_minus(period), m_range(period) {}

    [[nodiscard]] int warmUp() const { return m_range.warmUp() + 1; }

    /// Empty until `period + 1` bars have been seen.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto move = m_moves.update(bar);
        if (!move)
            return std::nullopt;
        const auto plus = m_plus.update(move->plus);
        const auto minus = m_minus.update(move->minus);
        const auto range = m_range.update(move->range);
        if (!plus || !minus || !range)
            return std::nullopt;
        return directionalShares(*plus, *minus, *range);
    }

private:
    DirectionalMove m_moves;
    WilderAverage m_plus;
    WilderAverage m_minus;
    WilderAverage m_range;
};

/// +DI and −DI as exponential averages of each bar's own shares, starting with 0 at the first bar
/// (MetaTrader's ADX).
class BarwiseDirection {
public:
    using Input = Bar;
    using Output = DirectionalIndicators;
    struct Average : Ema {
        explicit Average(int period) : Ema(period, Seed::First) {}
    };

    explicit BarwiseDirection(int period) : m_plus(period), m_minus(period) {}

    [[nodiscard]] int warmUp() const { return 1; }

    /// Never empty.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto move = m_moves.update(bar).value_or(DirectionalMove::Output{});
        const auto shares = directionalShares(move.plus, move.minus, move.range);
        const auto plus = m_plus.update(shares.plus);
        const auto minus = m_minus.update(shares.minus);
        if (!plus || !minus)
            return std::nullopt;
        return Output{.plus = *plus, .minus = *minus};
    }

private:
    DirectionalMove m_moves;
    Average m_plus;
    Average m_minus;
};

/// DX, 0 to 100: how far the bars go one way rather than both.
template <typename Direction>
class DirectionalIndex {
public:
    using Input = Bar;
    using Output = double;

    explicit DirectionalIndex(int period) : m_direction(period) {}

    [[nodiscard]] int warmUp() const { return m_direction.warmUp(); }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto direction = m_direction.update(bar);
        return direction ? std::optional(direction->index()) : std::nullopt;
    }

private:
    Direction m_direction;
};

/// Average Directional Index, 0 to 100, with +DI and −DI.
/// J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
template <typename Direction>
class Adx {
public:
    using Input = Bar;
    struct Output {
        std::optional<double> adx; ///< an averaging period after the other two
        double plus = 0; ///< +DI
        double minus = 0; ///< −DI
    };

    Adx(int period, int averaging) : m_direction(period), m_average(averaging) {}

    [[nodiscard]] std::array<int, 3> warmUps() const
    {
        const int direction = m_direction.warmUp();
        return {direction + m_average.warmUp() - 1, direction, direction};
    }

    /// Empty until +DI and −DI can be told.
    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto direction = m_direction.update(bar);
        if (!direction)
            return std::nullopt;
        return Output{.adx = m_average.update(direction->index()),
            .plus = direction->plus,
            .minus = direction->minus};
    }

    void batch(const BarColumns &bars,
        Columns columns) const requires std::is_same_v<Direction, WilderDirection>
    {
        kernels::averageDirectionalIndex(
            bars.high, bars.low, bars.close, m_direction.warmUp() - 1, m_average.warmUp(), columns);
    }

private:
    Direction m_direction;
    typename Direction::Average m_average;
};

/// ADXR, 0 to 100: the mean of the ADX now and `period - 1` bars ago (TA-Lib).
template <typename Direction>
class Adxr {
public:
    using Input = Bar;
    using Output = double;

    explicit Adxr(int period) : m_adx(period, period), m_past(period) {}

    [[nodiscard]] int warmUp() const
    {
        return m_adx.warmUps()[0] + static_cast<int>(m_past.size()) - 1;
    }

    [[nodiscard]] std::optional<Output> update(const Input &bar)
    {
        const auto lines = m_adx.update(bar);
        if (!lines || !lines->adx)
            return std::nullopt;
        m_past.push(*lines->adx);
        if (!m_past.isFull())
            return std::nullopt;
        return (*lines->adx + m_past.oldest()) / 2;
    }

private:
    Adx<Direction> m_adx;
    Window m_past;
};

static_assert(Indicator<DirectionalMovement>);
static_assert(Indicator<DirectionalIndex<WilderDirection>>);
static_assert(Indicator<Adx<AveragedDirection>>);
static_assert(Indicator<Adxr<BarwiseDirection>>);

} // namespace agora::indicators
