#pragma once

#include "engine/market/csv_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace agora {

/// Bars whose bids stand in one file and whose asks in another (FXCM, Dukascopy), joined by open
/// time. A bar that only one of them has cannot be made; it is counted.
class CsvSideJoin {
public:
    /// The error names the file that holds ticks, or the periods that differ.
    [[nodiscard]] static Result<CsvSideJoin> make(CsvReader bids, CsvReader asks);

    [[nodiscard]] const CsvReader &bids() const { return m_bids.reader; }
    [[nodiscard]] const CsvReader &asks() const { return m_asks.reader; }
    /// As CsvReader::readBars; volume and ticks are the bids'.
    [[nodiscard]] Result<void> readBars(std::size_t count, std::vector<QuoteBar> &bars);
    [[nodiscard]] std::uint64_t lonely() const { return m_lonely; }
    /// The first bar that only one file has: its time and that file; empty when there is none.
    [[nodiscard]] const std::string &firstLonely() const { return m_firstLonely; }

private:
    struct Side {
        CsvReader reader;
        std::string file;
        std::vector<QuoteBar> block{};
        std::size_t at = 0;
        [[nodiscard]] Result<const QuoteBar *> front();
    };
    CsvSideJoin(Side bids, Side asks) : m_bids(std::move(bids)), m_asks(std::move(asks)) {}
    void passOver(Side &side);

    Side m_bids;
    Side m_asks;
    std::uint64_t m_lonely = 0;
    std::string m_firstLonely;
};

} // namespace agora
