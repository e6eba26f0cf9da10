#pragma once

#include "engine/base/decimal.h"
#include "engine/base/time.h"
#include "engine/model/day_anchor.h"
#include "engine/model/trading_hours.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace agora {

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
    double dailyTicks = 40'000; ///< of the simulated venue, about, in 24 open hours
    DayAnchor dayAnchor{}; ///< where its trading days begin (R3): 17:00 New York

    [[nodiscard]] double point() const; ///< smallest price step
    [[nodiscard]] double pip() const;
    [[nodiscard]] double roundPrice(double price) const;
    [[nodiscard]] std::string formatPrice(double price) const; ///< fixed `precision` decimals
    bool operator==(const Instrument &) const = default;
};

/// The list without a file of the user's: majors, crosses, gold, an index, bitcoin.
[[nodiscard]] const std::vector<Instrument> &builtInInstruments();
/// The list that this process works with: the built-in one until `useInstruments`. From any thread.
[[nodiscard]] const std::vector<Instrument> &knownInstruments();
/// For a program's start, when it has read instruments.toml or was told the engine's list. Pointers
/// and references into the list before stay valid.
void useInstruments(std::vector<Instrument> instruments);
/// Of knownInstruments; null when unknown.
[[nodiscard]] const Instrument *findInstrument(std::string_view symbol);

/// The instrument that a file's name tells (`DAT_ASCII_EURUSD_T_202001.csv`, `truefx-usdjpy.csv`,
/// `EUR_USD.csv.gz`): one of the known list or two of its currencies. None or several are an
/// error that asks for the option.
[[nodiscard]] Result<std::string> symbolFromFileName(const std::filesystem::path &file);

} // namespace agora
