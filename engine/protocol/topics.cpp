#include "engine/protocol/codec.h"

#include <array>

namespace agora::protocol {

std::span<const TopicRow> topicTable()
{
    static constexpr std::array<TopicRow, 17> rows{{
        {"ticks/<symbol>", "TickBatch", "venue, feeder, router", "quotes as they come"},
        {"bars/<symbol>/<period>", "BarBatch", "router", "forming and complete bars"},
        {"paced/<symbol>/<period>/<ms>", "BarBatch", "router",
            "complete bars, and the forming one at most every so many milliseconds"},
        {"closed/<symbol>/<period>", "BarBatch", "router", "complete bars only"},
        {"reports", "ReportBatch", "venue", "what happened to orders, for the trader"},
        {"orders", "OrderBatch", "trader", "orders that changed"},
        {"orders-of/<brain>", "OrderBatch", "trader", "one brain's own orders"},
        {"fills", "FillBatch", "trader", "executions, each once"},
        {"fills-of/<brain>", "FillBatch", "trader", "one brain's own executions"},
        {"trades", "TradeBatch", "trader", "parts of positions that were closed"},
        {"positions", "PositionBatch", "trader", "positions that changed"},
        {"account", "Account", "informer", "balance, equity and margin"},
        {"equity", "EquityBatch", "informer", "points of the equity curve"},
        {"signals-of/<brain>", "SignalBatch", "brain", "what one brain says"},
        {"plots/<brain>", "PlotBatch", "brain", "lines that one brain draws into charts"},
        {"signals", "SignalBatch", "informer", "what all brains say"},
        {"log", "LogBatch", "logger", "lines of every agent's log"},
    }};
    return rows;
}

namespace topics {

namespace {
std::string joined(std::string_view family, std::string_view key)
{
    return std::string(family).append("/").append(key);
}
} // namespace

std::string ticks(std::string_view symbol) { return joined("ticks", symbol); }

std::string bars(std::string_view symbol, Period period)
{
    return joined(joined("bars", symbol), period.toString());
}

std::string closedBars(std::string_view symbol, Period period)
{
    return joined(joined("closed", symbol), period.toString());
}

std::string pacedBars(std::string_view symbol, Period period, std::uint32_t paceMs)
{
    return joined(joined(joined("paced", symbol), period.toString()), std::to_string(paceMs));
}

std::string of(const BarRequest &request)
{
    switch (request.updates) {
    case BarUpdates::EveryTick:
        return bars(request.symbol, request.period);
    case BarUpdates::Paced:
        return pacedBars(request.symbol, request.period, request.paceMs);
    case BarUpdates::Completed:
        return closedBars(request.symbol, request.period);
    }
    return {};
}

std::string ownOrders(std::string_view owner) { return joined("orders-of", owner); }
std::string ownFills(std::string_view owner) { return joined("fills-of", owner); }
std::string plots(std::string_view brain) { return joined("plots", brain); }
std::string signalsOf(std::string_view brain) { return joined("signals-of", brain); }

} // namespace topics

} // namespace agora::protocol
