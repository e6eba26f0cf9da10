#pragma once

#include "engine/market/csv_reader.h"
#include "engine/model/instrument.h"

namespace agora {

/// Whether a file's bars of a day or a week are those of `options.anchor`: an error when
/// more than a fifth of its first bars begin (with isStampAtEnd: end) elsewhere than the
/// instrument's, while it trades. A time of midnight stands for the trading day of that date; a few
/// that begin late, or a quarter of an hour of all, are no error (holidays, times of first ticks).
/// Shorter bars are told line by line by CsvReader, and any day of a month says which it is. The
/// error names file and line. What cannot be read is passed over: reading in earnest tells it.
[[nodiscard]] Result<void> checkDayEdges(
    const std::filesystem::path &file, CsvOptions options, const TradingHours &hours);

} // namespace agora
