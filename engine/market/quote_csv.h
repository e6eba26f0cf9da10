#pragma once

#include "engine/market/csv_reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace agora {

/// How to read a file of recorded quotes where the file does not say it itself.
struct QuoteOptions {
    std::string format = "auto"; ///< auto, or one of csvFormats
    std::string symbol; ///< `EUR_USD`; empty = guessed from the file's name
};

/// Quotes of one instrument as a file holds them: times never run back, ticks of equal time keep
/// the file's order.
struct RecordedQuotes {
    std::string symbol;
    std::string format; ///< one of csvFormats
    std::vector<Tick> ticks; ///< numbered from 1, not marked TickHistory: a replay makes them live
    std::size_t crossed = 0; ///< ticks with bid > ask: kept, flagged TickCrossed
};

/// Reads a whole file of ticks, plain, gzip or zstd, or nothing: one bad line is an error that
/// names file, line and what is wrong with it.
[[nodiscard]] Result<RecordedQuotes> loadQuotes(
    const std::filesystem::path &file, const QuoteOptions &options = {});

} // namespace agora
