#include "engine/market/csv_writer.h"

#include <array>
#include <charconv>
#include <ostream>

namespace agora {

namespace {
constexpr std::size_t enough = 64 * 1024; ///< bytes that are worth a write
} // namespace

void CsvWriter::put(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
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

void CsvWriter::putTime(Timestamp at, int decimals) { m_line += formatIso(at, decimals); }

void CsvWriter::write()
{
    m_out.write(m_line.data(), static_cast<std::streamsize>(m_line.size()));
    m_line.clear();
}

void CsvWriter::ticksHeader() { m_out << "time,bid,ask,volume\n"; }

void CsvWriter::ticks(std::span<const Tick> ticks)
{
    for (const auto &tick : ticks) {
        const bool isWholeMs = toNanos(tick.time) % 1'000'000 == 0;
        putTime(tick.time, isWholeMs ? 3 : 9);
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
             "volume,ticks\n";
}

void CsvWriter::bars(std::span<const QuoteBar> bars)
{
    for (const auto &bar : bars) {
        putTime(bar.openTime, 0);
        put(bar.bid);
        put(bar.ask);
        m_line += ',';
        put(bar.volume);
        m_line += ',';
        put(std::uint64_t{bar.ticks});
        m_line += '\n';
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
    putTime(bar.openTime, 0);
    m_line += ',';
    putTime(closeTime, 0);
    put(bar.side(side));
    m_line += ',';
    put(bar.volume);
    m_line += ',';
    put(sources);
    m_line += bar.isComplete() ? ",true\n" : ",false\n";
    write();
}

} // namespace agora
