#pragma once

#include "engine/base/log.h"
#include "engine/model/market_data.h"
#include "engine/model/trading.h"

#include <string>
#include <vector>

namespace agora::protocol {

/// Which prices of a bar.
enum class BarSides : std::uint8_t { Bid, Ask, Mid, All };

/// When the subscriber of a series is told. Completed bars come at once in every mode.
enum class BarUpdates : std::uint8_t {
    EveryTick, ///< the forming bar after each batch of ticks (a live one is mostly one tick)
    Paced, ///< the newest state of the forming bar, at most every `paceMs`
    Completed ///< nothing of the forming bar
};

/// A subscriber of a series. It gets the last `depth` completed bars, and if these do not reach
/// back to `since`, those that open at or after that as well; then the forming bar (but for
/// Completed); then updates with all sides.
struct BarRequest {
    static constexpr std::uint32_t mostDepth = 20'000'000;
    static constexpr std::uint32_t shortestPaceMs = 10;
    static constexpr std::uint32_t longestPaceMs = 60'000;

    std::string symbol;
    Period period;
    std::uint32_t depth = 0;
    BarSides sides = BarSides::All; ///< of the snapshot; those not asked for are NaN in it
    BarUpdates updates = BarUpdates::EveryTick;
    std::uint32_t paceMs = 0; ///< of Paced, market time; else 0
    Timestamp since = Timestamp::max(); ///< max = no wish
    bool operator==(const BarRequest &) const = default;
};

/// A subscriber of ticks: what it has already. Ticks after (sinceTime, sinceNumber) are asked for;
/// sinceTime 0 = from now on.
struct TickRequest {
    std::string symbol;
    Timestamp sinceTime;
    std::uint64_t sinceNumber = 0;
    bool operator==(const TickRequest &) const = default;
};

/// Bars of a period that the venue has itself, which open in [from, to) and are complete at
/// (asOfTime, asOfNumber); with `wantTail` also the ticks from the end of the last complete bar up
/// to and including that instant.
struct HistoryRequest {
    std::string symbol;
    Period period;
    Timestamp from;
    Timestamp to;
    Timestamp asOfTime;
    std::uint64_t asOfNumber = 0;
    bool wantTail = false;
    bool operator==(const HistoryRequest &) const = default;
};

struct HistoryReply {
    BarBatch bars;
    TickBatch tail;
    bool operator==(const HistoryReply &) const = default;
};

struct OrderBatch {
    std::vector<Order> orders;
    bool operator==(const OrderBatch &) const = default;
};
struct FillBatch {
    std::vector<Fill> fills;
    bool operator==(const FillBatch &) const = default;
};
struct TradeBatch {
    std::vector<Trade> trades;
    bool operator==(const TradeBatch &) const = default;
};
struct PositionBatch {
    std::vector<Position> positions;
    bool operator==(const PositionBatch &) const = default;
};
struct ReportBatch {
    std::vector<ExecutionReport> reports;
    bool operator==(const ReportBatch &) const = default;
};
struct EquityBatch {
    std::vector<EquityPoint> points;
    bool operator==(const EquityBatch &) const = default;
};
struct SignalBatch {
    std::vector<Signal> items; ///< not `signals`, which is a macro wherever Qt is included
    bool operator==(const SignalBatch &) const = default;
};
struct LogBatch {
    std::vector<LogRecord> records;
    bool operator==(const LogBatch &) const = default;
};

} // namespace agora::protocol
