#pragma once

#include "engine/model/bar_edges.h"
#include "engine/model/market_data.h"

#include <iosfwd>
#include <span>
#include <string>

namespace agora {

/// Writes tables of prices that CsvReader reads. Prices are the shortest decimal text, without an
/// exponent, that reads back as the same double; mid prices, which are means, are rounded to 15
/// digits. Times are UTC.
class CsvWriter {
public:
    explicit CsvWriter(std::ostream &out) : m_out(out) {}

    /// `time,bid,ask,volume`
    void ticksHeader();
    void ticks(std::span<const Tick> ticks);
    /// `open_time,bid_open,…,ask_close,volume,ticks,complete`
    void barsHeader();
    void bars(std::span<const QuoteBar> bars);
    /// `open_time,close_time,open,high,low,close,volume,sources,complete`, one side of the bars;
    /// one that the day's end cut (R13) is not complete
    void sideHeader();
    void side(const QuoteBar &bar, Timestamp closeTime, PriceSide side, std::uint64_t sources);

private:
    void put(double value);
    void put(std::uint64_t value);
    void put(const Ohlc &side);
    void putTime(Timestamp at);
    void putComplete(const QuoteBar &bar);
    void write();

    std::ostream &m_out;
    std::string m_line;
};

} // namespace agora
