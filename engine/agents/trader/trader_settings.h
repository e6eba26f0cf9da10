#pragma once

#include "engine/agency/value.h"
#include "engine/trading/risk.h"

#include <filesystem>
#include <string>
#include <vector>

namespace agora {

/// What the Trader is told when it starts.
struct TraderSettings {
    std::string currency = "USD";
    Decimal balance; ///< the first deposit of a new account
    std::vector<Instrument> instruments; ///< what may be traded
    RiskLimits limits;
    std::filesystem::path dataFolder; ///< holds journal.log

    /// The error names the setting and its value.
    [[nodiscard]] static Result<TraderSettings> from(const agency::Value &settings);
};

} // namespace agora
