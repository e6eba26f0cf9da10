#include "engine/market/csv_join.h"

namespace agora {

namespace {

constexpr std::size_t barsAtOnce = 4096;

QuoteBar joined(const QuoteBar &bid, const QuoteBar &ask)
{
    auto bar = bid;
    bar.ask = ask.ask;
    if (!ask.isComplete())
        bar.flags = static_cast<std::uint8_t>(bar.flags & ~unsigned{BarComplete});
    const auto mean = [](double a, double b) { return (a + b) / 2; };
    bar.mid = {mean(bid.bid.open, ask.ask.open), mean(bid.bid.high, ask.ask.high),
        mean(bid.bid.low, ask.ask.low), mean(bid.bid.close, ask.ask.close)};
    return bar;
}

} // namespace

Result<CsvSideJoin> CsvSideJoin::make(CsvReader bids, CsvReader asks)
{
    for (const auto *reader : {&bids, &asks}) {
        if (reader->isTicks())
            return fail(reader->file().string()
                + ": holds ticks; only bars are joined from a file of bids and one of asks");
    }
    if (bids.period() != asks.period())
        return fail(bids.file().string() + " holds bars of " + bids.period().toString() + ", "
            + asks.file().string() + " of " + asks.period().toString() + ": they cannot be joined");
    auto bidFile = bids.file().string();
    auto askFile = asks.file().string();
    return CsvSideJoin({.reader = std::move(bids), .file = std::move(bidFile)},
        {.reader = std::move(asks), .file = std::move(askFile)});
}

/// The next bar; null at the end.
Result<const QuoteBar *> CsvSideJoin::Side::front()
{
    if (at == block.size()) {
        block.clear();
        at = 0;
        if (const auto read = reader.readBars(barsAtOnce, block); !read)
            return read.failure();
    }
    return at < block.size() ? &block[at] : nullptr;
}

void CsvSideJoin::passOver(Side &side)
{
    if (m_lonely++ == 0)
        m_firstLonely = formatIso(side.block[side.at].openTime, 0) + " is only in " + side.file;
    ++side.at;
}

Result<void> CsvSideJoin::readBars(std::size_t count, std::vector<QuoteBar> &bars)
{
    while (count > 0) {
        const auto bid = m_bids.front();
        const auto ask = m_asks.front();
        if (!bid || !ask)
            return bid ? ask.failure() : bid.failure();
        if (*bid == nullptr && *ask == nullptr)
            return {};
        const bool isBidLonely
            = *ask == nullptr || (*bid != nullptr && (*bid)->openTime < (*ask)->openTime);
        if (isBidLonely) {
            passOver(m_bids);
        } else if (*bid == nullptr || (*ask)->openTime < (*bid)->openTime) {
            passOver(m_asks);
        } else {
            bars.push_back(joined(**bid, **ask));
            ++m_bids.at;
            ++m_asks.at;
            --count;
        }
    }
    return {};
}

} // namespace agora
