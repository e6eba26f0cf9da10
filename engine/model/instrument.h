#pragma once

#include "engine/base/decimal.h"
#include "engine/base/time.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// When an instrument trades: the FX week (Sunday 17:00 to Friday 17:00 New York) or always.
enum class TradingHours { FxWeek, AlwaysOpen };

/// What is traded, and how its prices and sizes are written.
struct Instrument {
    std::string symbol; ///< `EUR_USD`
    std::string name; ///< `Euro / US Dollar`
    std::string base; ///< currency bought, or the asset
    std::string quote; ///< currency paid
    int precision = 5; ///< decimals of a price; the last is a point
    int pipLocation = -4; ///< a pip is 10^pipLocation in price
    int unitsPrecision = 0; ///< decimals of a size
    Decimal minimumUnits = 1;
    Decimal lotUnits = Decimal::fromWhole(100'000);
    Decimal marginRate = Decimal::fromRaw(33'333'333); ///< share of notional, 0..1
    TradingHours hours = TradingHours::FxWeek;
    double typicalPrice = 1.0; ///< start of the simulated venue's prices
    double typicalSpreadPips = 1.0; ///< calm spread of the simulated venue
    double annualVolatility = 0.08; ///< of the simulated venue, as a fraction
    double dailyTicks = 40'000; ///< of the simulated venue, about

    [[nodiscard]] double point() const; ///< smallest price step
    [[nodiscard]] double pip() const;
    [[nodiscard]] double roundPrice(double price) const;
    [[nodiscard]] std::string formatPrice(double price) const; ///< fixed `precision` decimals
    bool operator==(const Instrument &) const = default;
};

/// The list that the simulated venue and replays know: majors, crosses, gold, an index, bitcoin.
[[nodiscard]] const std::vector<Instrument> &builtInInstruments();
/// Null when unknown.
[[nodiscard]] const Instrument *findInstrument(std::string_view symbol);

/// The instrument that a file's name tells (`DAT_ASCII_EURUSD_T_202001.csv`, `truefx-usdjpy.csv`,
/// `EUR_USD.csv.gz`): one of the built-in list or two of its currencies. None or several are an
/// error that asks for the option.
[[nodiscard]] Result<std::string> symbolFromFileName(const std::filesystem::path &file);

/// Open at this instant? FxWeek needs New York's wall clock, so this lives behind base's Zone.
[[nodiscard]] bool isOpen(TradingHours hours, Timestamp at);
/// The first open instant at or after `at`.
[[nodiscard]] Timestamp nextOpen(TradingHours hours, Timestamp at);

} // namespace agora
