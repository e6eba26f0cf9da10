#include "engine/market/csv_writer.h"

#include <array>
#include <charconv>
#include <ostream>

namespace agora {

namespace {
constexpr std::size_t enough = 64 * 1024; ///< bytes that are worth a write
constexpr std::size_t longestNumber = 400; ///< the smallest double has 324 decimals

/// Without the noise that halving a sum of two decimal fractions brings.
Ohlc rounded(const Ohlc &side)
{
    const auto round = [](double value) {
        std::array<char, longestNumber> text{};
        const auto end = std::to_chars(
            text.data(), text.data() + text.size(), value, std::chars_format::general, 15)
                             .ptr;
        std::from_chars(text.data(), end, value);
        return value;
    };
    return {round(side.open), round(side.high), round(side.low), round(side.close)};
}
} // namespace

void CsvWriter::put(double value)
{
    std::array<char, longestNumber> text;
    const auto end
        = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed)
              .ptr;
    m_line.append(text.data(), end);
}

void CsvWriter::put(std::uint64_t value)
{
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    m_line.append(text.data(), end);
}

void CsvWriter::put(const Ohlc &side)
{
    for (const double price : {side.open, side.high, side.low, side.close}) {
        m_line += ',';
        put(price);
    }
}

void CsvWriter::putTime(Timestamp at)
{
    const auto nanos = toNanos(at);
    m_line += formatIso(at, nanos % 1'000'000'000 == 0 ? 0 : nanos % 1'000'000 == 0 ? 3 : 9);
}

void CsvWriter::putComplete(const QuoteBar &bar)
{
    m_line += bar.isComplete() && (bar.flags & BarCut) == 0 ? ",true\n" : ",false\n";
}

void CsvWriter::write()
{
    m_out.write(m_line.data(), static_cast<std::streamsize>(m_line.size()));
    m_line.clear();
}

void CsvWriter::ticksHeader() { m_out << "time,bid,ask,volume\n"; }

void CsvWriter::ticks(std::span<const Tick> ticks)
{
    for (const auto &tick : ticks) {
        m_line += formatIso(tick.time, toNanos(tick.time) % 1'000'000 == 0 ? 3 : 9);
        for (const double value : {tick.bid, tick.ask, tick.volume}) {
            m_line += ',';
            put(value);
        }
        m_line += '\n';
        if (m_line.size() > enough)
            write();
    }
    write();
}

void CsvWriter::barsHeader()
{
    m_out << "open_time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close,"
             "volume,ticks,complete\n";
}

void CsvWriter::bars(std::span<const QuoteBar> bars)
{
    for (const auto &bar : bars) {
        putTime(bar.openTime);
        put(bar.bid);
        put(bar.ask);
        m_line += ',';
        put(bar.volume);
        m_line += ',';
        put(std::uint64_t{bar.ticks});
        putComplete(bar);
        if (m_line.size() > enough)
            write();
    }
    write();
}

void CsvWriter::sideHeader()
{
    m_out << "open_time,close_time,open,high,low,close,volume,sources,complete\n";
}

void CsvWriter::side(
    const QuoteBar &bar, Timestamp closeTime, PriceSide side, std::uint64_t sources)
{
    putTime(bar.openTime);
    m_line += ',';
    putTime(closeTime);
    put(side == PriceSide::Mid ? rounded(bar.mid) : bar.side(side));
    m_line += ',';
    put(bar.volume);
    m_line += ',';
    put(sources);
    putComplete(bar);
    write();
}

} // namespace agora
