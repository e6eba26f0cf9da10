#pragma once

#include "engine/base/time.h"
#include "engine/model/period.h"

#include <cstdint>
#include <string>
#include <vector>

namespace agora {

enum class PriceSide : std::uint8_t { Bid, Ask, Mid };
[[nodiscard]] std::string_view toString(PriceSide side);
[[nodiscard]] Result<PriceSide> parsePriceSide(std::string_view text);

enum TickFlag : std::uint8_t { TickCrossed = 1, TickHistory = 2 };

/// One quote.
struct Tick {
    Timestamp time;
    double bid = 0;
    double ask = 0;
    double volume = 0; ///< 0 where the venue gives none
    std::uint64_t number = 0; ///< the feed's, by instrument, running from 1; 0 = not numbered
    std::uint8_t flags = 0; ///< TickFlag bits

    [[nodiscard]] double mid() const { return (bid + ask) / 2; }
    [[nodiscard]] double price(PriceSide side) const
    {
        return side == PriceSide::Bid ? bid : side == PriceSide::Ask ? ask : mid();
    }
    bool operator==(const Tick &) const = default;
};

struct Ohlc {
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    bool operator==(const Ohlc &) const = default;
};

enum BarFlag : std::uint8_t {
    BarLive = 1, ///< built from ticks as they came
    BarBackfilled = 2, ///< came from the venue's history
    BarCorrected = 4, ///< replaces an earlier version
    BarSynthetic = 8, ///< no price was seen: flat at the previous close
    BarComplete = 16, ///< its time is over
    BarMidApproximate = 32, ///< mid is the mean of bid and ask fields (R8)
    BarCut = 64 ///< of R13: the trading day's end closed it before its own rule did
};

/// Bid, ask and mid prices of one [openTime, next edge).
struct QuoteBar {
    Timestamp openTime;
    Ohlc bid;
    Ohlc ask;
    Ohlc mid;
    double volume = 0; ///< sum of tick volumes, or number of ticks where the venue gives none
    std::uint32_t ticks = 0;
    std::uint16_t revision = 0; ///< grows with each correction of a completed bar
    std::uint8_t flags = 0; ///< BarFlag bits

    [[nodiscard]] const Ohlc &side(PriceSide which) const
    {
        return which == PriceSide::Bid ? bid : which == PriceSide::Ask ? ask : mid;
    }
    [[nodiscard]] bool isComplete() const { return (flags & BarComplete) != 0; }
    bool operator==(const QuoteBar &) const = default;
};

/// Ticks of one instrument.
struct TickBatch {
    std::string symbol;
    std::vector<Tick> ticks;
    bool operator==(const TickBatch &) const = default;
};

/// Bars of one series, ascending by open time; at most the last is forming.
struct BarBatch {
    std::string symbol;
    Period period;
    std::vector<QuoteBar> bars;
    bool operator==(const BarBatch &) const = default;
};

} // namespace agora
