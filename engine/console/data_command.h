#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace agora::console {

enum class DataVerb : std::uint8_t { Import, Export, List, Gaps, Repair, Resample, Check, Delete };

/// What `agoractl data …` was given, as typed: times, periods and zones are read by whoever obeys.
struct DataArguments {
    DataVerb verb = DataVerb::List;
    std::vector<std::string> files;
    std::string symbol;
    std::string period;
    std::string side; ///< empty = bid, or both for an export
    std::string from;
    std::string to;
    std::string ask; ///< file of the asks that belong to the one file of bids
    std::string in;
    std::string out; ///< empty = standard output
    // of a file
    std::string format = "auto";
    std::string columns;
    std::string zone; ///< of a file's times; of the day's anchor for resample
    std::string inZone; ///< of a file's times, for resample
    std::string inPeriod; ///< of a file's bars, for resample
    std::string stamps; ///< start, end; empty = start, or asked
    double spread = 0; ///< points
    std::string hole = "1h"; ///< longest silence within a file that is no gap
    bool isSkippingBad = false;
    bool isByDate = false; ///< long bars of other days than the instrument's are taken all the same
    // of bars that are made
    std::optional<int> anchor; ///< hour; empty = the instrument's, 17:00 New York
    std::string weekStart; ///< empty = the instrument's, Friday
    std::string gaps = "skip";
    std::string hours; ///< as hoursMeant reads it; empty = the instrument's
    bool isTicks = false;
    bool isSure = false;
};

/// Adds `data` and its commands; the callback is called with the command's verb set.
CLI::App *addDataCommands(CLI::App &app, DataArguments &data, const std::function<void()> &chosen);

} // namespace agora::console
