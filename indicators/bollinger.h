#pragma once

#include "indicators/convention.h"
#include "indicators/deviation.h"
#include "indicators/kernels.h"

namespace agora::indicators {

/// Bollinger Bands: a simple moving average, and `width` population standard deviations to either
/// side. John Bollinger, Bollinger on Bollinger Bands (2001). MetaTrader's begin one bar later.
class BollingerBands {
public:
    using Input = double;
    struct Output {
        double upper = 0;
        double middle = 0;
        double lower = 0;
    };

    BollingerBands(int period, double width, Convention convention = Convention::Standard)
        : m_deviation(period)
        , m_width(width)
        , m_toSkip(convention == Convention::Mt5 ? 1 : 0)
        , m_warmUp(period + m_toSkip)
    {
        AGORA_ENSURE(std::isfinite(width) && width >= 0.0);
    }

    [[nodiscard]] int warmUp() const { return m_warmUp; }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto spread = m_deviation.update(value);
        if (!spread)
            return std::nullopt;
        if (m_toSkip > 0) [[unlikely]] {
            --m_toSkip;
            return std::nullopt;
        }
        const double distance = m_width * spread->deviation;
        return Output{.upper = spread->mean + distance,
            .middle = spread->mean,
            .lower = spread->mean - distance};
    }
    void batch(std::span<const double> values, Columns columns) const
    {
        kernels::bollingerBands(values, m_deviation.warmUp(), m_width, columns);
        for (const auto &column : columns)
            kernels::undefinedFirst(column, static_cast<std::size_t>(m_warmUp) - 1);
    }

private:
    Deviation m_deviation;
    double m_width;
    int m_toSkip;
    int m_warmUp;
};

/// %B: where the price stands between the bands, 0 at the lower and 1 at the upper one; 0.5 where
/// the bands have no distance.
class BollingerPercentB {
public:
    using Input = double;
    using Output = double;

    BollingerPercentB(int period, double width) : m_bands(period, width) {}

    [[nodiscard]] int warmUp() const { return m_bands.warmUp(); }

    /// Empty until `period` inputs have been seen.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto bands = m_bands.update(value);
        if (!bands)
            return std::nullopt;
        const double distance = bands->upper - bands->lower;
        return distance > 0.0 ? (value - bands->lower) / distance : 0.5;
    }

private:
    BollingerBands m_bands;
};

/// Band width: the distance of the bands as a share of the middle.
class BollingerWidth {
public:
    using Input = double;
    using Output = double;

    BollingerWidth(int period, double width) : m_bands(period, width) {}

    [[nodiscard]] int warmUp() const { return m_bands.warmUp(); }

    /// Empty until `period` inputs have been seen, and where the middle is 0.
    [[nodiscard]] std::optional<Output> update(Input value)
    {
        const auto bands = m_bands.update(value);
        if (!bands || bands->middle == 0.0)
            return std::nullopt;
        return (bands->upper - bands->lower) / bands->middle;
    }

private:
    BollingerBands m_bands;
};

static_assert(Indicator<BollingerBands>);
static_assert(Indicator<BollingerPercentB>);
static_assert(Indicator<BollingerWidth>);

} // namespace agora::indicators
