#pragma once

#include "engine/agency/bus.h"
#include "engine/base/config.h"
#include "engine/base/decimal.h"
#include "engine/model/instrument.h"
#include "engine/model/market_data.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace agora {

/// One brain as the system should run it.
struct BrainSpec {
    std::string name; ///< unique; letters, digits, '-' and '_'
    std::string module; ///< key: `sma_cross`
    std::string symbol = "EUR_USD";
    Period period = Period::minutes(1);
    PriceSide side = PriceSide::Mid;
    int depth = 500; ///< bars of history it gets at its start
    bool enabled = true; ///< false = stopped by the user
    std::vector<std::string> listensTo; ///< other brains whose signals it hears
    agency::Value parameters; ///< object
    bool operator==(const BrainSpec &) const = default;
};

/// A recording to be replayed instead of the generated prices.
struct ReplaySpec {
    std::filesystem::path file;
    std::string format = "auto"; ///< auto, histdata, truefx, generic
    std::string symbol; ///< empty = from the file's name
    double speed = 1.0; ///< market seconds a second; 0 = as fast as the slowest agent (`max`)
};

/// Everything that `agora.toml` says about the running system.
struct SystemDescription {
    std::string listen; ///< extra tcp endpoint on the loopback for consoles; empty = none
    std::string venueKind = "simulated"; ///< the Feeder's plug-in
    double priceLostAfterSeconds = 30; ///< silence of all symbols together, market open
    double staleAfterSeconds = 120; ///< silence of one symbol, market open
    std::int64_t seed = 1;
    std::vector<std::string> instruments; ///< of the venue
    std::optional<Timestamp> simulatedStart; ///< the simulated market's time when the engine starts
    Decimal commissionPerUnit;
    std::string currency = "USD";
    Decimal balance = Decimal::fromWhole(100'000);
    Decimal maxOrderUnits = Decimal::fromWhole(1'000'000);
    Decimal maxPositionUnits = Decimal::fromWhole(5'000'000);
    std::int64_t maxOpenOrders = 100;
    std::int64_t maxOrdersPerMinute = 120;
    agency::Faults faults;
    std::int64_t parkAfterDeaths = 5; ///< within one minute
    std::vector<BrainSpec> brains;
    std::optional<ReplaySpec> replay;
    std::vector<std::filesystem::path>
        brainFolders; ///< searched for modules, before the installed ones
};

/// An absent file gives the defaults; any mistake in it is an error with file, line and column.
[[nodiscard]] Result<SystemDescription> loadSystem(const std::filesystem::path &file);

/// A brain as a console or a window sends it, or as it was saved. The error names the field.
[[nodiscard]] Result<BrainSpec> brainSpecFrom(const agency::Value &value);
[[nodiscard]] agency::Value toValue(const BrainSpec &spec);

} // namespace agora
