#pragma once

#include "engine/model/bar_series.h"

#include <array>
#include <limits>
#include <span>

namespace agora::indicators {

/// One bar as it is handed to an indicator, with its bid, ask and mid prices where they are known.
/// Refers to what it is made of: for the length of a call only.
class BarInput {
public:
    BarInput(const Bar &bar) : m_bar(&bar) {} // NOLINT: a bar is an input as it stands
    BarInput(const Bar &bar, const QuoteBar &quotes) : m_bar(&bar), m_quotes(&quotes) {}

    [[nodiscard]] const Bar &bar() const { return *m_bar; }
    /// Null when only one side is known.
    [[nodiscard]] const QuoteBar *quotes() const { return m_quotes; }

private:
    const Bar *m_bar;
    const QuoteBar *m_quotes = nullptr;
};

/// Prices of one side, one value a bar, oldest first.
struct OhlcColumns {
    std::span<const double> open, high, low, close;
};

/// Bars in columns, oldest first. Views only.
struct BarColumns {
    std::span<const std::int64_t> times; ///< open times, ns UTC
    std::span<const double> open, high, low, close, volume;
    /// By PriceSide; empty where not known.
    std::array<OhlcColumns, 3> sides{};

    [[nodiscard]] static BarColumns of(const BarSeries &series)
    {
        BarColumns columns{.times = series.times(),
            .open = series.open(),
            .high = series.high(),
            .low = series.low(),
            .close = series.close(),
            .volume = series.volume()};
        columns.sides[static_cast<std::size_t>(series.side())]
            = {series.open(), series.high(), series.low(), series.close()};
        return columns;
    }

    [[nodiscard]] std::size_t size() const { return close.size(); }
    [[nodiscard]] Bar operator[](std::size_t i) const
    {
        return {fromNanos(times[i]), open[i], high[i], low[i], close[i], volume[i]};
    }
    /// Prices of a side that is not known are NaN.
    [[nodiscard]] QuoteBar quotes(std::size_t i) const
    {
        const auto side = [&](PriceSide which) {
            const OhlcColumns &from = sides[static_cast<std::size_t>(which)];
            constexpr double none = std::numeric_limits<double>::quiet_NaN();
            if (from.close.size() != size())
                return Ohlc{none, none, none, none};
            return Ohlc{from.open[i], from.high[i], from.low[i], from.close[i]};
        };
        return {.openTime = fromNanos(times[i]),
            .bid = side(PriceSide::Bid),
            .ask = side(PriceSide::Ask),
            .mid = side(PriceSide::Mid),
            .volume = volume[i]};
    }
};

/// A chosen price beside the bar that it belongs to.
struct PricedBar {
    double price = 0;
    Bar bar;
};

/// Two chosen prices of the same bar.
struct PricePair {
    double first = 0;
    double second = 0;
};

} // namespace agora::indicators
