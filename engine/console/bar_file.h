#pragma once

#include "engine/base/result.h"
#include "indicators/bar_input.h"

#include <string>
#include <vector>

namespace agora::console {

/// The bars of a CSV file, and the columns that tell which bar it is.
struct BarFile {
    std::vector<std::int64_t> times; ///< ns UTC; the number of the line in hours if it tells none
    std::vector<double> open, high, low, close, volume;
    /// Bid, ask and mid, each open, high, low, close; empty where the file has them not.
    std::array<std::array<std::vector<double>, 4>, 3> sides;
    /// Columns `i`, `index`, `time`, `date` … as they stand in the file.
    std::vector<std::string> labelNames;
    std::vector<std::vector<std::string>> labels; ///< by column

    [[nodiscard]] indicators::BarColumns columns() const;
};

/// The first line names the columns. `chosen` names those of open, high, low, close and volume, or
/// one that stands for all four prices; empty = `open` … `volume`, whatever their case. Without
/// volume it is 0. A column `time`, `datetime`, `timestamp` or `date` tells when a bar opened (ISO,
/// UTC); `bid_open` … `ask_close` are the prices of the sides. Errors name file, line and field.
[[nodiscard]] Result<BarFile> readBarFile(
    const std::string &file, const std::vector<std::string> &chosen);

} // namespace agora::console
