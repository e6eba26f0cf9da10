#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// What a column of a table of prices holds.
enum class CsvRole : std::uint8_t {
    Ignore,
    Symbol,
    Time, ///< date and time, or a number since 1970
    Date,
    Clock, ///< time of day, beside Date
    Bid,
    Ask,
    Volume,
    BidVolume, ///< with AskVolume: the volume is their sum
    AskVolume,
    Ticks,
    Spread, ///< of a bar, in points
    Open,
    High,
    Low,
    Close,
    BidOpen,
    BidHigh,
    BidLow,
    BidClose,
    AskOpen,
    AskHigh,
    AskLow,
    AskClose,
    CloseTime, ///< of a bar: tells its period
    Complete ///< of a bar: whether it is (true, false, 1, 0)
};

/// How a table of prices is written.
struct CsvLayout {
    std::string format; ///< histdata, truefx, dukascopy, metatrader, fxcm, generic
    char separator = ',';
    bool hasHeader = false;
    std::vector<CsvRole> columns;
    std::string zone; ///< of times that do not say it; empty = the file does not tell

    [[nodiscard]] bool isTicks() const { return has(CsvRole::Bid); }
    [[nodiscard]] bool has(CsvRole role) const;
};

/// `histdata`, `truefx`, `dukascopy`, `metatrader`, `fxcm`, `generic`.
[[nodiscard]] std::span<const std::string_view> csvFormats();
[[nodiscard]] std::string csvFormatList(); ///< of them, for a sentence

/// Tab, semicolon or comma: which of them, in this order, the line has.
[[nodiscard]] char csvSeparator(std::string_view line);

/// From the first lines of a file (two are enough): columns by their names where there is a header,
/// else by the shape of the first line. The error shows the line.
[[nodiscard]] Result<CsvLayout> recogniseCsv(std::string_view first, std::string_view second);

/// A column map such as `time,bid,ask,volume` or `date,clock,open,high,low,close,-`; `-` is a
/// column to be passed over. The error names the word and suggests.
[[nodiscard]] Result<std::vector<CsvRole>> parseCsvColumns(std::string_view map);
[[nodiscard]] std::string_view toString(CsvRole role);

/// Not everything is there that ticks, or bars, are made of: which.
[[nodiscard]] Result<void> checkCsvColumns(std::span<const CsvRole> columns);

/// A piece of a line for an error: no longer than 60 bytes, without control characters.
[[nodiscard]] std::string quotedCsv(std::string_view text);

} // namespace agora
