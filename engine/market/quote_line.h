#pragma once

#include "engine/base/result.h"
#include "engine/model/market_data.h"

#include <cstddef>
#include <string_view>

namespace agora {

/// How a table of recorded quotes is written.
enum class QuoteFormat {
    HistData, ///< HistData.com ASCII: `YYYYMMDD HHMMSSmmm,bid,ask,volume`, no header, UTC−5 all
              ///< year
    TrueFx, ///< `timestamp,bid,ask`, times as `2013-01-01 22:00:00.295000+00:00`
    Generic ///< `time,bid,ask[,volume]`, header or not, times ISO (UTC without a zone) or epoch
            ///< milliseconds
};

[[nodiscard]] std::string_view toString(QuoteFormat format);
/// `histdata`, `truefx`, `generic`; the error names the text.
[[nodiscard]] Result<QuoteFormat> parseQuoteFormat(std::string_view text);

/// The column names that open some tables.
[[nodiscard]] bool isQuoteHeader(std::string_view line);
/// From the first line, and the second where the first is a header. The error shows the line.
[[nodiscard]] Result<QuoteFormat> recogniseQuotes(std::string_view first, std::string_view second);

/// Reads the data lines of one table. Holds what must be the same in all of them.
class QuoteLineParser {
public:
    explicit QuoteLineParser(QuoteFormat format) : m_format(format) {}

    /// A tick without number; TickCrossed is set where bid > ask. The error names field and text,
    /// not file and line.
    [[nodiscard]] Result<Tick> parse(std::string_view line);

private:
    [[nodiscard]] Result<Timestamp> time(std::string_view field) const;
    [[nodiscard]] Result<void> checkFieldCount(std::size_t count);

    QuoteFormat m_format;
    std::size_t m_fieldCount = 0; // of the first line; 0 = none seen
};

} // namespace agora
