#include "engine/model/instrument.h"

namespace agora {

namespace {

/// The part in which currency pairs differ; a pip is the fourth decimal, or the second of the
/// yen's.
struct Pair {
    std::string_view symbol;
    std::string_view name;
    double price;
    double spreadPips;
    double annualVolatility;
    double dailyTicks;
    Decimal marginRate;
};

// Retail margins of ESMA's product intervention of 2018: 30:1 for pairs of the major currencies,
// 20:1 for the others.
constexpr Decimal majorMargin = Decimal::fromRaw(33'333'333);
constexpr Decimal minorMargin = Decimal::fromRaw(50'000'000);

// Prices as of early 2024, chosen so that the crosses agree with their dollar pairs.
constexpr Pair pairs[] = {
    {"EUR_USD", "Euro / US Dollar", 1.1, 0.8, 0.075, 60'000, majorMargin},
    {"GBP_USD", "British Pound / US Dollar", 1.27, 1.2, 0.09, 55'000, majorMargin},
    {"USD_JPY", "US Dollar / Japanese Yen", 148.0, 0.9, 0.095, 60'000, majorMargin},
    {"USD_CHF", "US Dollar / Swiss Franc", 0.88, 1.3, 0.075, 40'000, majorMargin},
    {"AUD_USD", "Australian Dollar / US Dollar", 0.66, 1.0, 0.105, 40'000, minorMargin},
    {"USD_CAD", "US Dollar / Canadian Dollar", 1.36, 1.4, 0.065, 40'000, majorMargin},
    {"NZD_USD", "New Zealand Dollar / US Dollar", 0.61, 1.4, 0.11, 30'000, minorMargin},
    {"EUR_GBP", "Euro / British Pound", 0.86614, 1.2, 0.06, 35'000, majorMargin},
    {"EUR_JPY", "Euro / Japanese Yen", 162.8, 1.4, 0.095, 55'000, majorMargin},
    {"GBP_JPY", "British Pound / Japanese Yen", 187.96, 2.4, 0.11, 60'000, majorMargin},
    {"EUR_CHF", "Euro / Swiss Franc", 0.968, 1.5, 0.055, 30'000, majorMargin},
    {"AUD_JPY", "Australian Dollar / Japanese Yen", 97.68, 1.6, 0.125, 45'000, minorMargin},
    {"CHF_JPY", "Swiss Franc / Japanese Yen", 168.182, 2.2, 0.09, 40'000, majorMargin},
    {"EUR_AUD", "Euro / Australian Dollar", 1.66667, 2.2, 0.09, 50'000, minorMargin},
    {"GBP_CHF", "British Pound / Swiss Franc", 1.1176, 2.4, 0.08, 40'000, majorMargin},
    {"CAD_JPY", "Canadian Dollar / Japanese Yen", 108.824, 1.9, 0.1, 40'000, majorMargin},
    {"AUD_NZD", "Australian Dollar / New Zealand Dollar", 1.08197, 2.3, 0.06, 30'000, minorMargin},
};

Instrument makePair(const Pair &pair)
{
    Instrument instrument;
    instrument.symbol = pair.symbol;
    instrument.name = pair.name;
    instrument.base = pair.symbol.substr(0, 3);
    instrument.quote = pair.symbol.substr(4);
    instrument.precision = instrument.quote == "JPY" ? 3 : 5;
    instrument.pipLocation = instrument.quote == "JPY" ? -2 : -4;
    instrument.marginRate = pair.marginRate;
    instrument.hours = *TradingHours::find("fx");
    instrument.typicalPrice = pair.price;
    instrument.typicalSpreadPips = pair.spreadPips;
    instrument.annualVolatility = pair.annualVolatility;
    instrument.dailyTicks = pair.dailyTicks;
    return instrument;
}

Instrument makeGold()
{
    return {.symbol = "XAU_USD",
        .name = "Gold / US Dollar",
        .base = "XAU",
        .quote = "USD",
        .precision = 3,
        .pipLocation = -2,
        .unitsPrecision = 0,
        .minimumUnits = 1,
        .lotUnits = 100,
        .marginRate = minorMargin,
        .hours = *TradingHours::find("us-futures"),
        .typicalPrice = 2350.0,
        .typicalSpreadPips = 30.0,
        .annualVolatility = 0.15,
        .dailyTicks = 80'000};
}

Instrument makeIndex()
{
    return {.symbol = "SPX500_USD",
        .name = "US SPX 500",
        .base = "SPX500",
        .quote = "USD",
        .precision = 1,
        .pipLocation = 0,
        .unitsPrecision = 1,
        .minimumUnits = Decimal::fromRaw(100'000'000), // 0.1
        .lotUnits = 1,
        .marginRate = minorMargin,
        .hours = *TradingHours::find("us-futures"),
        .typicalPrice = 5200.0,
        .typicalSpreadPips = 0.5,
        .annualVolatility = 0.16,
        .dailyTicks = 50'000};
}

Instrument makeBitcoin()
{
    return {.symbol = "BTC_USD",
        .name = "Bitcoin / US Dollar",
        .base = "BTC",
        .quote = "USD",
        .precision = 1,
        .pipLocation = 0,
        .unitsPrecision = 4,
        .minimumUnits = Decimal::fromRaw(100'000), // 0.0001
        .lotUnits = 1,
        .marginRate = Decimal::fromRaw(500'000'000), // 2:1
        .hours = TradingHours::AlwaysOpen,
        .typicalPrice = 65'000.0,
        .typicalSpreadPips = 30.0,
        .annualVolatility = 0.55,
        .dailyTicks = 90'000};
}

} // namespace

const std::vector<Instrument> &builtInInstruments()
{
    static const std::vector<Instrument> instruments = [] {
        std::vector<Instrument> list;
        for (const auto &pair : pairs)
            list.push_back(makePair(pair));
        list.push_back(makeGold());
        list.push_back(makeIndex());
        list.push_back(makeBitcoin());
        return list;
    }();
    return instruments;
}

} // namespace agora
